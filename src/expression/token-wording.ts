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

/** A character that the language does not know; `meant` is what probably was. */
export function unexpectedCharacter(character: string, meant: LocalizedText | undefined): ProblemText {
  return {
    message: {
      en: `unexpected character ${JSON.stringify(character)}`,
      "zh-CN": `不认识的字符 ${JSON.stringify(character)}`,
    },
    remedy:
      meant === undefined
        ? {
            en: "Remove it; text goes between single quotes.",
            "zh-CN": "请将其删除；文本应放在单引号中。",
          }
        : { en: `Write ${meant.en} instead.`, "zh-CN": `请改写为 ${meant["zh-CN"]}。` },
  };
}

/** Characters of other languages and other keyboards, and what is meant by them here. */
export const MEANT_CHARACTERS: ReadonlyMap<string, LocalizedText> = new Map([
  ["==", sign("=")],
  ["<=>", sign("=")],
  ["&&", sign("and")],
  ["&", sign("and")],
  ["|", { en: "|| or the word or", "zh-CN": "|| 或单词 or" }],
  ["!", sign("not")],
  ["（", sign("(")],
  ["）", sign(")")],
  ["，", sign(",")],
  ["＝", sign("=")],
  ["＞", sign(">")],
  ["＜", sign("<")],
  ["‘", sign("'")],
  ["’", sign("'")],
  ["“", sign('"')],
  ["”", sign('"')],
  ["≤", sign("<=")],
  ["≥", sign(">=")],
  ["≠", sign("<>")],
]);

function sign(text: string): LocalizedText {
  return sameInEveryLanguage(text);
}
