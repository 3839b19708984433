import { sqlText } from "../engine/engine.ts";
import type { Dialect } from "./dialect.ts";
import { localToUtc } from "./local-time.ts";
import type { NumberFormat, TextFormat, TimeFormat } from "./text-formats.ts";
import { type TimePattern, withLongYear } from "./time-pattern.ts";
import { patternExpression, shortYearExpression } from "./time-pattern-sql.ts";

/** The value of a text in a format, as SQL: a decimal, a date, or a timestamp in UTC; null for a text that is not in it. */
export function printFormatted(text: string, format: TextFormat, dialect: Dialect): string {
  if (format.of === "number") return printNumber(text, format, dialect);
  const moment = printTime(text, format, dialect);
  if (format.of === "date") return `cast(${moment} as date)`;
  const { zone } = format;
  return zone === undefined ? moment : dialect.once(moment, (name) => localToUtc(name, zone));
}

/** The timestamp of a text in a format: local as it stands there, or in UTC where it has an offset; null for any other text. */
export function printTime(text: string, format: Omit<TimeFormat, "zone">, dialect: Dialect): string {
  const { pattern, pivot } = format;
  const [whole, long] = pivot === undefined ? [text, pattern] : withCentury(text, pattern, pivot, dialect);
  return `(case when ${dialect.matches(text, patternExpression(pattern))} then ${dialect.time(whole, long)} end)`;
}

const BLANKS = "[ \\t\\r\\n]*";
const DIGITS_MAX = 14;
const DECIMALS_MAX = 8;

/** Blanks of every width stand between thousands where one does. */
const WIDTHS = [" ", "\u00A0", "\u202F"];

/**
 * A number in a format written the plain way, however many digits it has, as SQL; what is none is left as it is, or stands as
 * a question mark where it could be taken for a plain number.
 */
export function printPlainNumber(text: string, format: NumberFormat, dialect: Dialect): string {
  const isNumber = dialect.matches(text, numberExpression(format, "+", "+"));
  const other = format.decimal === "." ? text : `case when ${text} like '%.%' then '?' else ${text} end`;
  return `(case when ${isNumber} then ${plainNumber(text, format)} else ${other} end)`;
}

/** Brought into the plain form, which `number(text)` reads. */
function printNumber(text: string, format: NumberFormat, dialect: Dialect): string {
  const accepted = numberExpression(format, `{1,${DIGITS_MAX}}`, `{1,${DECIMALS_MAX}}`);
  return `(case when ${dialect.matches(text, accepted)} then ${dialect.number(plainNumber(text, format))} end)`;
}

/** Either no separator between thousands, or one between all groups; so many digits as the quantifiers say. */
function numberExpression({ decimal, thousands }: NumberFormat, digits: string, decimals: string): string {
  const grouped = separatorsOf(thousands).map((sign) => `|[0-9]{1,3}(?:${inClass(sign)}[0-9]{3})+`);
  return `${BLANKS}[+-]?(?:[0-9]${digits}${grouped.join("")})(?:${inClass(decimal)}[0-9]${decimals})?${BLANKS}`;
}

function plainNumber(text: string, { decimal, thousands }: NumberFormat): string {
  const ungrouped = separatorsOf(thousands).reduce((sql, sign) => `replace(${sql}, ${sqlText(sign)}, '')`, text);
  return decimal === "." ? ungrouped : `replace(${ungrouped}, ${sqlText(decimal)}, '.')`;
}

function separatorsOf(thousands: string): readonly string[] {
  return thousands === " " ? WIDTHS : [thousands].filter((sign) => sign !== "");
}

function inClass(sign: string): string {
  return `[${sign}]`;
}

/** The text with a year of four digits, the one of the hundred years from the pivot on that ends so, and its pattern. */
function withCentury(text: string, pattern: TimePattern, pivot: number, dialect: Dialect): [string, TimePattern] {
  const expression = shortYearExpression(pattern);
  const [before, year, after] = [1, 2, 3].map((group) => dialect.group(text, expression, group));
  const [century, first] = [Math.floor(pivot / 100), String(pivot % 100).padStart(2, "0")];
  const whole = `(${before} || case when ${year} >= '${first}' then '${century}' else '${century + 1}' end || ${year} || ${after})`;
  return [whole, withLongYear(pattern)];
}
