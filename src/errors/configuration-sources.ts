// GK0219–GK0224, GK0229, GK0242 and GK0283–GK0286: input tables, their sources and columns.
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

export const inputUndeclared = defineError("GK0283", "configuration", {
  en: () => ({
    message: "the source names neither files nor a table",
    remedy: "Add files: a path or a list of paths; or, where the models run on a cluster, table: catalog.schema.table.",
  }),
  "zh-CN": () => ({
    message: "数据源既没有写 files，也没有写 table",
    remedy: "请添加 files:（路径或路径的列表）；若模型在集群上运行，也可添加 table:（catalog.schema.table）。",
  }),
});

export const inputTwice = defineError("GK0284", "configuration", {
  en: () => ({
    message: "the source names both files and a table",
    remedy: "Keep one of them, and declare the other as a source of its own.",
  }),
  "zh-CN": () => ({
    message: "数据源同时写了 files 和 table",
    remedy: "请保留其中一个，并将另一个声明为单独的数据源。",
  }),
});

export const warehouseMissing = defineError("GK0285", "configuration", {
  en: () => ({
    message: "a source is a table of the warehouse, and the models run on this machine",
    remedy: "Set engine.kind: trino where this source is declared, such as in the same target, or name files.",
  }),
  "zh-CN": () => ({
    message: "数据源是数据仓库中的表，而模型在本机运行",
    remedy: "请在声明该数据源之处（例如同一目标环境）设置 engine.kind: trino，或改用 files。",
  }),
});

export const warehouseTableInvalid = defineError("GK0286", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is no table of the warehouse`,
    remedy: "Write catalog, schema and table, such as lake.sales.transactions.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是数据仓库中的表`,
    remedy: "请写明目录、模式和表名，例如 lake.sales.transactions。",
  }),
});
