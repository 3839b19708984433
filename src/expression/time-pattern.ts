import { formatProblem, type FormatProblem, PATTERN_PROBLEMS } from "./format-wording.ts";

/** What a part of a pattern stands for. */
export type TimeField = "year" | "month" | "day" | "hour" | "minute" | "second" | "fraction" | "half" | "offset";

/** One part of a pattern: a field, or signs that stand as they are. */
export type PatternPart =
  | {
      readonly field: TimeField;
      /** The letters of the pattern, such as `MM`. */
      readonly letters: string;
    }
  | { readonly literal: string };

/** A pattern that was read: dates have year, month and day, timestamps also hour and minute. */
export interface TimePattern {
  readonly text: string;
  readonly parts: readonly PatternPart[];
  readonly hasTime: boolean;
  readonly hasOffset: boolean;
  /** The year has two digits, and needs a pivot. */
  readonly hasShortYear: boolean;
}

export type PatternReading = { readonly ok: true; readonly pattern: TimePattern } | FormatProblem;

/** The letters of the Unicode standard (UTS 35) that are known, by the field they stand for. */
const FIELDS: Readonly<Record<string, TimeField>> = {
  ...of("year", "yyyy", "yy"),
  ...of("month", "M", "MM"),
  ...of("day", "d", "dd"),
  ...of("hour", "H", "HH", "h", "hh"),
  ...of("minute", "m", "mm"),
  ...of("second", "s", "ss"),
  ...of("fraction", "S", "SS", "SSS", "SSSS", "SSSSS", "SSSSSS"),
  ...of("half", "a"),
  ...of("offset", "XXX"),
};

/** Letters of one kind, a quoted text, or one other sign. */
const PART = /([A-Za-z])\1*|'(?:[^']|'')+'|[^A-Za-z']/gu;

/** Signs with a meaning in the engines' own patterns, and digits, which could be part of a number beside them. */
const NOT_LITERAL = /[0-9\\^$|?*+()[\]{}%\p{Cc}\p{Surrogate}]/u;

/**
 * Reads a pattern such as `M/d/yyyy H:mm`, described in docs/expressions.md; throws nothing. Every pattern it lets pass
 * reads a text in one way only.
 */
export function readTimePattern(text: string, kind: "date" | "timestamp"): PatternReading {
  const pieces = text.match(PART) ?? [];
  if (text.includes("%")) return formatProblem(PATTERN_PROBLEMS.percent);
  if (pieces.join("") !== text) return formatProblem(PATTERN_PROBLEMS.quote);
  const parts: PatternPart[] = [];
  for (const piece of pieces) {
    const part = partOf(piece);
    if (part === null) return formatProblem(PATTERN_PROBLEMS.unknown(piece));
    parts.push(part);
  }
  const fields = parts.flatMap((part) => ("field" in part ? [part] : []));
  const problem = fieldsProblem(fields, kind) ?? orderProblem(parts);
  if (problem !== null) return problem;
  const has = (field: TimeField): boolean => fields.some((part) => part.field === field);
  const hasShortYear = fields.some(({ letters }) => letters === "yy");
  const pattern = { text, parts, hasTime: has("hour"), hasOffset: has("offset"), hasShortYear };
  return { ok: true, pattern };
}

/** The same pattern with a year of four digits. */
export function withLongYear(pattern: TimePattern): TimePattern {
  const parts = pattern.parts.map((part) =>
    "field" in part && part.letters === "yy" ? { ...part, letters: "yyyy" } : part,
  );
  return { ...pattern, parts, hasShortYear: false };
}

/** The most digits that a field's letters stand for. */
export function digitsOf(letters: string): number {
  return letters === "yyyy" || letters.startsWith("S") ? letters.length : 2;
}

/** Whether a field may have fewer digits than that. */
export function isVariable(letters: string): boolean {
  return /^[MdHhms]$/u.test(letters);
}

function partOf(piece: string): PatternPart | null {
  const quoted = /^'(.+)'$/su.exec(piece)?.[1]?.replaceAll("''", "'");
  const literal = quoted ?? piece;
  if (quoted !== undefined || !/^[A-Za-z]/u.test(piece)) return NOT_LITERAL.test(literal) ? null : { literal };
  const field = Object.hasOwn(FIELDS, piece) ? FIELDS[piece] : undefined;
  return field === undefined ? null : { field, letters: piece };
}

type Field = Extract<PatternPart, { field: TimeField }>;

function fieldsProblem(fields: readonly Field[], kind: "date" | "timestamp"): FormatProblem | null {
  const count = (field: TimeField): number => fields.filter((part) => part.field === field).length;
  const repeated = fields.find(({ field }) => count(field) > 1);
  if (repeated !== undefined) return formatProblem(PATTERN_PROBLEMS.repeated(repeated.field));
  const needed: readonly TimeField[] =
    kind === "date" ? ["year", "month", "day"] : ["year", "month", "day", "hour", "minute"];
  const missing = needed.find((field) => count(field) === 0);
  if (missing !== undefined) return formatProblem(PATTERN_PROBLEMS.missing(missing));
  const beyond = fields.find(({ field }) => kind === "date" && !needed.includes(field));
  if (beyond !== undefined) return formatProblem(PATTERN_PROBLEMS.beyondDate(beyond.letters));
  const isTwelveHours = fields.some(({ letters }) => letters.startsWith("h"));
  if (isTwelveHours !== count("half") > 0) return formatProblem(PATTERN_PROBLEMS.half);
  return count("fraction") > count("second") ? formatProblem(PATTERN_PROBLEMS.fraction) : null;
}

/** A number of one or two digits must not run into another; the offset is the last thing. */
function orderProblem(parts: readonly PatternPart[]): FormatProblem | null {
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (!("field" in part) || next === undefined) continue;
    if (part.field === "offset") return formatProblem(PATTERN_PROBLEMS.offset);
    const isNumber = "field" in next && next.field !== "half" && next.field !== "offset";
    if (isVariable(part.letters) && isNumber) return formatProblem(PATTERN_PROBLEMS.joined(part.letters, next.letters));
  }
  return null;
}

function of(field: TimeField, ...letters: string[]): Record<string, TimeField> {
  return Object.fromEntries(letters.map((one) => [one, field]));
}
