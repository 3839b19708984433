import { defineError } from "./define.ts";

// GK0106–GK0119: what single commands are asked to do.

export const formatWithoutTable = defineError("GK0106", "usage", {
  en: (e: { command: string; format: string }) => ({
    message: `${e.command} prints no table, so there is nothing to write as ${e.format}`,
    remedy: "Leave --format out, or say --format json.",
  }),
  "zh-CN": (e) => ({
    message: `${e.command} 不输出表格，因此没有可写成 ${e.format} 的内容`,
    remedy: "请去掉 --format，或使用 --format json。",
  }),
});
