import type { LocalizedText } from "../language.ts";
import type { ProblemText } from "./expression.ts";
import { conversionRemedy, TYPE_NAMES } from "./type-names.ts";
import type { ValueType } from "./typed-expression.ts";

// What the checker says of an expression whose types do not fit.

/** Where an operand stands. */
export const OPERAND_PLACES = {
  afterSign: { en: "after -", "zh-CN": "- 之后" },
  afterNot: { en: "after not", "zh-CN": "not 之后" },
  afterWhen: { en: "after when", "zh-CN": "when 之后" },
  beforeLike: { en: "before like", "zh-CN": "like 之前" },
} satisfies Record<string, LocalizedText>;

export function beside(operator: string): LocalizedText {
  return { en: `beside ${operator}`, "zh-CN": `${operator} 旁边` };
}

export function inFunction(name: string): LocalizedText {
  return { en: `in ${name}`, "zh-CN": `${name} 中` };
}

/** What brings values of two types together. */
export const RELATIONS = {
  comparison: { en: "compared with", "zh-CN": "比较" },
  results: { en: "another result beside", "zh-CN": "并列为结果" },
} satisfies Record<string, LocalizedText>;

export function wrongResult(is: ValueType, needed: ValueType): ProblemText {
  return {
    message: {
      en: `the result is ${TYPE_NAMES[is].en} where ${TYPE_NAMES[needed].en} is needed`,
      "zh-CN": `结果是${TYPE_NAMES[is]["zh-CN"]}，而此处需要${TYPE_NAMES[needed]["zh-CN"]}`,
    },
    remedy: conversionRemedy(is, needed),
  };
}

export function wrongOperand(is: ValueType, place: LocalizedText, needed: ValueType): ProblemText {
  return {
    message: {
      en: `${TYPE_NAMES[is].en} stands ${place.en}, which needs ${TYPE_NAMES[needed].en}`,
      "zh-CN": `${place["zh-CN"]}是${TYPE_NAMES[is]["zh-CN"]}，而那里需要${TYPE_NAMES[needed]["zh-CN"]}`,
    },
    remedy: conversionRemedy(is, needed),
  };
}

const KNOWN_SHOWN = 12;

export function unknownName(
  name: string,
  isQuoted: boolean,
  { meant, known }: { readonly meant: string | undefined; readonly known: readonly string[] },
): ProblemText {
  const more = known.length > KNOWN_SHOWN ? ", …" : "";
  const list = known.slice(0, KNOWN_SHOWN).join(", ") + more;
  const remedy: LocalizedText =
    meant === undefined
      ? {
          en: `Known names: ${list === "" ? "none" : list}.`,
          "zh-CN": list === "" ? "这里没有可用的名称。" : `可用的名称：${list.replaceAll(", ", "、")}。`,
        }
      : { en: `Did you mean ${meant}?`, "zh-CN": `是否想写 ${meant}？` };
  const quotes: LocalizedText = isQuoted
    ? { en: " Text goes between single quotes.", "zh-CN": "文本应放在单引号中。" }
    : { en: "", "zh-CN": "" };
  return {
    message: { en: `unknown name ${JSON.stringify(name)}`, "zh-CN": `未知的名称“${name}”` },
    remedy: { en: remedy.en + quotes.en, "zh-CN": remedy["zh-CN"] + quotes["zh-CN"] },
  };
}

export function tooManyDecimals(decimals: number, most: number): ProblemText {
  return {
    message: {
      en: `the product can have ${decimals} decimals; ${most} is the most`,
      "zh-CN": `乘积可能有 ${decimals} 位小数，最多允许 ${most} 位`,
    },
    remedy: {
      en: "Round a factor first, as in round(a * b, 4) * c.",
      "zh-CN": "请先对一个因数四舍五入，例如 round(a * b, 4) * c。",
    },
  };
}

export function tooFineForDivision(decimals: number, most: number): ProblemText {
  return {
    message: {
      en: `this side of / can have ${decimals} decimals; ${most} is the most`,
      "zh-CN": `/ 的这一侧可能有 ${decimals} 位小数，最多允许 ${most} 位`,
    },
    remedy: { en: "Round it first, as in round(a * b, 8) / c.", "zh-CN": "请先四舍五入，例如 round(a * b, 8) / c。" },
  };
}

export const UNORDERED_CONDITIONS: ProblemText = {
  message: { en: "conditions have no order", "zh-CN": "条件之间没有大小顺序" },
  remedy: { en: "Use =, <>, and, or, not.", "zh-CN": "请使用 =、<>、and、or、not。" },
};

export function wrongNumberOfOperands(name: string, count: number, remedy: LocalizedText): ProblemText {
  return { message: { en: `${name} has ${count} operands`, "zh-CN": `${name} 有 ${count} 个操作数` }, remedy };
}

/** The remedy where a function takes any number of operands within bounds. */
export function writeSeveral(name: string): LocalizedText {
  return { en: `Write 2 to 100, as in ${name}(a, b).`, "zh-CN": `请写 2 到 100 个，例如 ${name}(a, b)。` };
}

/** The remedy where a function is written in one way only. */
export function writeAs(usage: string): LocalizedText {
  return { en: `Write ${usage}.`, "zh-CN": `请写作 ${usage}。` };
}

export function unknownFunctionName(name: string): ProblemText {
  return {
    message: { en: `unknown function "${name}"`, "zh-CN": `未知的函数“${name}”` },
    remedy: { en: "See the list of functions.", "zh-CN": "请查阅函数列表。" },
  };
}

export function notWrittenOut(range: { readonly from: number; readonly to: number }, usage: string): ProblemText {
  return {
    message: {
      en: `a whole number from ${range.from} to ${range.to} must be written out here`,
      "zh-CN": `此处必须直接写出 ${range.from} 到 ${range.to} 之间的整数`,
    },
    remedy: { en: `Write it as in ${usage}.`, "zh-CN": `请参照 ${usage} 书写。` },
  };
}

export const TOO_LARGE_WRITTEN_OUT: ProblemText = {
  message: { en: "the expression is too large once written out", "zh-CN": "表达式展开后过大" },
  remedy: { en: "Nest fewer conversions and cases.", "zh-CN": "请减少类型转换和 case 的嵌套。" },
};
