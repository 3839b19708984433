import type { YAMLError } from "yaml";

import type { LocalizedText } from "../language.ts";

/** Something that keeps a YAML file from being read, at an offset of its text. */
export interface YamlFault {
  readonly code: YAMLError["code"];
  readonly offset: number;
  readonly why: LocalizedText;
}

/** A fault as the parser found it: its own words in English, the words for its code in Chinese. */
export function faultOf({ code, message, pos }: YAMLError): YamlFault {
  const why = /call stack/u.test(message)
    ? TOO_DEEP
    : { en: oneLine(message), "zh-CN": exactly(message) ?? BY_CODE[code] };
  return { code, offset: pos[0], why };
}

/** The parser gives up with the words of the machine. */
const TOO_DEEP: LocalizedText = { en: "it is nested too deep", "zh-CN": "嵌套层数过多" };

/** Where the parser has lost its way, it stumbles over every word that follows: only the first of these is a mistake. */
export function withoutEchoes(faults: readonly YamlFault[]): readonly YamlFault[] {
  const first = faults.findIndex(({ code }) => code === "UNEXPECTED_TOKEN");
  return first === -1 ? faults : faults.slice(0, Math.max(first, 1));
}

/** The parser's own words on one line, its names for signs replaced by the signs. */
function oneLine(message: string): string {
  return message
    .replace(/\s+/g, " ")
    .replace(/; please use YAML\.parseAllDocuments\(\)/, "")
    .replace(
      /^Unexpected [\w-]+ token.* in YAML (?:stream|document): /u,
      "Check indentation and brackets above; unexpected: ",
    )
    .replace(/^Missing closing (["'])quote/u, "Missing closing $1")
    .replace(
      /^Unexpected ([a-z-]+)(?= at node end| on same line| token)/u,
      (_, sign: string) => `Unexpected ${SIGNS[sign] ?? sign}`,
    )
    .replace(/ at node end(?=$|\W)/u, " after the end of a value");
}

/** What the parser calls some signs. */
const SIGNS: Readonly<Record<string, string>> = {
  scalar: "text",
  "single-quoted-scalar": "quoted text",
  "double-quoted-scalar": "quoted text",
  "block-scalar": "text",
  "block-seq-ind": "-",
  "seq-item-ind": "-",
  "map-value-ind": ":",
  "explicit-key-ind": "?",
  "flow-map-start": "{",
  "flow-map-end": "}",
  "flow-seq-start": "[",
  "flow-seq-end": "]",
  "flow-error-end": "bracket",
  comma: ",",
};

/** The mistakes people make most, said more exactly than by their code. */
function exactly(message: string): string | undefined {
  for (const [pattern, word] of EXACT) {
    const match = pattern.exec(message);
    if (match !== null) return word(match[1] ?? "");
  }
  return undefined;
}

const EXACT: readonly (readonly [pattern: RegExp, word: (found: string) => string])[] = [
  [/^Missing closing (["'])/u, (quote) => `缺少结尾的 ${quote}`],
  [/^Implicit map keys need to be followed by map values/u, () => "键的后面必须有冒号和值"],
  [
    /^Nested mappings are not allowed in compact mappings/u,
    () => "此处不能再写一层映射；请检查缩进，或给含有冒号的值加引号",
  ],
  [/^Sequence item without - indicator/u, () => "列表项缺少开头的 -"],
  [/^Missing (, or :|,) between/u, (signs) => `各项之间缺少${signs === "," ? "“,”" : "“,”或“:”"}`],
  [/end with an? ([\]}])/u, (bracket) => `缺少结尾的 ${bracket}，或缩进不足`],
  [/^Plain value cannot start with (?:reserved character )?([@`%])/u, (sign) => `不带引号的值不能以 ${sign} 开头`],
  [/^Plain value cannot start with a tab/u, () => "不带引号的值不能以制表符开头"],
  [/^Invalid escape sequence (.+)$/u, (sequence) => `双引号中的转义序列 ${sequence} 无效`],
  [/^Unresolved tag: (.+)$/u, (tag) => `无法识别标签 ${tag}`],
  [/^Unknown directive (.+)$/u, (directive) => `无法识别指令 ${directive}`],
];

const BY_CODE: Readonly<Record<YAMLError["code"], string>> = {
  ALIAS_PROPS: "别名不能带有锚点或标签",
  BAD_ALIAS: "别名或锚点的名称有误",
  BAD_DIRECTIVE: "指令有误",
  BAD_DQ_ESCAPE: "双引号中的转义序列无效",
  BAD_INDENT: "缩进有误",
  BAD_PROP_ORDER: "锚点和标签必须写在指示符之后",
  BAD_SCALAR_START: "不带引号的值不能以该字符开头",
  BLOCK_AS_IMPLICIT_KEY: "此处不能再写一层列表或映射",
  BLOCK_IN_FLOW: "方括号或花括号之内不能使用按缩进书写的列表或映射",
  DUPLICATE_KEY: "键重复",
  IMPOSSIBLE: "内容无法识别",
  KEY_OVER_1024_CHARS: "键的长度不得超过 1024 个字符",
  MISSING_CHAR: "缺少必要的字符",
  MULTILINE_IMPLICIT_KEY: "键必须写在同一行内",
  MULTIPLE_ANCHORS: "一个节点只能有一个锚点",
  MULTIPLE_DOCS: "文件中不止一个文档",
  MULTIPLE_TAGS: "一个节点只能有一个标签",
  NON_STRING_KEY: "键必须是文本",
  RESOURCE_EXHAUSTION: "嵌套太深，或别名展开后过大",
  TAB_AS_INDENT: "缩进不能使用制表符",
  TAG_RESOLVE_FAILED: "值与其标签不符",
  UNEXPECTED_TOKEN: "此处出现了意外的内容",
  BAD_COLLECTION_TYPE: "标签与列表或映射不符",
};
