import type { LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";
import { LINE_PROBLEMS } from "./formats.ts";
import { type FaultyRecords, recordsNamed } from "./words.ts";

// GK0310–GK0316 are codes of single records: counted and kept as rejects, and refused together as GK0320.

/** What each record code says of the record; the words follow `file record N: column "c"`. */
export const RECORD_PROBLEMS: Readonly<Record<string, LocalizedText>> = {
  GK0310: { en: "is blank and must not be", "zh-CN": "为空，而该列不得为空" },
  GK0311: { en: "cannot be read as what the column holds", "zh-CN": "不能按该列的类型读取" },
  GK0312: {
    en: "has more digits than an amount keeps (14 before the point, 4 after)",
    "zh-CN": "位数超过金额所能保留的位数（小数点前 14 位，后 4 位）",
  },
  GK0313: {
    en: "is a positive refund; declare refund_sign: positive if this source writes them so",
    "zh-CN": "是正数的退款；如果该数据源如此书写退款，请声明 refund_sign: positive",
  },
  GK0314: { en: "is not a word the column knows", "zh-CN": "不是该列认识的词" },
  GK0315: {
    en: "the record does not have the header's number of fields, or its quotes or characters are broken",
    "zh-CN": "字段数与表头不符，或引号、字符有损坏",
  },
  GK0316: { en: "repeats a key that another record of the file has", "zh-CN": "与该文件另一条记录的键重复" },
  ...LINE_PROBLEMS,
};

export const suppressionListShrank = defineError("GK0317", "integrity", {
  en: (e: { list: string; was: number; is: number; limit: string }) => ({
    message: `suppression list "${e.list}" has ${e.is} rows, ${e.was} at the last run; more than ${e.limit} fewer`,
    remedy: `Check the export. If the list really shrank, set lists.${e.list}.expected_rows: ${e.is} for one run.`,
  }),
  "zh-CN": (e) => ({
    message: `抑制名单“${e.list}”有 ${e.is} 行，上次运行时为 ${e.was} 行；减少超过 ${e.limit}`,
    remedy: `请检查导出。如果名单确实变短了，请为一次运行设置 lists.${e.list}.expected_rows: ${e.is}。`,
  }),
});

export const suppressionListMissing = defineError("GK0318", "data", {
  en: (e: { list: string; files: readonly string[] }) => ({
    message: `suppression list "${e.list}" is declared and has no rows in any suppressions file: ${e.files.join(", ") || "there is none"}`,
    remedy: `Deliver the list. If it really is empty, set lists.${e.list}.allow_empty: true.`,
  }),
  "zh-CN": (e) => ({
    message: `声明了抑制名单“${e.list}”，但所有 suppressions 文件中都没有它的行：${e.files.join("、") || "没有这样的文件"}`,
    remedy: `请交付该名单。如果它确实为空，请设置 lists.${e.list}.allow_empty: true。`,
  }),
});

export const suppressionNamesNobody = defineError("GK0319", "data", {
  en: (e: { file: string; isBlank: boolean } & FaultyRecords) => ({
    message: `${e.file} ${recordsNamed(e).en}: the suppressed value ${e.isBlank ? "is blank" : "is no telephone number, e-mail, address, domain or prefix that can be read"}, so the stop would bind nobody`,
    remedy:
      "Have the list exported again with the column as text, or correct the value. If the record is nobody's, remove it; the reject threshold does not apply to it.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} ${recordsNamed(e)["zh-CN"]}：所抑制的值${e.isBlank ? "为空" : "不是可以识别的电话号码、电子邮箱、地址、域名或号码前缀"}，因此该停止联系不会约束任何人`,
    remedy: "请将该列按文本重新导出名单，或更正该值。如果该记录不属于任何人，请将其删除；拒收上限对它不适用。",
  }),
});

interface TooManyRejects {
  readonly file: string;
  readonly rejected: number;
  readonly records: number;
  readonly threshold: string;
  /** What is wrong with the first few. */
  readonly firsts: readonly LocalizedText[];
  /** Where the source is declared, when one of these holds a value that cannot be read as its column's (GK0311); else null. */
  readonly declared: { readonly at: string; readonly hasFormats: boolean } | null;
}

export const tooManyRejects = defineError("GK0320", "data", {
  en: (e: TooManyRejects) => ({
    message: `${e.file}: ${e.rejected} of ${e.records} records rejected, more than ${e.threshold}; first: ${e.firsts.map((first) => first.en).join("; ")}`,
    remedy: `Correct the file${e.declared === null ? "" : `, ${e.declared.hasFormats ? "correct" : "declare"} formats: of its source at ${e.declared.at} if it writes dates or numbers in another way`}, or raise reject_threshold if so many broken records are expected.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file}：${e.records} 条记录中有 ${e.rejected} 条被拒收，超过 ${e.threshold}；${e.firsts.length === 1 ? "第一条" : `前 ${e.firsts.length} 条`}：${e.firsts.map((first) => first["zh-CN"]).join("；")}`,
    remedy: `请更正该文件；${e.declared === null ? "" : `如果数据源以其他写法书写日期或数字，请在 ${e.declared.at} 处为其${e.declared.hasFormats ? "更正" : "声明"} formats:；`}如果这么多损坏的记录属于正常情况，请调高 reject_threshold。`,
  }),
});

export const columnMissing = defineError("GK0321", "data", {
  en: (e: { file: string; column: string; nearest: string | undefined }) => ({
    message: `${e.file} has no column "${e.column}", which its source maps${e.nearest === undefined ? "" : `; did you mean "${e.nearest}"?`}`,
    remedy:
      "Correct the mapping under columns:, or deliver the file with that column; of a CSV file check that its delimiter is the one declared under csv:.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 没有其数据源所映射的“${e.column}”列${e.nearest === undefined ? "" : `；是否想写“${e.nearest}”？`}`,
    remedy: "请更正 columns: 下的映射，或交付含有该列的文件；CSV 文件还请检查其分隔符是否与 csv: 下声明的一致。",
  }),
});

export const headerUnusable = defineError("GK0322", "data", {
  en: (e: { file: string; problem: LocalizedText; isNote: boolean }) => ({
    message: `the header of ${e.file} cannot be used: ${e.problem.en}`,
    remedy: e.isNote
      ? "Delete that line, and declare the delimiter it names under csv: of the source."
      : "Deliver the file with one distinct, non-empty name for every column in its first line: no title above it, and no empty columns at its end.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 的表头无法使用：${e.problem["zh-CN"]}`,
    remedy: e.isNote
      ? "请删除该行，并在数据源的 csv: 下声明其中所写的分隔符。"
      : "交付的文件第一行应为每一列给出互不相同且不为空的名称：其上没有标题行，末尾没有空列。",
  }),
});

export const inputMissing = defineError("GK0323", "data", {
  en: (e: { pattern: string; source: string }) => ({
    message: `no file matches "${e.pattern}" of source "${e.source}"`,
    remedy: "Deliver the file, or correct files: of the source.",
  }),
  "zh-CN": (e) => ({
    message: `没有与数据源“${e.source}”的“${e.pattern}”匹配的文件`,
    remedy: "请交付该文件，或更正数据源的 files:。",
  }),
});

export const inputIsFolder = defineError("GK0324", "data", {
  en: (e: { file: string }) => ({
    message: `${e.file} is a folder where a file is expected`,
    remedy: "Name the files in it, for example with a pattern such as folder/*.csv.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 是文件夹，而此处应为文件`,
    remedy: "请指明其中的文件，例如使用 folder/*.csv 之类的通配模式。",
  }),
});

export const inputEmpty = defineError("GK0325", "data", {
  en: (e: { file: string; isBlank: boolean }) => ({
    message: e.isBlank
      ? `${e.file} has no header: its first line is blank`
      : `${e.file} is empty: it has not even a header`,
    remedy: e.isBlank
      ? "Take the blank lines above the header away, or deliver the file again. A file without records still needs its header line."
      : "Deliver the file again. A file without records still needs its header line.",
  }),
  "zh-CN": (e) => ({
    message: e.isBlank ? `${e.file} 没有表头：第一行是空行` : `${e.file} 是空的，连表头也没有`,
    remedy: e.isBlank
      ? "请删除表头上方的空行，或重新交付该文件。没有记录的文件也需要表头行。"
      : "请重新交付该文件。没有记录的文件也需要表头行。",
  }),
});

export const recordsDoNotAddUp = defineError("GK0327", "data", {
  en: (e: { file: string; counted: number; read: number; rejected: number }) => ({
    message: `${e.file} holds ${e.counted} records by counting, and ${e.read} were read and ${e.rejected} rejected`,
    remedy:
      "Look for a stray quote, which joins records, or a carriage return inside a line, which parts them. Correct these, or declare the file's quote under csv:.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 清点有 ${e.counted} 条记录，而读取了 ${e.read} 条，拒收了 ${e.rejected} 条`,
    remedy:
      "请查找多余的引号（会把多条记录连成一条）或行内的回车符（会把一条记录拆开）。请更正，或在 csv: 下声明文件的引号。",
  }),
});

export const wordAlwaysRefused = defineError("GK0328", "data", {
  en: (e: { file: string; record: number; column: string; word: LocalizedText; known: readonly string[] }) => ({
    message: `${e.file} record ${e.record}: ${e.column} ${e.word.en} is not known; it could be a refusal, so nothing is guessed`,
    remedy: `Write one of ${e.known.join(", ")}, or map the column with a case expression.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 第 ${e.record} 条记录：${e.column} ${e.word["zh-CN"]}；它可能是一项拒绝，因此不作猜测`,
    remedy: `请写 ${e.known.join("、")} 之一，或用 case 表达式映射该列。`,
  }),
});

/** What a record that would bind nobody is, and what it lacks. */
const BINDS_NOBODY = {
  denial: {
    en: "a refusal that names neither a customer nor a contact point that can be read",
    "zh-CN": "该拒绝没有指明可以识别的客户或联系方式",
  },
  preference: { en: "a preference that names no customer", "zh-CN": "该偏好没有指明客户" },
  merge: {
    en: "a merge that does not name both customers and its day, so refusals of one would not bind the other",
    "zh-CN": "该合并没有写明两位客户和日期，因此一方的拒绝不会约束另一方",
  },
  status: {
    en: "a customer whose status may forbid contact, in a record that is rejected for another column",
    "zh-CN": "该客户的状态可能禁止联系，而该记录因其他列被拒收",
  },
} as const;

/** What the record must name. */
const BINDING_PARTS = {
  denial: { en: "the customer id or the contact point", "zh-CN": "客户编号或联系方式" },
  preference: { en: "the customer id", "zh-CN": "客户编号" },
  merge: { en: "both customer ids and the day", "zh-CN": "两位客户的编号和日期" },
  status: { en: "a value that can be read", "zh-CN": "可以识别的值" },
} as const;

export const denialUnreadable = defineError("GK0329", "data", {
  en: (e: { file: string; kind: keyof typeof BINDS_NOBODY } & FaultyRecords) => ({
    message: `${e.file} ${recordsNamed(e).en}: ${BINDS_NOBODY[e.kind].en}`,
    remedy: `Add ${BINDING_PARTS[e.kind].en} to the record. If it is nobody's, remove it; the reject threshold does not apply to it, because what binds nobody is never dropped in silence.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file} ${recordsNamed(e)["zh-CN"]}：${BINDS_NOBODY[e.kind]["zh-CN"]}`,
    remedy: `请在记录中补上${BINDING_PARTS[e.kind]["zh-CN"]}。如果该记录不属于任何人，请将其删除；拒收上限对它不适用，因为不知约束何人的拒绝绝不会被悄悄丢弃。`,
  }),
});

export const keysRepeatBetweenFiles = defineError("GK0330", "data", {
  en: (e: { repeated: number; first: string; second: string; isLine: boolean }) => ({
    message: `${e.second} has ${e.repeated} ${e.isLine ? "line" : "transaction"}${e.repeated === 1 ? "" : "s"} that ${e.first} has as well`,
    remedy: e.isLine
      ? "Remove what was delivered twice, or map line_id if they are other lines of the same transactions."
      : "Remove what was delivered twice, or declare records: line if a transaction has several records.",
  }),
  "zh-CN": (e) => ({
    message: `${e.second} 中有 ${e.repeated} ${e.isLine ? "条明细" : "笔交易"}在 ${e.first} 中也有`,
    remedy: e.isLine
      ? "请删除重复交付的内容；如果它们是同一交易的其他明细，请映射 line_id。"
      : "请删除重复交付的内容；如果一笔交易有多条记录，请声明 records: line。",
  }),
});

export const denialMayBeLost = defineError("GK0331", "data", {
  en: (e: { file: string } & FaultyRecords) => ({
    message: `${e.file} ${recordsNamed(e).en} cannot be taken apart; it may be a refusal, so no threshold lets it go`,
    remedy: "Correct the record's quotes, characters or number of fields; the reject threshold does not apply to it.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} ${recordsNamed(e)["zh-CN"]}无法拆分成字段；它可能是一项拒绝，因此不受拒收上限豁免`,
    remedy: "请更正该记录的引号、字符或字段数；拒收上限对它不适用。",
  }),
});

export const denialMayBeUnwanted = defineError("GK0333", "data", {
  en: (e: { file: string } & FaultyRecords) => ({
    message: `${e.file} ${recordsNamed(e).en}: the condition under where: reads a value that cannot be read; the record may be a refusal, so it is not left out`,
    remedy: "Correct the value, or say in the condition what such a record is: coalesce(number(active), 0) = 1.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} ${recordsNamed(e)["zh-CN"]}：where: 条件所读取的值无法识别；该记录可能是一项拒绝，因此不会被排除`,
    remedy: "请更正该值，或在条件中说明如何处理这样的记录，例如 coalesce(number(active), 0) = 1。",
  }),
});

export const lineEndsUnreadable = defineError("GK0332", "data", {
  en: (e: { file: string; problem: LocalizedText }) => ({
    message: `${e.file} cannot be read line by line: ${e.problem.en}`,
    remedy: "Deliver it with the same end on every line, LF or CRLF, and with line breaks inside a field in quotes.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 无法逐行读取：${e.problem["zh-CN"]}`,
    remedy: "交付的文件每行应使用相同的行尾（LF 或 CRLF），字段内的换行应放在引号中。",
  }),
});

export const warehouseTableUnreadable = defineError("GK0334", "data", {
  en: (e: { table: string; reason: string }) => ({
    message: `the table "${e.table}" cannot be read on the cluster (${e.reason})`,
    remedy: "Check its catalog, schema and name, and give the account of engine.trino the right to read it.",
  }),
  "zh-CN": (e) => ({
    message: `无法在集群上读取表“${e.table}”（“${e.reason}”）`,
    remedy: "请检查目录、模式和表名，并授予 engine.trino 的账户读取该表的权限。",
  }),
});
