// GK0270–GK0279 and GK0340–GK0349: how the files of a source are written, and what does not follow it.
import type { LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

export const formatInvalid = defineError("GK0270", "configuration", {
  en: (e: { format: string; message: LocalizedText; remedy: LocalizedText }) => ({
    message: `"${e.format}" is not a format: ${e.message.en}`,
    remedy: e.remedy.en,
  }),
  "zh-CN": (e) => ({ message: `“${e.format}”不是可用的格式：${e.message["zh-CN"]}`, remedy: e.remedy["zh-CN"] }),
});

export const pivotMissing = defineError("GK0271", "configuration", {
  en: (e: { format: string }) => ({
    message: `the format "${e.format}" has years of two digits and no pivot`,
    remedy: "Add pivot: and the first of the hundred years they may mean: with pivot: 1950, 49 is 2049 and 50 is 1950.",
  }),
  "zh-CN": (e) => ({
    message: `格式“${e.format}”的年份只有两位，却没有声明 pivot`,
    remedy: "请添加 pivot:，写明这一百年的第一年：pivot: 1950 时，49 表示 2049 年，50 表示 1950 年。",
  }),
});

export const pivotUnused = defineError("GK0272", "configuration", {
  en: () => ({
    message: "formats.pivot is given, and no format has a year of two digits",
    remedy: "Take it out, or write yy for the year.",
  }),
  "zh-CN": () => ({
    message: "给出了 formats.pivot，但没有格式使用两位数的年份",
    remedy: "请删除它，或将年份写作 yy。",
  }),
});

export const signRepeated = defineError("GK0275", "configuration", {
  en: (e: { sign: string }) => ({
    message: `"${e.sign}" is both the decimal sign and the sign between thousands`,
    remedy: 'Say both, as in formats: { decimal: ",", thousands: "." }; without thousands: there is none.',
  }),
  "zh-CN": (e) => ({
    message: `“${e.sign}”既是小数点，又是千位分隔符`,
    remedy: '请分别写明，例如 formats: { decimal: ",", thousands: "." }；不写 thousands: 表示没有千位分隔符。',
  }),
});

export const typeUnused = defineError("GK0273", "configuration", {
  en: (e: { column: string; suggestion: string | undefined }) => ({
    message: `types names "${e.column}", which no mapping of the source uses${e.suggestion === undefined ? "" : `. Did you mean "${e.suggestion}"?`}`,
    remedy: "Correct the name, or take it out.",
  }),
  "zh-CN": (e) => ({
    message: `types 中的“${e.column}”没有被该数据源的任何映射使用${e.suggestion === undefined ? "" : `。是否想写“${e.suggestion}”？`}`,
    remedy: "请更正名称，或将其删除。",
  }),
});

export const sizeInvalid = defineError("GK0274", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is not a size`,
    remedy: "Write a whole number with MB or GB, such as 500MB or 20GB.",
  }),
  "zh-CN": (e) => ({ message: `“${e.text}”不是大小`, remedy: "请写整数并加上 MB 或 GB，例如 500MB 或 20GB。" }),
});

export const namesAlike = defineError("GK0276", "configuration", {
  en: (e: { one: string; other: string }) => ({
    message: `the mappings of the source use "${e.one}" and "${e.other}", which differ in capitals only`,
    remedy: "Correct one of them: columns whose names differ in capitals only are not told apart.",
  }),
  "zh-CN": (e) => ({
    message: `该数据源的映射同时使用“${e.one}”和“${e.other}”，两者仅大小写不同`,
    remedy: "请更正其中之一：仅大小写不同的列名不作区分。",
  }),
});

export const inputTooLarge = defineError("GK0305", "data", {
  en: (e: { file: string; limitBytes: number }) => ({
    message: `${e.file} holds more than ${e.limitBytes} bytes once decompressed`,
    remedy:
      "Check that this is the file you meant: so much from so little is a mistake, or worse. If it is right, set max_decompressed of its source, such as max_decompressed: 200GB.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 解压后超过 ${e.limitBytes} 字节`,
    remedy:
      "请确认文件无误：这么小的文件解压出这么多内容，多半是出了错，甚至是恶意文件。如果确实正确，请为其数据源设置 max_decompressed，例如 max_decompressed: 200GB。",
  }),
});

/** `is` is the encoding that its bytes speak for; null when they speak for none that is read. */
export const encodingUndeclared = defineError("GK0326", "data", {
  en: (e: { file: string; declared: string; is: string | null; record: number | null }) => ({
    message:
      e.is === null
        ? `${e.file} is not ${e.declared} text${e.record === null ? "" : `: record ${e.record} holds zero bytes`}`
        : `${e.file} is read as ${e.declared}, and its bytes are ${e.is}`,
    remedy:
      e.is === null
        ? `${e.record === null ? "" : "A header is record 1. "}Deliver it as text, and declare how it is written under encoding: of its source (utf-8, utf-16le, utf-16be, gb18030).`
        : `Declare encoding: ${e.is} for its source, or deliver the file in ${e.declared}.`,
  }),
  "zh-CN": (e) => ({
    message:
      e.is === null
        ? `${e.file} 不是 ${e.declared} 文本${e.record === null ? "" : `：第 ${e.record} 条记录含有零字节`}`
        : `${e.file} 按 ${e.declared} 读取，而其字节是 ${e.is}`,
    remedy:
      e.is === null
        ? `${e.record === null ? "" : "表头算作第 1 条记录。"}请以文本形式交付，并在其数据源的 encoding: 中声明编码（utf-8、utf-16le、utf-16be、gb18030）。`
        : `请为其数据源声明 encoding: ${e.is}，或以 ${e.declared} 编码交付该文件。`,
  }),
});

const KIND_NAMES: Readonly<Record<string, LocalizedText>> = {
  gzip: { en: "gzip data", "zh-CN": "gzip 数据" },
  zip: { en: "a zip archive or an Excel workbook", "zh-CN": "zip 压缩包或 Excel 工作簿" },
  zstd: { en: "zstd data", "zh-CN": "zstd 数据" },
  bzip2: { en: "bzip2 data", "zh-CN": "bzip2 数据" },
  xz: { en: "xz data", "zh-CN": "xz 数据" },
  "7z": { en: "a 7z archive", "zh-CN": "7z 压缩包" },
  tar: { en: "a tar archive", "zh-CN": "tar 归档" },
  xls: { en: "an old Excel workbook", "zh-CN": "旧版 Excel 工作簿" },
  pdf: { en: "a PDF document", "zh-CN": "PDF 文档" },
  parquet: { en: "a Parquet file", "zh-CN": "Parquet 文件" },
  html: { en: "a page of HTML", "zh-CN": "HTML 网页" },
  xml: { en: "an XML document", "zh-CN": "XML 文档" },
  json: { en: "a JSON list, not an object a line", "zh-CN": "一个 JSON 列表，而不是每行一个对象" },
};

const KIND_REMEDIES: Readonly<Record<string, LocalizedText>> = {
  gzip: {
    en: "Let its name end in .gz: it is decompressed once only.",
    "zh-CN": "请让文件名以 .gz 结尾；文件只会解压一次。",
  },
  html: {
    en: "Look at it in a browser: it may be a login or error page, or a table saved as a page. Deliver it as CSV.",
    "zh-CN": "请在浏览器中查看：它可能是登录页或错误页，也可能是另存为网页的表格。请以 CSV 交付。",
  },
  parquet: { en: "Declare format: parquet for its source.", "zh-CN": "请为其数据源声明 format: parquet。" },
  json: {
    en: "Write its items as JSON Lines, one object a line: jq -c '.[]' does it.",
    "zh-CN": "请把其中各项写成 JSON Lines，每行一个对象，例如使用 jq -c '.[]'。",
  },
};

const OTHER_REMEDY: LocalizedText = {
  en: "Unpack or export it, and deliver text (also gzip, with a name that ends in .gz) or Parquet.",
  "zh-CN": "请将其解压或导出，以文本（也可用 gzip 压缩，文件名以 .gz 结尾）或 Parquet 交付。",
};

/** `kind` is one of file-kind.ts, or `json` for a JSON document where JSON Lines are read. */
export const fileOfAnotherKind = defineError("GK0340", "data", {
  en: (e: { file: string; kind: string }) => ({
    message: `${e.file} is ${KIND_NAMES[e.kind]?.en ?? e.kind}`,
    remedy: (KIND_REMEDIES[e.kind] ?? OTHER_REMEDY).en,
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 的内容是${spaced(KIND_NAMES[e.kind]?.["zh-CN"] ?? e.kind)}`,
    remedy: (KIND_REMEDIES[e.kind] ?? OTHER_REMEDY)["zh-CN"],
  }),
});

export const textMalformed = defineError("GK0341", "data", {
  en: (e: { file: string; record: number; encoding: string }) => ({
    message: `${e.file} record ${e.record} holds bytes that are no ${e.encoding}`,
    remedy:
      "A header is record 1. Deliver the file again, written whole in one encoding: nothing is replaced by question marks here.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 第 ${e.record} 条记录含有不属于 ${e.encoding} 的字节`,
    remedy: "表头算作第 1 条记录。请以同一种编码重新交付整个文件：这里不会用问号替换任何字符。",
  }),
});

export const lineTooLong = defineError("GK0342", "data", {
  en: (e: { file: string; record: number; limitBytes: number }) => ({
    message: `${e.file} line ${e.record} is longer than ${e.limitBytes} bytes`,
    remedy: "Empty lines are not counted. Deliver JSON Lines, one object a line; one long document is none.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 第 ${e.record} 行超过 ${e.limitBytes} 字节`,
    remedy: "空行不计入行号。请交付 JSON Lines，每行一个对象；整份写成一个文档的不是 JSON Lines。",
  }),
});

/** Why a line of JSON Lines is no record, by record code; the words follow `file record N:`. */
export const LINE_PROBLEMS: Readonly<Record<string, LocalizedText>> = {
  GK0343: { en: "the line is not one JSON object", "zh-CN": "该行不是一个 JSON 对象" },
  GK0344: { en: "the line gives a mapped name twice", "zh-CN": "该行重复给出了被映射的名称" },
  GK0345: {
    en: "the line has an object or a list where a single value is mapped, or the other way round",
    "zh-CN": "该行在应为单个值的位置上是对象或列表，或者相反",
  },
  GK0346: {
    en: "the line has a text that is none: bytes that are no UTF-8, half a character, or U+0000",
    "zh-CN": "该行含有不成文本的内容：不属于 UTF-8 的字节、半个字符或 U+0000",
  },
};

export const columnNested = defineError("GK0347", "data", {
  en: (e: { file: string; column: string; type: string }) => ({
    message: `column "${e.column}" of ${e.file} is ${e.type}, and a mapping reads single values`,
    remedy: "Map another column, or have the file written with a column of single values.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 的“${e.column}”列是 ${e.type}，而映射只读取单个值`,
    remedy: "请映射其他列，或让该列以单个值写出。",
  }),
});

export const linesMissing = defineError("GK0348", "data", {
  en: (e: { file: string }) => ({
    message: `${e.file} is empty: it has not even a line`,
    remedy:
      "Deliver the file again. JSON Lines without records are one empty line, so that a failed export is noticed.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 是空的，连一行也没有`,
    remedy: "请重新交付该文件。没有记录的 JSON Lines 应写成一个空行，以便发现失败的导出。",
  }),
});

export const tooManyBrokenRecords = defineError("GK0349", "data", {
  en: (e: { file: string; records: number }) => ({
    message: `${e.file} has more than ${e.records} records that are broken, and no more are kept`,
    remedy:
      "This is hardly the file that was meant: check its format, its delimiter and quote under csv:, and its columns.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 有超过 ${e.records} 条损坏的记录，超出部分不再保留`,
    remedy: "这多半不是所要的文件：请检查其格式、csv: 下的分隔符和引号，以及各列。",
  }),
});

/** Chinese puts a blank between its characters and Latin letters. */
function spaced(words: string): string {
  return /^[a-z0-9]/iu.test(words) ? ` ${words}` : words;
}
