// GK0530–GK0536, GK0538: the audit of written tables.
import { chinese, type LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

export const exportObjected = defineError("GK0530", "policy", {
  en: (e: { objections: number; cells: readonly string[] }) => ({
    message: `the auditor objects to what was written: ${e.objections} numbers are given away, ${cellsText(e)}`,
    remedy:
      "Hand none of these files out. See what gives each number away with gatekeeper audit export, and take coarser dimensions or fewer tables.",
  }),
  "zh-CN": (e) => ({
    message: chinese`审计方反对所写的内容：有 ${e.objections} 个数字会被推知，即${cellsText(e)}`,
    remedy: "请勿交出这些文件。请用 gatekeeper audit export 查看各数字由什么推知，并采用较粗的维度或较少的表。",
  }),
});

/** Few of them: the audit itself tells all. */
function cellsText({ cells }: { readonly cells: readonly string[] }): string {
  return `${cells.slice(0, 5).join("; ")}${cells.length > 5 ? " …" : ""}`;
}

export const exportBroken = defineError("GK0531", "data", {
  en: (e: { file: string; reason: LocalizedText }) => ({
    message: `"${e.file}" is no table that can be audited: ${e.reason.en}`,
    remedy:
      "Name a folder of a report, or a file of its tables as it was written: CSV, JSON, Parquet or Arrow, with a header of dimensions and measures.",
  }),
  "zh-CN": (e) => ({
    message: chinese`“${e.file}”不是可以审计的表：${e.reason["zh-CN"]}`,
    remedy: "请指定一个报表文件夹，或其中按原样写出的表文件：CSV、JSON、Parquet 或 Arrow，表头为维度和指标。",
  }),
});

export const numberUnreadable = defineError("GK0532", "data", {
  en: (e: { column: string }) => ({
    message: `what the column "${e.column}" has is neither a number nor withheld`,
    remedy:
      "Write plain numbers of at most eight decimals, and leave a withheld one empty or write [c]. A table that is read by halves is not audited.",
  }),
  "zh-CN": (e) => ({
    message: `列“${e.column}”的内容既不是数字，也不是隐去标记`,
    remedy: "请写普通数字，小数不超过八位；隐去的请留空或写 [c]。只读懂一半的表不作审计。",
  }),
});

export const exportColumnUnknown = defineError("GK0533", "data", {
  en: (e: { file: string; column: string }) => ({
    message: `the auditor does not know what the column "${e.column}" of "${e.file}" says`,
    remedy:
      "Dimensions stand left of the first measure, and measures have the names of docs/audit-export.md. Rename the column, or take it out of what is handed out.",
  }),
  "zh-CN": (e) => ({
    message: `审计方不知道“${e.file}”的列“${e.column}”是什么意思`,
    remedy: "维度列在第一个指标的左边，指标须用 docs/audit-export.md 中的名称。请为该列改名，或不要交出该列。",
  }),
});

export const minimumUnitsUnknown = defineError("GK0534", "usage", {
  en: (e: { file: string }) => ({
    message: `nothing beside "${e.file}" says how many customers a cell has at least`,
    remedy: "Name the number with --minimum-units, or leave the file in its folder with report.json.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.file}”旁没有文件说明单元格至少须有多少客户`,
    remedy: "请用 --minimum-units 指定该数，或把文件与 report.json 放在同一文件夹中。",
  }),
});

export const reportsObjected = defineError("GK0535", "policy", {
  en: (e: { objections: number; cells: readonly string[] }) => ({
    message: `the auditor objects to the reports of this run, of which ${e.objections === 1 ? "a number" : `${e.objections} numbers`} would be given away: ${cellsText(e)}`,
    remedy:
      "Nothing was published. Ask for coarser dimensions or fewer tables, and report it: the protection of reports and their auditor should agree.",
  }),
  "zh-CN": (e) => ({
    message: chinese`审计方反对本次运行的报表，其中有 ${e.objections} 个数字会被推知：${cellsText(e)}`,
    remedy: "没有发布任何内容。请采用较粗的维度或较少的表，并报告此事：报表的保护与其审计结果本应一致。",
  }),
});

export const exportFileUnread = defineError("GK0536", "data", {
  en: (e: { file: string; reason: LocalizedText }) => ({
    message: `the auditor cannot look at "${e.file}": ${e.reason.en}`,
    remedy:
      "Leave in the folder only what is handed out, as tables (CSV, JSON, Parquet, Arrow) and as text (Markdown, HTML, SVG, .txt) in UTF-8. What nobody looks at may give numbers away.",
  }),
  "zh-CN": (e) => ({
    message: chinese`审计方无法查看“${e.file}”：${e.reason["zh-CN"]}`,
    remedy:
      "文件夹中请只留要交出的内容：表（CSV、JSON、Parquet、Arrow）和 UTF-8 文本（Markdown、HTML、SVG、.txt）。无人查看的文件可能泄露数字。",
  }),
});

export const exportEmpty = defineError("GK0538", "usage", {
  en: (e: { places: readonly string[] }) => ({
    message: `there is no table in ${e.places.join(", ")}`,
    remedy: "Name the folder of a report, or the file of a table: where nothing is looked at, nothing is found.",
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.places.join("、")}中没有任何表`,
    remedy: "请指定报表的文件夹，或某张表的文件：什么都没看，自然什么也发现不了。",
  }),
});
