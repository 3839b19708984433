import { type LocalizedText, sameInEveryLanguage } from "../language.ts";
import type { ProblemText } from "./expression.ts";

// What the tokenizer says of characters that make no word, text, number or sign.

/** A text or a quoted name that does not end. */
export function unclosed(kind: "text" | "quoted", quote: string): ProblemText {
  return {
    message: {
      en: `the ${kind === "text" ? "text" : "name"} that starts here has no closing ${quote}`,
      "zh-CN": `从这里开始的${kind === "text" ? "文本" : "名称"}缺少结尾的 ${quote}`,
    },
    remedy: {
      en: `Add ${quote} at its end; write ${quote}${quote} for a ${quote} inside.`,
      "zh-CN": `请在其末尾加上 ${quote}；其中的 ${quote} 请写作 ${quote}${quote}。`,
    },
  };
}

export const BROKEN_CHARACTER: ProblemText = {
  message: { en: "a quoted part holds a character that is not text", "zh-CN": "引号中含有不是文本的字符" },
  remedy: { en: "Remove the broken character.", "zh-CN": "请删除损坏的字符。" },
};

export const EMPTY_NAME: ProblemText = {
  message: { en: "a name is empty", "zh-CN": "名称为空" },
  remedy: { en: "Write the name inside the quotes.", "zh-CN": "请在引号中写出名称。" },
};

export function notANumber(start: string): ProblemText {
  return {
    message: {
      en: `"${start}" starts like a number and goes on otherwise`,
      "zh-CN": `“${start}”以数字开头，后面却不是数字`,
    },
    remedy: {
      en: 'Write numbers as 12 or 12.5; put a name that starts with a digit in double quotes, as "2nd".',
      "zh-CN": '数字请写作 12 或 12.5；以数字开头的名称请放在双引号中，例如 "2nd"。',
    },
  };
}

export function numberTooLong(whole: number, decimals: number): ProblemText {
  return {
    message: { en: "a number is too long", "zh-CN": "数字太长" },
    remedy: {
      en: `Write at most ${whole} digits before the point and ${decimals} after it.`,
      "zh-CN": `小数点前最多 ${whole} 位，小数点后最多 ${decimals} 位。`,
    },
  };
}

/** A character that the language does not know, and what to do about it where that can be told. */
export function unexpectedCharacter(character: string, remedy: LocalizedText | undefined): ProblemText {
  return {
    message: {
      en: `unexpected character ${JSON.stringify(character)}`,
      "zh-CN": `不认识的字符 ${JSON.stringify(character)}`,
    },
    remedy: remedy ?? {
      en: "Remove it; text goes between single quotes.",
      "zh-CN": "请将其删除；文本应放在单引号中。",
    },
  };
}

const NO_COMMENTS: LocalizedText = {
  en: "An expression has no comments: put them on a YAML line of their own, after #.",
  "zh-CN": "表达式中不能有注释：请另起一行，用 YAML 的 # 书写。",
};

const NO_SQUARE_BRACKETS: LocalizedText = {
  en: "Lists stand in round brackets, as in x in ('a', 'b').",
  "zh-CN": "列表应放在圆括号中，例如 x in ('a', 'b')。",
};

const NO_PARAMETERS: LocalizedText = {
  en: "There are no parameters: write the value itself.",
  "zh-CN": "没有参数：请直接写出该值。",
};

const NO_CASTS: LocalizedText = {
  en: "Remove it; number(…), date(…) and instant(…) read texts.",
  "zh-CN": "请将其删除；读取文本请用 number(…)、date(…) 和 instant(…)。",
};

/** Signs of other languages and other keyboards, longer ones first, with what to do about them here. */
export const FOREIGN_SIGNS: ReadonlyMap<string, LocalizedText> = new Map([
  ["==", write("=")],
  ["<=>", write("=")],
  ["&&", write("and")],
  ["&", write("and")],
  ["|", writeThis({ en: "|| or the word or", "zh-CN": "|| 或单词 or" })],
  ["!", write("not")],
  ["（", write("(")],
  ["）", write(")")],
  ["，", write(",")],
  ["＝", write("=")],
  ["＞", write(">")],
  ["＜", write("<")],
  ["‘", write("'")],
  ["’", write("'")],
  ["“", write('"')],
  ["”", write('"')],
  ["`", write('"')],
  ["≤", write("<=")],
  ["≥", write(">=")],
  ["≠", write("<>")],
  [
    "--",
    {
      en: `${NO_COMMENTS.en} For a minus before a negative value leave a blank between the two.`,
      "zh-CN": `${NO_COMMENTS["zh-CN"]}负数之前的减号请与负号用空格隔开。`,
    },
  ],
  ["/*", NO_COMMENTS],
  ["//", NO_COMMENTS],
  ["#", NO_COMMENTS],
  [
    ";",
    { en: "Remove it: an expression is one value and ends by itself.", "zh-CN": "请将其删除：一个表达式就是一个值。" },
  ],
  [
    ".",
    {
      en: "Write a column's name alone, with no table before it, and decimals with a digit before the point.",
      "zh-CN": "列名请单独书写，前面不加表名；小数点前须有数字。",
    },
  ],
  ["::", NO_CASTS],
  [":", NO_CASTS],
  ["[", NO_SQUARE_BRACKETS],
  ["]", NO_SQUARE_BRACKETS],
  ["{", NO_SQUARE_BRACKETS],
  ["}", NO_SQUARE_BRACKETS],
  ["$", NO_PARAMETERS],
  ["?", NO_PARAMETERS],
  ["@", NO_PARAMETERS],
]);

function write(text: string): LocalizedText {
  return writeThis(sameInEveryLanguage(text));
}

function writeThis(meant: LocalizedText): LocalizedText {
  return { en: `Write ${meant.en} instead.`, "zh-CN": `请改写为 ${meant["zh-CN"]}。` };
}
