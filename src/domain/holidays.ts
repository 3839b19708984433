import { rowsOn } from "./rule-book.ts";
import type { Jurisdiction } from "./rules.ts";

/** Whether a day, `YYYY-MM-DD`, is a holiday at a place. Source: the rows of its regime. Pure. */
export function isHoliday(place: Jurisdiction, day: string): boolean {
  return rowsOn(place.regime.holidays, place, day).some((row) => dayOf(row.day, day.slice(0, 4)) === day);
}

function dayOf(written: string, year: string): string {
  const [, offset] = /^easter([+-]\d+)?$/u.exec(written) ?? [];
  if (written.startsWith("easter")) return daysAfter(easterSunday(Number(year)), Number(offset ?? 0));
  const [, month = "", weekday = "", place = ""] = /^(\d{2})-([a-z]{3})-(.+)$/u.exec(written) ?? [];
  if (month !== "") return weekdayOf(Number(year), Number(month), WEEKDAYS.indexOf(weekday), place);
  return written.length === "MM-DD".length ? `${year}-${written}` : written;
}

const WEEKDAYS: readonly string[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** The first to fourth, or the last, of a weekday in a month. */
function weekdayOf(year: number, month: number, weekday: number, place: string): string {
  const isLast = place === "last";
  const edge = new Date(Date.UTC(year, isLast ? month : month - 1, isLast ? 0 : 1));
  const day = edge.toISOString().slice(0, 10);
  const steps = isLast ? -((edge.getUTCDay() - weekday + 7) % 7) : (weekday - edge.getUTCDay() + 7) % 7;
  return daysAfter(day, steps + (isLast ? 0 : (Number(place) - 1) * 7));
}

/** Easter Sunday of a year by the Gregorian calendar. Source: the anonymous Gregorian computus of 1876. */
function easterSunday(year: number): string {
  const moon = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const epact =
    (19 * moon +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const correction = Math.floor((moon + 11 * epact + 22 * weekday) / 451);
  const marchDay = epact + weekday - 7 * correction + 22;
  return daysAfter(`${year}-03-01`, marchDay - 1);
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
