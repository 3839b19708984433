import { Temporal } from "temporal-polyfill";
import type { Duration } from "../domain/durations.ts";
import type { FunnelDeclaration } from "../domain/project.ts";
import { addDuration, startOf } from "./send-window.ts";

/** The moments that the rules of a funnel come to at an as-of day, in UTC, and the days of its short term. */
export interface FunnelMoments {
  /** From when on an intention counts. */
  readonly intentionFromAt: string;
  /** From when on an intention alone promises an order. */
  readonly shortTermFromAt: string;
  readonly shortTermDays: number;
}

/** Pure; throws nothing for a day that exists. */
export function funnelMoments(
  { intentionWithin, shortTerm }: FunnelDeclaration,
  asOfDate: string,
  timeZone: string,
): FunnelMoments {
  const asOf = Temporal.PlainDate.from(asOfDate);
  const before = ({ count, unit }: Duration) => startOf(asOf.subtract({ [`${unit}s`]: count }), timeZone);
  return {
    intentionFromAt: before(intentionWithin),
    shortTermFromAt: before(shortTerm),
    shortTermDays: asOf.until(addDuration(asOf, shortTerm), { largestUnit: "day" }).days,
  };
}
