import fc from "fast-check";

import type { StatedTime } from "../../../src/domain/consent.ts";

/** A time and one of the ways to write it. A local time is not stated but made of a day, in contact history only. */
export interface TimeSpec {
  readonly kind: Exclude<StatedTime["kind"], "local">;
  /** `2026-11-10T00:00:00.000Z` of an instant, `2026-11-10` of a day. */
  readonly on?: string;
  readonly spelling?: number;
}

/** When the first run and the second saw their new files. */
export const FIRST_RUN = "2026-11-20T00:00:00.000Z";
export const SECOND_RUN = "2026-11-25T00:00:00.000Z";

/** Send windows, in days of the project's time zone, UTC+8. */
export const LONG_WINDOW = {
  fromDate: "2026-12-01",
  toDate: "2026-12-14",
  fromAt: "2026-11-30T16:00:00.000Z",
  toAt: "2026-12-14T16:00:00.000Z",
};
export const DAY_WINDOW = {
  fromDate: "2026-12-20",
  toDate: "2026-12-20",
  fromAt: "2026-12-19T16:00:00.000Z",
  toAt: "2026-12-20T16:00:00.000Z",
};

/** Instants on, just before and just after everything they are compared with. */
const INSTANTS = [
  "2026-11-10T00:00:00.000Z",
  "2026-11-09T10:00:00.000Z",
  "2026-11-09T16:30:00.000Z",
  "2026-11-11T11:59:59.999Z",
  "2026-11-11T12:00:00.000Z",
  "2026-11-11T12:00:00.001Z",
  FIRST_RUN,
  "2026-11-20T00:00:00.001Z",
  SECOND_RUN,
  "2026-11-25T00:00:00.001Z",
  "2026-11-30T15:59:59.999Z",
  LONG_WINDOW.fromAt,
  "2026-11-30T16:00:00.001Z",
  "2026-12-05T00:00:00.000Z",
  "2026-12-14T15:59:59.999Z",
  LONG_WINDOW.toAt,
  DAY_WINDOW.fromAt,
  DAY_WINDOW.toAt,
  "2027-01-10T00:00:00.000Z",
];

/** Days whose first and last moments on Earth lie on either side of the same instants. */
const DAYS = [
  "2026-11-10",
  "2026-11-11",
  "2026-11-20",
  "2026-11-25",
  "2026-11-29",
  "2026-11-30",
  "2026-12-14",
  "2026-12-15",
  "2026-12-16",
  "2026-12-19",
  "2026-12-20",
  "2026-12-21",
];

const spelling = fc.nat({ max: 2 });

export const anyTime: fc.Arbitrary<TimeSpec> = fc.oneof(
  {
    arbitrary: fc.record({ kind: fc.constant("instant" as const), on: fc.constantFrom(...INSTANTS), spelling }),
    weight: 6,
  },
  { arbitrary: fc.record({ kind: fc.constant("day" as const), on: fc.constantFrom(...DAYS), spelling }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant("unreadable" as const), spelling }), weight: 1 },
);

/** Before every window, and close to each other. */
export const earlyTime: fc.Arbitrary<TimeSpec> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant("instant" as const),
      on: fc.constantFrom(...INSTANTS.slice(0, 7)),
      spelling,
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant("day" as const),
      on: fc.constantFrom("2026-11-10", "2026-11-11"),
      spelling,
    }),
    weight: 1,
  },
);

/** An instant spelled the plain way. */
export function at(on: string): TimeSpec {
  return { kind: "instant", on };
}

/** What the time means, for the oracle. */
export function statedTime({ kind, on = "" }: TimeSpec): StatedTime {
  return kind === "instant" || kind === "day" ? { kind, at: Date.parse(on) } : { kind };
}

/** What a file has for the time; null for a blank. */
export function timeText({ kind, on = "", spelling: way = 0 }: TimeSpec): string | null {
  if (kind === "absent") return null;
  if (kind === "unreadable") return ["soon", "10/11/2026", "2026-13-01"][way] ?? "soon";
  if (kind === "day") return [on, `${on} 23:59`, `${on}T08:30:00`][way] ?? on;
  const local = new Date(Date.parse(on) + 8 * 3_600_000).toISOString().slice(0, -1);
  return [on, `${local}+08:00`, `${local.replace("T", " ")}+0800`][way] ?? on;
}

/** The text of an instant as the engine's tables have it. */
export function engineTime(on: string): string {
  return on.replace("T", " ").replace("Z", "");
}
