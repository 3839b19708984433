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

/** How a duration is written. */
export const DURATION = new RegExp(`^(\\d{1,${COUNT_DIGITS}}) ?(${Object.keys(UNITS).join("|")})$`);

/**
 * The duration a text such as `30d`, `2w`, `12 months` or `1 year` names; undefined when it names none.
 *
 * A bare `m` is no unit: it could be minutes or months.
 */
export function parseDuration(text: string): Duration | undefined {
  const [, count = "", word = ""] = DURATION.exec(text) ?? [];
  const unit = UNITS[word];
  return unit === undefined ? undefined : { count: Number(count), unit };
}
