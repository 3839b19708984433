import { describe, expect, test } from "vitest";

import { reportPeriodDays } from "../../src/config/report-period.ts";
import { parseDuration } from "../../src/domain/durations.ts";
import type { ReportPeriod } from "../../src/domain/report.ts";

function daysOf(last: string, asOf: string): string {
  const duration = parseDuration(last);
  if (duration === undefined) throw new Error(`no duration ${last}`);
  const { from, before } = reportPeriodDays(periodOf({ last: duration }), asOf);
  return `${from} ${before}`;
}

function periodOf(days: ReportPeriod["days"]): ReportPeriod {
  return { days, at: { file: "reports/r.yaml" } };
}

describe("the last whole days, weeks, months or years before the as-of day", () => {
  test("of months are the same throughout a month", () => {
    for (const asOf of ["2026-11-01", "2026-11-30"]) expect(daysOf("1 month", asOf)).toBe("2026-10-01 2026-11-01");
    expect(daysOf("3 months", "2026-03-31")).toBe("2025-12-01 2026-03-01");
    expect(daysOf("12 months", "2026-11-15")).toBe("2025-11-01 2026-11-01");
  });

  test("of days end the day before", () => {
    expect(daysOf("30d", "2026-11-15")).toBe("2026-10-16 2026-11-15");
  });

  test("of weeks begin on a Monday", () => {
    // A Sunday, and the Monday after it.
    expect(daysOf("1w", "2026-11-15")).toBe("2026-11-02 2026-11-09");
    expect(daysOf("1w", "2026-11-16")).toBe("2026-11-09 2026-11-16");
  });

  test("of years begin in January", () => {
    expect(daysOf("1 year", "2026-11-15")).toBe("2025-01-01 2026-01-01");
  });

  test("are the stated ones where days are stated", () => {
    const stated = periodOf({ from: "2026-10-01", to: "2026-10-08" });
    expect(reportPeriodDays(stated, "2026-11-15")).toEqual({ from: "2026-10-01", before: "2026-10-08" });
  });
});
