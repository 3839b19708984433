import { chinese, type LocalizedText } from "../language.ts";
import type { ValueType } from "./typed-expression.ts";

/** The types as messages name them. */
export const TYPE_NAMES: Readonly<Record<ValueType, LocalizedText>> = {
  text: { en: "text", "zh-CN": "文本" },
  number: { en: "a number", "zh-CN": "数字" },
  boolean: { en: "a condition", "zh-CN": "条件" },
  date: { en: "a date", "zh-CN": "日期" },
  instant: { en: "an instant", "zh-CN": "时刻" },
};

/** How to get from one type to another, for remedies. */
export function conversionRemedy(from: ValueType, to: ValueType): LocalizedText {
  if (from === "text" && to === "boolean")
    return { en: "Compare it, as in flag = 'Y'.", "zh-CN": "请将其与某个值比较，例如 flag = 'Y'。" };
  if (from === "text" && to === "date")
    return {
      en: "Write date(…) around it, or date '2026-01-31' for a fixed day.",
      "zh-CN": "请用 date(…) 将其括起；固定的日期请写 date '2026-01-31'。",
    };
  if (from === "text") return { en: `Write ${to}(…) around it.`, "zh-CN": `请用 ${to}(…) 将其括起。` };
  if (to === "boolean")
    return { en: "Compare it with something, as in x > 0.", "zh-CN": "请将其与某个值比较，例如 x > 0。" };
  return {
    en: `Use an expression that gives ${TYPE_NAMES[to].en}.`,
    "zh-CN": chinese`请使用结果为${TYPE_NAMES[to]["zh-CN"]}的表达式。`,
  };
}
