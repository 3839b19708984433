import type { Channel } from "./campaign.ts";
import { DAY_MINUTES } from "./day-hours.ts";
import { isHoliday } from "./holidays.ts";
import { rowsOn } from "./rule-book.ts";
import type { HoursRow, Jurisdiction, MinuteSpan } from "./rules.ts";
import { inBoth, joined, type Span } from "./spans.ts";

/** The whole of a local day. */
export const WHOLE_DAY: readonly Span[] = [{ from: 0, until: DAY_MINUTES }];

/** Whether the law of a place says anything about hours on a channel, on any day. */
export function hasHours({ regime }: Jurisdiction, channel: Channel): boolean {
  return regime.callingHours.some(({ channels }) => channels.includes(channel));
}

/**
 * The minutes of a local day, `YYYY-MM-DD`, at which the law of a place lets people be reached on a channel. Hours that crossed
 * midnight the evening before belong to it. A place without rows has the whole day; a state's rows only ever narrow its country's.
 * `withHolidays` false asks as if there were none. Pure.
 */
export function lawHours(place: Jurisdiction, channel: Channel, day: string, withHolidays: boolean): Span[] {
  const rows = place.regime.callingHours.filter(({ channels }) => channels.includes(channel));
  const levels = [rows.filter((row) => !isOfState(row, place)), rows.filter((row) => isOfState(row, place))];
  return levels.reduce(
    (hours: Span[], level) => inBoth(hours, levelHours(level, place, day, withHolidays)),
    [...WHOLE_DAY],
  );
}

/** Minutes of a day that spans cover which may begin on it or on the day before. Pure. */
export function minutesOfDay(today: readonly MinuteSpan[], yesterday: readonly MinuteSpan[]): Span[] {
  return inBoth(
    [
      ...today.map(({ fromMinute, untilMinute }) => ({ from: fromMinute, until: untilMinute })),
      ...yesterday.map(({ fromMinute, untilMinute }) => ({
        from: fromMinute - DAY_MINUTES,
        until: untilMinute - DAY_MINUTES,
      })),
    ],
    WHOLE_DAY,
  );
}

function isOfState({ places }: HoursRow, { state }: Jurisdiction): boolean {
  return state !== null && places.includes(state);
}

function levelHours(rows: readonly HoursRow[], place: Jurisdiction, day: string, withHolidays: boolean): Span[] {
  const today = rowsOn(rows, place, day);
  if (today.length === 0) return [...WHOLE_DAY];
  const open = (each: string) => spansOn(rowsOn(rows, place, each), place, each, withHolidays);
  return joined(minutesOfDay(open(day), open(dayBefore(day))));
}

function spansOn(rows: readonly HoursRow[], place: Jurisdiction, day: string, withHolidays: boolean): MinuteSpan[] {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return rows
    .filter(({ days }) => days.includes(weekday))
    .filter(({ isClosedOnHolidays }) => !(withHolidays && isClosedOnHolidays && isHoliday(place, day)))
    .flatMap(({ spans }) => spans);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
