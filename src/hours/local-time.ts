import { Temporal } from "temporal-polyfill";

/** Whether a text names a zone of the database; a bare offset is none, because it forgets when clocks change. */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z]/u.test(text)) return false;
  const known = zones.get(text);
  if (known !== undefined) return known;
  const isKnown = isReadAsZone(text);
  zones.set(text, isKnown);
  return isKnown;
}

/**
 * The instant at which a local minute of a day certainly has begun (`later`) or has certainly not (`earlier`), in milliseconds since
 * 1970. A minute that a change of the clocks leaves out or repeats has two readings: nobody is reached between them.
 */
export function instantOf(zone: string, day: string, minute: number, reading: "earlier" | "later"): number {
  const key = `${zone} ${day} ${minute} ${reading}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const time = Temporal.PlainDateTime.from(day).add({ minutes: minute });
  const instant = time.toZonedDateTime(zone, { disambiguation: reading }).epochMilliseconds;
  instants.set(key, instant);
  return instant;
}

/** The local day and minute of an instant. */
export function localMinute(zone: string, instant: number): { readonly day: string; readonly minute: number } {
  const time = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return { day: time.toPlainDate().toString(), minute: time.hour * 60 + time.minute };
}

/** The days from one to another, both included. */
export function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = Temporal.PlainDate.from(first); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    days.push(day.toString());
  return days;
}

/** What was asked before: thousands of people share a few hundred minutes. */
const instants = new Map<string, number>();
const zones = new Map<string, boolean>();

function isReadAsZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
