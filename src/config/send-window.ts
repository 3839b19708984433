import { Temporal } from "temporal-polyfill";
import type { SendRule } from "../domain/campaign.ts";
import type { Duration } from "../domain/durations.ts";
import { utcText } from "./utc-text.ts";

/** When contacts happen: whole days in the project's time zone. Source: consent-gate.md §2. */
export interface SendWindow {
  /** The first day, `YYYY-MM-DD`. */
  readonly fromDate: string;
  /** The last day, which belongs to the window. */
  readonly toDate: string;
  /** The first day's start, UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
  readonly fromAt: string;
  /** The start of the day after the last one: the first instant outside the window. */
  readonly toAt: string;
}

/**
 * The send window of a campaign for a run. `{ after: 1d, for: 14d }` starts the day after the as-of date and lasts
 * fourteen days; months and years clamp to the end of a shorter month. Pure; throws nothing for a checked rule.
 */
export function resolveSendWindow(send: SendRule, asOfDate: string, timeZone: string): SendWindow {
  const [from, end] = send.kind === "dates" ? givenDays(send) : relativeDays(send, asOfDate);
  return {
    fromDate: from.toString(),
    toDate: end.subtract({ days: 1 }).toString(),
    fromAt: startOf(from, timeZone),
    toAt: startOf(end, timeZone),
  };
}

type Days = readonly [from: Temporal.PlainDate, end: Temporal.PlainDate];

function givenDays({ fromDate, toDate }: Extract<SendRule, { kind: "dates" }>): Days {
  return [Temporal.PlainDate.from(fromDate), Temporal.PlainDate.from(toDate).add({ days: 1 })];
}

function relativeDays(send: Extract<SendRule, { kind: "relative" }>, asOfDate: string): Days {
  const from = addDuration(Temporal.PlainDate.from(asOfDate), send.after);
  return [from, addDuration(from, send.for)];
}

/** The day a duration later, or earlier when its count is negative; past a month's end it is that end. */
export function addDuration(date: Temporal.PlainDate, { count, unit }: Duration): Temporal.PlainDate {
  return date.add({ [`${unit}s`]: count }, { overflow: "constrain" });
}

/** The start of a day in a time zone, UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
export function startOf(date: Temporal.PlainDate, timeZone: string): string {
  return utcText(date.toZonedDateTime(timeZone).toInstant());
}
