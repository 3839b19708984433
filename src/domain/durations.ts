export type DurationUnit = "day" | "week" | "month" | "year";

/** A length of time in whole calendar units. */
export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
}

const UNITS: Readonly<Record<string, DurationUnit>> = {
  d: "day",
  day: "day",
  days: "day",
  w: "week",
  week: "week",
  weeks: "week",
  month: "month",
  months: "month",
  y: "year",
  year: "year",
  years: "year",
};

/** The longest number of digits a count may have; 9,999 of any unit stays inside the calendar. */
const COUNT_DIGITS = 4;

/**
 * The duration a text such as `30d`, `2w`, `12 months` or `1 year` names; undefined when it names none.
 *
 * A bare `m` is no unit: it could be minutes or months.
 */
export function parseDuration(text: string): Duration | undefined {
  const [, count = "", word = ""] = /^(\d+) ?([a-z]+)$/.exec(text) ?? [];
  const unit = Object.hasOwn(UNITS, word) ? UNITS[word] : undefined;
  return unit === undefined || count.length > COUNT_DIGITS ? undefined : { count: Number(count), unit };
}
