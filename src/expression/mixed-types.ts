import type { LocalizedText } from "../language.ts";
import { isDay } from "./days.ts";
import type { Expression, ProblemText } from "./expression.ts";
import { spelledName } from "./spelled-name.ts";
import { conversionRemedy, TYPE_NAMES } from "./type-names.ts";
import type { ValueType } from "./typed-expression.ts";

/** How values of one type must stand together: as results of one expression, or compared. */
export interface Relation {
  readonly words: LocalizedText;
  /** Their order decides, and the order of digits is not that of numbers. */
  readonly isOrdered: boolean;
  /** They are compared, and there are no more than the two: either may change. */
  readonly isPair: boolean;
}

interface TypedOperand {
  readonly node: Expression;
  readonly type: ValueType;
}

/**
 * Two values of different types are compared, or are results of one expression. Whatever side is the text, the remedy names
 * what to change, because the mistake is told at the later one.
 */
export function mixedTypes(own: TypedOperand, other: TypedOperand, relation: Relation): ProblemText {
  const { words } = relation;
  return {
    message: {
      en: `${TYPE_NAMES[own.type].en} is ${words.en} ${TYPE_NAMES[other.type].en}`,
      "zh-CN": `${TYPE_NAMES[own.type]["zh-CN"]}与${TYPE_NAMES[other.type]["zh-CN"]}不能${words["zh-CN"]}`,
    },
    remedy: remedyOf(own, other, relation),
  };
}

function remedyOf(own: TypedOperand, other: TypedOperand, relation: Relation): LocalizedText {
  if (own.type === "text") return besideText(own.node, other, relation);
  if (other.type === "text") return besideText(other.node, own, relation);
  return conversionRemedy(own.type, other.type);
}

function besideText(text: Expression, { node, type }: TypedOperand, relation: Relation): LocalizedText {
  switch (type) {
    case "number":
      return text.kind === "text" ? writtenNumber(text.value, node, relation) : readNumber(text, node, relation);
    case "date":
      return text.kind === "text" ? writtenDay(text.value) : write(conversion(type, text));
    case "boolean":
      return text.kind === "name"
        ? {
            en: `Compare ${spelledName(text.name)} with a text, as in ${spelledName(text.name)} = 'Y'.`,
            "zh-CN": `请将 ${spelledName(text.name)} 与某个文本比较，例如 ${spelledName(text.name)} = 'Y'。`,
          }
        : { en: "Compare the text, as in flag = 'Y'.", "zh-CN": "请将文本与某个值比较，例如 flag = 'Y'。" };
    default:
      return write(conversion(type, text));
  }
}

const A_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Where the text is a literal. */
function writtenNumber(text: string, number: Expression, { isOrdered }: Relation): LocalizedText {
  if (A_NUMBER.test(text.trim()))
    return { en: `Write ${text.trim()} without quotes.`, "zh-CN": `请去掉引号，写作 ${text.trim()}。` };
  if (number.kind === "number" && !isOrdered) return write(inQuotes(number.value));
  return { en: "Write a number in place of the text.", "zh-CN": "请将该文本换成数字。" };
}

/** Where the text is a column or is made of some. */
function readNumber(text: Expression, number: Expression, { isOrdered, isPair }: Relation): LocalizedText {
  const read = conversion("number", text);
  if (number.kind !== "number" || isOrdered) return write(read);
  const quoted = inQuotes(number.value);
  if (!isPair) return write(quoted);
  return {
    en: `Write ${read.en}, or ${quoted.en} to compare texts.`,
    "zh-CN": `请${read["zh-CN"]}；若要按文本比较，请${quoted["zh-CN"]}。`,
  };
}

function writtenDay(text: string): LocalizedText {
  const day = text.trim();
  if (isDay(day)) return { en: `Write date '${day}'.`, "zh-CN": `请写 date '${day}'。` };
  return {
    en: "Write a day in place of the text, such as date '2026-01-31'.",
    "zh-CN": "请将该文本换成日期，例如 date '2026-01-31'。",
  };
}

/** What to write, after "write" in English and with its verb in Chinese. */
function conversion(to: ValueType, text: Expression): LocalizedText {
  if (text.kind !== "name") return { en: `${to}(…) around the text`, "zh-CN": `用 ${to}(…) 将文本括起` };
  const called = `${to}(${spelledName(text.name)})`;
  return { en: called, "zh-CN": `写 ${called}` };
}

function inQuotes(digits: string): LocalizedText {
  return { en: `'${digits}' in quotes`, "zh-CN": `写带引号的 '${digits}'` };
}

function write(what: LocalizedText): LocalizedText {
  return { en: `Write ${what.en}.`, "zh-CN": `请${what["zh-CN"]}。` };
}
