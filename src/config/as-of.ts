import { Temporal } from "temporal-polyfill";
import { asOfInvalid } from "../errors.ts";
import { shown } from "./leaf-schemas.ts";
import { utcText } from "./utc-text.ts";

/** The options that name such a moment. */
export type AsOfOption = "--as-of" | "--compare-as-of";

/** The moment a run looks from: purchases strictly before it count. Consent is asked for the days of the send window, and refusals as they are known now. */
export interface AsOf {
  /** UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
  readonly at: string;
  /** The day it falls on in the project's time zone, `YYYY-MM-DD`. */
  readonly date: string;
  /** As it was given. */
  readonly text: string;
}

/**
 * Reads `--as-of` and options like it: a date is the start of that day in the project's time zone, an instant carries its own offset.
 *
 * Throws GK0240 for anything else: a local time without offset could be two instants, or none. Source: rfm.md §1.
 */
export function parseAsOf(text: string, timeZone: string, option: AsOfOption = "--as-of"): AsOf {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOfDay(text, timeZone, option) : instantOf(text, option);
  if (instant.epochNanoseconds % 1000n !== 0n)
    throw asOfInvalid({ option, text, why: { en: "is finer than a microsecond", "zh-CN": "的精度超过微秒" } });
  const at = utcText(instant);
  if (!/^(?!0000)\d{4}-/.test(at))
    throw asOfInvalid({
      option,
      text,
      why: { en: "is not in the years 1 to 9999 of UTC", "zh-CN": "不在 UTC 公元 1 年至 9999 年之间" },
      isOutOfRange: true,
    });
  return { at, date: instant.toZonedDateTimeISO(timeZone).toPlainDate().toString(), text };
}

/** The moment some days before another, at the same time of day in the time zone. */
export function daysBefore(asOf: AsOf, days: number, timeZone: string): AsOf {
  const now = Temporal.Instant.from(`${asOf.at.replace(" ", "T")}Z`).toZonedDateTimeISO(timeZone);
  const earlier = now.subtract({ days });
  return {
    at: utcText(earlier.toInstant()),
    date: earlier.toPlainDate().toString(),
    text: earlier.toInstant().toString(),
  };
}

/** A moment as reports name it: its local day where it is the start of one, else the local time with its offset. */
export function momentName(at: string, timeZone: string): string {
  const local = Temporal.Instant.from(`${at.replace(" ", "T")}Z`).toZonedDateTimeISO(timeZone);
  const isStartOfDay = local.startOfDay().equals(local);
  return isStartOfDay ? local.toPlainDate().toString() : local.toString({ timeZoneName: "never" });
}

/** The day a moment falls on in a time zone, `YYYY-MM-DD`. */
export function localDate(moment: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

function startOfDay(text: string, timeZone: string, option: AsOfOption): Temporal.Instant {
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toZonedDateTime(timeZone).toInstant();
  } catch (cause) {
    throw asOfInvalid(
      { option, text, why: { en: "is not a day of the calendar", "zh-CN": "不是日历上的日期" } },
      { cause },
    );
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?<offset>Z|[+-]\d{2}:\d{2})?$/;

function instantOf(text: string, option: AsOfOption): Temporal.Instant {
  const match = INSTANT.exec(text);
  if (match === null)
    throw asOfInvalid({
      option,
      text: shown(text),
      why: { en: "is neither a day nor an instant", "zh-CN": "既不是日期，也不是时刻" },
    });
  if (match.groups?.["offset"] === undefined)
    throw asOfInvalid({ option, text, why: { en: "has no offset", "zh-CN": "没有时差" } });
  try {
    return Temporal.Instant.from(text);
  } catch (cause) {
    throw asOfInvalid(
      { option, text, why: { en: "is no moment of the calendar", "zh-CN": "不是日历上的时刻" } },
      { cause },
    );
  }
}
