import { expect, test } from "vitest";

import { responseTime } from "../../pipeline/response-time.ts";
import { ruleBook } from "../../src/config/shipped-rules.ts";

const BOOK = ruleBook([]);

/** The deadline of a stop of a call, and whether it was met. */
function of(place: string, receivedAt: string, actedAt: string, timeZone: string) {
  const { deadline, isInTime } = responseTime({
    book: BOOK,
    places: [place],
    channel: "call",
    receivedAt: new Date(receivedAt),
    actedAt: new Date(actedAt),
    timeZone,
  });
  return [deadline, isInTime];
}

test.each([
  [
    "in Shanghai it is the 29th already",
    "CN",
    "2026-11-28T20:00Z",
    "2026-11-29T15:59Z",
    "Asia/Shanghai",
    "2026-11-29",
    true,
  ],
  [
    "and midnight there is too late",
    "CN",
    "2026-11-28T20:00Z",
    "2026-11-29T16:00Z",
    "Asia/Shanghai",
    "2026-11-29",
    false,
  ],
  [
    "in Honolulu it is the 28th still",
    "CN",
    "2026-11-29T05:00Z",
    "2026-11-29T09:59Z",
    "Pacific/Honolulu",
    "2026-11-28",
    true,
  ],
  [
    "and midnight there is too late",
    "CN",
    "2026-11-29T05:00Z",
    "2026-11-29T10:00Z",
    "Pacific/Honolulu",
    "2026-11-28",
    false,
  ],
  // The 27th is a Friday in Shanghai, the 26th a Thursday in UTC; ten business days later is Friday the 11th.
  [
    "business days count from the local day",
    "US",
    "2026-11-26T20:00Z",
    "2026-12-11T15:59Z",
    "Asia/Shanghai",
    "2026-12-11",
    true,
  ],
])("the days of a deadline are the project's: %s", (_, place, received, acted, timeZone, deadline, isInTime) => {
  expect(of(place, received, acted, timeZone)).toEqual([deadline, isInTime]);
});
