// GK0219–GK0224, GK0229 and GK0242: input tables, their sources and columns.
import { defineError } from "./define.ts";
import { didYouMean } from "./words.ts";

export const inputTableUnknown = defineError("GK0219", "configuration", {
  en: (e: { table: string; suggestion: string | undefined; known: readonly string[] }) => ({
    message: `"${e.table}" is not an input table${didYouMean(e.suggestion).en}`,
    remedy: `Input tables: ${e.known.join(", ")}.`,
  }),
  "zh-CN": (e) => ({
    message: `“${e.table}”不是输入表${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: `输入表有：${e.known.join("、")}。`,
  }),
});

export const columnUnknown = defineError("GK0220", "configuration", {
  en: (e: { column: string; table: string; suggestion: string | undefined; mayBeDeclared: boolean }) => ({
    message: `${e.table} has no column "${e.column}"${didYouMean(e.suggestion).en}`,
    remedy: e.mayBeDeclared
      ? `Correct it, or declare its class: columns: { customers: { ${e.column}: personal } }.`
      : e.table === "customers"
        ? "Correct it, or name it in lower-case letters, digits and _ and declare its class under columns.customers."
        : "Map one of the columns in docs/configuration.md, or take it out.",
  }),
  "zh-CN": (e) => ({
    message: `${e.table} 没有“${e.column}”列${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: e.mayBeDeclared
      ? `请更正，或声明该列的类别：columns: { customers: { ${e.column}: personal } }。`
      : e.table === "customers"
        ? "请更正，或改用由小写字母、数字和 _ 组成的名称，并在 columns.customers 下声明其类别。"
        : "请映射 docs/configuration.md 中列出的列，或将其删除。",
  }),
});

export const columnNotMapped = defineError("GK0221", "configuration", {
  en: (e: { column: string; table: string }) => ({
    message: `column ${e.column} of ${e.table} is not mapped`,
    remedy: `Add ${e.column}: and the source's column, or an expression over its columns.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.table} 的 ${e.column} 列没有映射`,
    remedy: `请加上 ${e.column}:，后接数据源的列名，或由其各列组成的表达式。`,
  }),
});

export const formatUndecided = defineError("GK0223", "configuration", {
  en: (e: { file: string }) => ({
    message: `the format of "${e.file}" does not follow from its name`,
    remedy:
      "Say format: csv, jsonl or parquet; .csv, .jsonl, .ndjson (also with .gz) and .parquet speak for themselves, one format a source.",
  }),
  "zh-CN": (e) => ({
    message: `从文件名看不出“${e.file}”的格式`,
    remedy:
      "请写明 format: csv、jsonl 或 parquet；.csv、.jsonl、.ndjson（也可带 .gz）和 .parquet 可由名称判断。每个数据源只能有一种格式。",
  }),
});

export const keyOfOtherFormat = defineError("GK0224", "configuration", {
  en: (e: { key: string; format: string }) => ({
    message: `${e.key}: is given for a source whose format is ${e.format}`,
    remedy: `Take ${e.key}: out, or correct the format.`,
  }),
  "zh-CN": (e) => ({
    message: `数据源的格式是 ${e.format}，却写了 ${e.key}:`,
    remedy: `请删除 ${e.key}:，或更正格式。`,
  }),
});

export const extraColumnTaken = defineError("GK0229", "configuration", {
  en: (e: { column: string }) => ({
    message: `"${e.column}" is a built-in name and cannot be declared as an extra column`,
    remedy: "Take the declaration out, or map the source's column under another name.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.column}”是内置名称，不能声明为附加列`,
    remedy: "请删除该声明，或将数据源的列映射为其他名称。",
  }),
});

export const choicesOfNobody = defineError("GK0242", "configuration", {
  en: () => ({
    message: "consent_events maps neither customer_id nor contact_point",
    remedy: "Map at least one of them: a choice that names nobody binds nobody.",
  }),
  "zh-CN": () => ({
    message: "consent_events 既没有映射 customer_id，也没有映射 contact_point",
    remedy: "请至少映射其中一个：没有指明对象的选择对谁都不起作用。",
  }),
});
