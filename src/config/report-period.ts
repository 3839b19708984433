import { Temporal } from "temporal-polyfill";

import type { DurationUnit } from "../domain/durations.ts";
import type { PeriodDays, ReportPeriod } from "../domain/report.ts";
import { addDuration } from "./send-window.ts";

/**
 * The days of a report's period. A length is of whole calendar days, weeks from Monday on, months or years, the last ones that were over when the as-of day began: for
 * `2026-11-01` and `2026-11-30` one month is October.
 *
 * Source: contracts.md §5. Pure; throws nothing for a day that exists.
 */
export function reportPeriodDays({ days }: ReportPeriod, asOfDate: string): PeriodDays {
  if (!("last" in days)) return { from: days.from, before: days.to };
  const before = startOfUnit(Temporal.PlainDate.from(asOfDate), days.last.unit);
  const from = addDuration(before, { count: -days.last.count, unit: days.last.unit });
  return { from: from.toString(), before: before.toString() };
}

function startOfUnit(day: Temporal.PlainDate, unit: DurationUnit): Temporal.PlainDate {
  switch (unit) {
    case "day":
      return day;
    case "week":
      return day.subtract({ days: day.dayOfWeek - 1 });
    case "month":
      return day.with({ day: 1 });
    case "year":
      return day.with({ month: 1, day: 1 });
  }
}
