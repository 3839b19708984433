import { defineError } from "./define.ts";

// GK013x: questions about the logical data model.

export const modelTableUnknown = defineError("GK0130", "usage", {
  en: (e: { table: string; nearest: string | undefined; known: readonly string[] }) => ({
    message:
      e.nearest === undefined
        ? "there is no such input table"
        : `there is no input table "${e.table}". Did you mean "${e.nearest}"?`,
    remedy: `Input tables are ${e.known.join(", ")}.`,
  }),
  "zh-CN": (e) => ({
    message: e.nearest === undefined ? "没有这个输入表" : `没有输入表“${e.table}”。您是指“${e.nearest}”吗？`,
    remedy: `输入表有：${e.known.join("、")}。`,
  }),
});
