import type { FormatReading } from "./format-reading.ts";
import { timeOfDayPattern } from "./time-of-day-pattern.ts";
import { ENOUGH_OF_TEN_THOUSAND } from "./value-shape.ts";

/** The parts of a day in the order they are written. */
const ORDERS = ["yMd", "dMy", "Mdy"] as const;

type Order = (typeof ORDERS)[number];

/** Every way in which all values that are not blank are days or times, as patterns of docs/expressions.md; none when there is none. */
export function timeReadings(values: readonly string[]): readonly FormatReading[] {
  const told = values.map((value) => value.trim()).filter((value) => value !== "");
  if (told.length === 0) return [];
  const whole = ORDERS.flatMap((order) => readingIn(order, told, told.length) ?? []);
  // Where the year comes first there is nothing to mistake, so that a file may have its slips.
  return whole.length > 0 ? whole : [readingIn("yMd", told, enoughOf(told.length))].filter((one) => one !== null);
}

function enoughOf(count: number): number {
  return Math.ceil((count * ENOUGH_OF_TEN_THOUSAND) / 10_000);
}

/** How so many values at least are read in an order, where one pattern does for the days and one for the times. */
function readingIn(order: Order, told: readonly string[], least: number): FormatReading | null {
  const patterns = told.flatMap((value) => patternOf(value, order) ?? []);
  const [dates, timestamps] = (["date", "timestamp"] as const).map(
    (kind) => new Set(patterns.filter((each) => each.kind === kind).map(({ pattern }) => pattern)),
  ) as [Set<string>, Set<string>];
  if (patterns.length < least || dates.size > 1 || timestamps.size > 1) return null;
  const [date] = dates;
  const [timestamp] = timestamps;
  return { ...(date === undefined ? {} : { date }), ...(timestamp === undefined ? {} : { timestamp }) };
}

interface ValuePattern {
  readonly kind: "date" | "timestamp";
  readonly pattern: string;
}

/** A day, and what follows it. */
const DAYS = [
  /^(?<one>\d{1,4})(?<sign>[/.-])(?<two>\d{1,2})\k<sign>(?<three>\d{1,4})(?<rest>(?!\d).*)$/u,
  /^(?<one>\d{2,4})年(?<two>\d{1,2})月(?<three>\d{1,2})日(?<rest>.*)$/u,
  /^(?<one>(?:19|20)\d{2})(?<two>\d{2})(?<three>\d{2})(?<rest>.*)$/u,
];

/** The pattern of a value whose day is written in an order, with fields of one digit or two but in eight digits; null for any other. */
function patternOf(value: string, order: Order): ValuePattern | null {
  const found = DAYS.map((day) => day.exec(value)?.groups).find((groups) => groups !== undefined);
  const { one = "", two = "", three = "", sign, rest = "" } = found ?? {};
  if (found === undefined || (sign === undefined && order !== "yMd")) return null;
  const fields = [one, two, three];
  const field = (letter: string) => fields[order.indexOf(letter)] ?? "";
  if (!isDay(field("y"), field("M"), field("d"))) return null;
  const year = "y".repeat(field("y").length);
  const day =
    sign === undefined
      ? chineseOrBare(year, value)
      : [...order].map((letter) => (letter === "y" ? year : letter)).join(sign);
  const time = rest === "" ? "" : timeOfDayPattern(rest);
  if (time === null) return null;
  return { kind: rest === "" ? "date" : "timestamp", pattern: day + time };
}

function chineseOrBare(year: string, value: string): string {
  return value.includes("年") ? `${year}年M月d日` : `${year}MMdd`;
}

function isDay(year: string, month: string, day: string): boolean {
  if (![2, 4].includes(year.length) || month.length > 2 || day.length > 2) return false;
  if (year.length === 4 && Number(year) < 1000) return false;
  // Of a year of two digits nobody knows the hundred: the 29th of February may be one.
  const years = year.length === 4 ? Number(year) : 2000 + (Number(year) % 4);
  const moment = new Date(Date.UTC(years, Number(month) - 1, Number(day)));
  return Number(month) > 0 && moment.getUTCMonth() === Number(month) - 1 && moment.getUTCDate() === Number(day);
}
