import { CURRENCY_WORDS, type InputColumn } from "./input-tables.ts";

const WORDS: Readonly<Record<Exclude<InputColumn["type"], "choice">, string>> = {
  text: "text",
  decimal: "decimal number",
  date: "day",
  instant_or_local: "instant, or local time",
  event_time: "event time",
  boolean: "true or false",
};

/** What values a column takes, in words: `day`, or its choices as in `several of sms, email`. Pure; throws nothing. */
export function valueWords({ type, choices, isList }: InputColumn): string {
  if (type !== "choice") return WORDS[type];
  if (choices === CURRENCY_WORDS) return "ISO 4217 code";
  return `${isList ? "several of " : ""}${choices.join(", ")}`;
}
