import type { ValueType } from "./typed-expression.ts";

/** The types as messages name them. */
export const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  text: "text",
  number: "a number",
  boolean: "a condition",
  date: "a date",
  instant: "an instant",
};

/** How to get from one type to another, for remedies. */
export function conversionRemedy(from: ValueType, to: ValueType): string {
  if (from === "text" && to === "boolean") return "Compare it, as in flag = 'Y'.";
  if (from === "text" && to === "date") return "Write date(…) around it, or date '2026-01-31' for a fixed day.";
  if (from === "text") return `Write ${to}(…) around it.`;
  if (to === "boolean") return "Compare it with something, as in x > 0.";
  return `Use an expression that gives ${TYPE_NAMES[to]}.`;
}
