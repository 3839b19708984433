import { hoursWritten } from "../domain/day-hours.ts";
import { inBoth, type Span } from "../domain/spans.ts";
import type { HoursQuestion } from "./contact-hours.ts";
import { daysFrom, localMinute } from "./local-time.ts";

const MINUTES = 1440;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/**
 * Hours as whoever calls reads them: `Mon-Fri 10:00-13:00 14:00-20:00 Europe/Paris, not 2026-12-25`. Of each weekday only the minutes
 * that are open on all of its days in the window; a day that is not open at all is named apart. Without a known zone the hours are of UTC.
 */
export function hoursText({ fromDate, toDate, zones }: HoursQuestion, open: readonly Span[]): string {
  const [zone = "UTC"] = zones.length === 1 ? zones : [];
  const daily = dailyMinutes(open, zone);
  const days = daysFrom(fromDate, toDate).map((day) => ({ day, spans: daily.get(day) ?? [] }));
  const ofWeekdays = WEEKDAYS.map((name, index) => {
    const own = days.filter(({ day, spans }) => weekdayOf(day) === index && spans.length > 0).map(({ spans }) => spans);
    return { name, text: spansText(own.length === 0 ? [] : own.slice(1).reduce(inBoth, own[0] ?? [])) };
  });
  const met = ofWeekdays.filter((_, index) => days.some(({ day }) => weekdayOf(day) === index));
  const closed = days.filter(({ day, spans }) => spans.length === 0 && ofWeekdays[weekdayOf(day)]?.text !== "");
  const except = closed.length === 0 ? "" : `, not ${closed.map(({ day }) => day).join(" ")}`;
  return `${weekText(met)} ${zone}${except}`;
}

/** Weekdays that follow each other with the same hours are told together; all of them need no names. */
function weekText(days: readonly { readonly name: string; readonly text: string }[]): string {
  if (new Set(days.map(({ text }) => text)).size === 1) return days[0]?.text ?? "";
  const groups: { first: string; last: string; text: string }[] = [];
  for (const { name, text } of days) {
    const last = groups.at(-1);
    if (last?.text === text) last.last = name;
    else groups.push({ first: name, last: name, text });
  }
  return groups
    .filter(({ text }) => text !== "")
    .map(({ first, last, text }) => `${first === last ? first : `${first}-${last}`} ${text}`)
    .join("; ");
}

function dailyMinutes(open: readonly Span[], zone: string): ReadonlyMap<string, Span[]> {
  const daily = new Map<string, Span[]>();
  for (const { from, until } of open) {
    const [begin, end] = [localMinute(zone, from), localMinute(zone, until)];
    for (const day of daysFrom(begin.day, end.day)) {
      const span = { from: day === begin.day ? begin.minute : 0, until: day === end.day ? end.minute : MINUTES };
      if (span.from < span.until) daily.set(day, [...(daily.get(day) ?? []), span]);
    }
  }
  return daily;
}

function spansText(spans: readonly Span[]): string {
  return spans.map(({ from, until }) => hoursWritten({ fromMinute: from, untilMinute: until })).join(" ");
}

/** From 0 for Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
