import { chinese, type LocalizedText } from "../language.ts";
import type { ProblemText } from "./expression.ts";
import type { MisspeltKeyword } from "./meant-words.ts";
import type { Token } from "./tokens.ts";

// What the parser says of a text that is no expression. The grammar is in docs/expressions.md.

/** What may be wanted somewhere beside a certain word or sign. */
export const WANTED = {
  value: { en: "a value", "zh-CN": "一个值" },
  pattern: { en: "a pattern in single quotes", "zh-CN": "单引号中的模式" },
  negatedPredicate: { en: "in, between or like", "zh-CN": "in、between 或 like" },
  listEnd: { en: ", or ) to close the list", "zh-CN": "逗号，或结束列表的 )" },
} satisfies Record<string, LocalizedText>;

/** Where a word or a sign is wanted. */
export const PLACES = {
  afterIs: { en: "after is", "zh-CN": "is 之后" },
  afterIn: { en: "after in", "zh-CN": "in 之后" },
  betweenBounds: { en: "between the two bounds", "zh-CN": "两个界限之间" },
  afterCondition: { en: "after the condition", "zh-CN": "条件之后" },
  inCase: { en: "in case", "zh-CN": "case 中" },
  closingCase: { en: "to close case", "zh-CN": "结束 case" },
  closingList: { en: "to close the list", "zh-CN": "结束列表" },
  closingBracket: { en: "to close the bracket", "zh-CN": "闭合括号" },
} satisfies Record<string, LocalizedText>;

/** A certain word or sign at a place: `null after is`. */
export function wantedAt(token: string, place: LocalizedText): LocalizedText {
  return { en: `${token} ${place.en}`, "zh-CN": chinese`${place["zh-CN"]}的${token}` };
}

/** Something else stands where this is wanted. */
export function unexpected(token: Token, wanted: LocalizedText): ProblemText {
  return {
    message: {
      en: `${shown(token).en} where ${wanted.en} is needed`,
      "zh-CN": chinese`${shown(token)["zh-CN"]}，但需要${wanted["zh-CN"]}`,
    },
    remedy: { en: `Write ${wanted.en} here.`, "zh-CN": chinese`请在此处补上${wanted["zh-CN"]}。` },
  };
}

/** A keyword stands where a value is wanted; it may have been meant as a name. */
export function keywordAsValue(token: Token): ProblemText {
  return {
    message: unexpected(token, WANTED.value).message,
    remedy: {
      en: `Put the name in double quotes if it is one: "${token.value}".`,
      "zh-CN": `如果它是名称，请放在双引号中："${token.value}"。`,
    },
  };
}

/** The expression is complete, and something follows. */
export function doesNotBelong(rest: Token): ProblemText {
  return {
    message: {
      en: `${shown(rest).en} does not belong here`,
      "zh-CN": `${shown(rest)["zh-CN"]}，它不应出现在这里`,
    },
    remedy: restRemedy(rest),
  };
}

/** The same mistake, explained by a word that was probably meant to be a keyword. */
export function orMisspelt({ message, remedy }: ProblemText, { written, meant }: MisspeltKeyword): ProblemText {
  return {
    message,
    remedy: {
      en: `Did you mean ${meant} instead of "${written}"? ${remedy.en}`,
      "zh-CN": `“${written}”是否应为 ${meant}？${remedy["zh-CN"]}`,
    },
  };
}

function restRemedy({ kind, value }: Token): LocalizedText {
  if (kind === "symbol" && value === ",")
    return {
      en: "Remove it; several values stand in brackets, as in x in ('a', 'b').",
      "zh-CN": "请将其删除；多个值应放在括号中，例如 x in ('a', 'b')。",
    };
  if (kind === "symbol" && value === ")")
    return { en: "Remove it, or open a bracket before it.", "zh-CN": "请将其删除，或在它之前加上左括号。" };
  if (kind === "text")
    return {
      en: "Join texts with ||; write '' for a ' inside a text.",
      "zh-CN": "请用 || 连接文本；文本中的 ' 请写作 ''。",
    };
  if (kind === "symbol")
    return {
      en: "Remove it; a comparison can be compared only in brackets.",
      "zh-CN": "请将其删除；比较的结果须放在括号中才能再作比较。",
    };
  return {
    en: "Join two conditions with and or or; put a name that has blanks in double quotes.",
    "zh-CN": "请用 and 或 or 连接两个条件；含有空格的名称请放在双引号中。",
  };
}

function shown(token: Token): LocalizedText {
  if (token.kind === "end") return { en: "the expression ends", "zh-CN": "表达式到此结束" };
  if (token.kind === "text") return { en: "a text", "zh-CN": "此处是一段文本" };
  return { en: `"${token.value}"`, "zh-CN": `此处是“${token.value}”` };
}

export const CHAINED_COMPARISON: ProblemText = {
  message: { en: "comparisons cannot be chained", "zh-CN": "比较不能连写" },
  remedy: { en: "Join two comparisons with and.", "zh-CN": "请用 and 连接两个比较。" },
};

export function notADay(text: string): ProblemText {
  return {
    message: { en: `${JSON.stringify(text)} is not a day`, "zh-CN": `“${text}”不是日期` },
    remedy: {
      en: "Write an existing day as date '2026-01-31', years 1000 to 9999.",
      "zh-CN": "请写实际存在的日期，例如 date '2026-01-31'，年份为 1000 到 9999。",
    },
  };
}

export function unknownFunction(name: string, meant: string | undefined, known: Iterable<string>): ProblemText {
  const names = [...known];
  const list: LocalizedText = {
    en: `Known functions: ${names.join(", ")}.`,
    "zh-CN": `可用的函数：${names.join("、")}。`,
  };
  return {
    message: { en: `unknown function "${name}"`, "zh-CN": `未知的函数“${name}”` },
    remedy:
      meant === undefined
        ? list
        : { en: `Did you mean ${meant}? ${list.en}`, "zh-CN": `是否想写 ${meant}？${list["zh-CN"]}` },
  };
}

export function nestedTooDeep(most: number): ProblemText {
  return {
    message: {
      en: `brackets, cases or signs are nested more than ${most} deep`,
      "zh-CN": `括号、case 或正负号的嵌套超过 ${most} 层`,
    },
    remedy: { en: "Split the expression or remove brackets.", "zh-CN": "请拆分表达式，或去掉一些括号。" },
  };
}

export function chainTooDeep(most: number): ProblemText {
  return {
    message: {
      en: `more than ${most} operators stand inside one another`,
      "zh-CN": `相互嵌套的运算符超过 ${most} 个`,
    },
    remedy: {
      en: "Shorten the chain, or group it with brackets so that fewer depend on one another.",
      "zh-CN": "请缩短这一串运算，或用括号分组以减少相互依赖的层数。",
    },
  };
}

export function tooLong(characters: number, most: number): ProblemText {
  return {
    message: { en: `the expression has ${characters} characters`, "zh-CN": `表达式有 ${characters} 个字符` },
    remedy: { en: `Write at most ${most}.`, "zh-CN": `最多 ${most} 个。` },
  };
}
