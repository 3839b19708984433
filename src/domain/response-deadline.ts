import type { Channel } from "./campaign.ts";
import { jurisdictionNamed, responseDeadline } from "./rule-book.ts";
import type { RuleBook } from "./rules.ts";

const DAY_MS = 86_400_000;

/**
 * The last day on which a stop that was received on a day may be honoured, `YYYY-MM-DD`: of every place where the person may live the
 * earliest. Where no place has a row, the shortest time of any place of the book counts. Business days are Monday to Friday; holidays are not
 * counted off, which never makes a deadline later. Source: consent-gate.md §8. Pure.
 */
export function deadlineOf(book: RuleBook, places: readonly string[], channel: Channel, receivedDay: string): string {
  const own = places.flatMap((name) => {
    const place = jurisdictionNamed(book, name);
    return (place && responseDeadline(place, channel, receivedDay)) ?? [];
  });
  const any = book.regimes.flatMap(({ responses }) => responses);
  const days = (own.length > 0 ? own : any).map((row) => dayAfter(receivedDay, row.days, row.areBusinessDays));
  return days.toSorted()[0] ?? receivedDay;
}

function dayAfter(day: string, count: number, areBusinessDays: boolean): string {
  let at = Date.parse(day);
  for (let left = count; left > 0;) {
    at += DAY_MS;
    const weekday = new Date(at).getUTCDay();
    if (!areBusinessDays || (weekday !== 0 && weekday !== 6)) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}
