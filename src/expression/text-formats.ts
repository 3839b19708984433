import type { Expression } from "./expression.ts";
import { FORMAT_PROBLEMS, formatProblem, type FormatProblem } from "./format-wording.ts";
import { isTimeZone } from "./local-time.ts";
import { readTimePattern, type TimePattern } from "./time-pattern.ts";

/** How a text writes a number. */
export interface NumberFormat {
  readonly decimal: string;
  /** What stands between groups of three digits; empty for nothing. A blank stands for those of any width. */
  readonly thousands: string;
}

/** How a text writes a date or a time. */
export interface TimeFormat {
  readonly pattern: TimePattern;
  /** The first of the hundred years that a year of two digits may mean; undefined where it has four. */
  readonly pivot: number | undefined;
  /** The zone of times without offset; undefined for dates, and for times with one. */
  readonly zone: string | undefined;
}

/** The functions that read texts, and what follows the text. */
export type FormattedFunction = "number" | "date" | "instant";

export type TextFormat =
  | ({ readonly of: "number" } & NumberFormat)
  | ({ readonly of: "date" | "instant" } & TimeFormat);

export type FormatReading = { readonly ok: true; readonly format: TextFormat } | FormatProblem;

const DECIMALS: ReadonlySet<string> = new Set([".", ","]);
const THOUSANDS: ReadonlySet<string> = new Set(["", ".", ",", "'", " "]);

/** The pivots allowed: years of four digits only. */
export const PIVOT_MIN = 1000;
export const PIVOT_MAX = 9900;

/**
 * The format that the operands after the text say: `decimal, thousands?` of number, `pattern, pivot?` of date, and
 * `pattern, zone?, pivot?` of instant. All are written out.
 */
export function readFormat(name: FormattedFunction, operands: readonly Expression[]): FormatReading {
  const texts: string[] = [];
  let pivot: number | undefined;
  for (const [index, operand] of operands.entries()) {
    if (operand.kind === "text") texts.push(operand.value);
    else if (operand.kind === "number" && name !== "number" && index > 0 && index === operands.length - 1)
      pivot = Number(operand.value);
    else return formatProblem(FORMAT_PROBLEMS.written);
  }
  const [first = "", second, ...others] = texts;
  if (others.length > 0 || (second !== undefined && name === "date")) return formatProblem(FORMAT_PROBLEMS.written);
  return name === "number" ? numberFormat(first, second ?? "") : timeFormat(name, first, second, pivot);
}

function numberFormat(decimal: string, thousands: string): FormatReading {
  const isRight = DECIMALS.has(decimal) && THOUSANDS.has(thousands) && decimal !== thousands;
  return isRight ? { ok: true, format: { of: "number", decimal, thousands } } : formatProblem(FORMAT_PROBLEMS.signs);
}

function timeFormat(
  name: "date" | "instant",
  text: string,
  zone: string | undefined,
  pivot: number | undefined,
): FormatReading {
  const reading = readTimePattern(text, name === "date" ? "date" : "timestamp");
  if (!reading.ok) return reading;
  const { pattern } = reading;
  if (pattern.hasShortYear && pivot === undefined) return formatProblem(FORMAT_PROBLEMS.pivotMissing);
  if (!pattern.hasShortYear && pivot !== undefined) return formatProblem(FORMAT_PROBLEMS.pivotUnused);
  if (pivot !== undefined && !isPivot(pivot)) return formatProblem(FORMAT_PROBLEMS.pivotRange);
  if (name === "instant" && !pattern.hasOffset && zone === undefined) return formatProblem(FORMAT_PROBLEMS.zoneMissing);
  if (pattern.hasOffset && zone !== undefined) return formatProblem(FORMAT_PROBLEMS.zoneUnused);
  if (zone !== undefined && !isTimeZone(zone)) return formatProblem(FORMAT_PROBLEMS.zoneUnknown(zone));
  return { ok: true, format: { of: name, pattern, pivot, zone } };
}

function isPivot(year: number): boolean {
  return Number.isInteger(year) && year >= PIVOT_MIN && year <= PIVOT_MAX;
}
