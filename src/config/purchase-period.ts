import { Temporal } from "temporal-polyfill";
import type { PurchasePeriodUnit } from "../domain/project.ts";

/** The period that a purchase status is about: whole days in the project's time zone. */
export interface PurchasePeriod {
  /** The first day, `YYYY-MM-DD`. */
  readonly fromDate: string;
  /** The day after the last one. */
  readonly untilDate: string;
  /** The last day before the period. */
  readonly dayBefore: string;
  readonly days: number;
}

/**
 * The last calendar month or quarter that was over when the as-of day began: for `2026-11-01` and `2026-11-30` it is October, and
 * the third quarter. Source: rfm.md §4, purchase status. Pure; throws nothing for a day that exists.
 */
export function purchasePeriod(unit: PurchasePeriodUnit, asOfDate: string): PurchasePeriod {
  const asOf = Temporal.PlainDate.from(asOfDate);
  const months = { month: 1, quarter: 3 }[unit];
  const until = asOf.with({ day: 1 }).subtract({ months: (asOf.month - 1) % months });
  const from = until.subtract({ months });
  return {
    fromDate: from.toString(),
    untilDate: until.toString(),
    dayBefore: from.subtract({ days: 1 }).toString(),
    days: from.until(until, { largestUnit: "day" }).days,
  };
}
