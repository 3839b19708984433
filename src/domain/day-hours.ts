import type { MinuteSpan } from "./rules.ts";

/** The minutes of a day. */
export const DAY_MINUTES = 1440;

const SPAN = /^(\d{1,2}):([0-5]\d) ?[-–] ?(\d{1,2}):([0-5]\d)$/u;

/** What hours look like: one span or several, such as `09:00-20:00` or `10:00-13:00, 14:00-20:00`. */
export const HOURS = /^ ?\d{1,2}:[0-5]\d ?[-–] ?\d{1,2}:[0-5]\d ?(?:[,;] ?\d{1,2}:[0-5]\d ?[-–] ?\d{1,2}:[0-5]\d ?)*$/u;

/**
 * The spans of a local day that a text names; undefined when it names none. A span that ends before it begins, or where it
 * begins, crosses midnight: `21:00-08:00` lasts until the next morning, `08:00-08:00` the whole day long.
 */
export function parseHours(text: string): readonly MinuteSpan[] | undefined {
  if (!HOURS.test(text)) return undefined;
  const spans = text.split(/[,;]/u).map((part) => parseSpan(part.trim()));
  return spans.every((span) => span !== undefined) ? spans : undefined;
}

function parseSpan(text: string): MinuteSpan | undefined {
  const [, fromHour = "", fromMinutes = "", untilHour = "", untilMinutes = ""] = SPAN.exec(text) ?? [];
  if (fromHour === "") return undefined;
  const fromMinute = Number(fromHour) * 60 + Number(fromMinutes);
  const untilMinute = Number(untilHour) * 60 + Number(untilMinutes);
  if (fromMinute >= DAY_MINUTES || untilMinute > DAY_MINUTES) return undefined;
  return { fromMinute, untilMinute: untilMinute > fromMinute ? untilMinute : untilMinute + DAY_MINUTES };
}

/** What stands between spans where several are written. */
export const HOURS_SEPARATOR = ", ";

/** A span as it is written: `09:00-20:00`. */
export function hoursWritten({ fromMinute, untilMinute }: MinuteSpan): string {
  return `${clock(fromMinute)}-${clock(untilMinute > DAY_MINUTES ? untilMinute - DAY_MINUTES : untilMinute)}`;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
