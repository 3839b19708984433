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

export const keyNameInvalid = defineError("GK0107", "usage", {
  en: () => ({
    message: "the name of the key is not one",
    remedy: "Use lower-case letters, digits, dots and hyphens, 64 at most, and begin with a letter or digit: chen.li.",
  }),
  "zh-CN": () => ({
    message: "密钥名称不合规则",
    remedy: "请用小写字母、数字、点和连字符，最多 64 个字符，并以字母或数字开头，例如 chen.li。",
  }),
});

export const fileExists = defineError("GK0108", "usage", {
  en: (e: { path: string }) => ({
    message: `${e.path} is there already and is never overwritten`,
    remedy: "Take another name, or move the file away yourself.",
  }),
  "zh-CN": (e) => ({
    message: `${e.path} 已经存在，绝不会被覆盖`,
    remedy: "请换一个名称，或自行移走该文件。",
  }),
});
