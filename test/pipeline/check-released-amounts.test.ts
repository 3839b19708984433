import { describe, expect, test } from "vitest";

import { checkReleasedAmounts } from "../../pipeline/check-released-amounts.ts";

/** A release of orders: cumulative up to a moment, or of a period. */
interface Said {
  readonly asOf: string;
  readonly period?: readonly [from: string, before: string];
  readonly measures?: readonly string[];
}

type Context = Parameters<typeof checkReleasedAmounts>[0];
type Earlier = Parameters<typeof checkReleasedAmounts>[1];

/** Whether the later may be let out beside the earlier. */
function isLetOut({ asOf, period, measures = ["customers", "orders"] }: Said, ...earlier: readonly Said[]): boolean {
  const context = {
    project: { timeZone: "Asia/Shanghai", reports: [{ tables: [{ measures }] }] },
    asOf: { at: asOf, date: "", text: "" },
    reportPeriod: period === undefined ? null : { from: period[0], before: period[1] },
  } as unknown as Context;
  const releases = earlier.map((own, index) => ({
    released: {
      run_id: `run-${index}`,
      as_of_name: own.asOf === MIDNIGHT ? "2026-11-01" : own.asOf === MORNING ? "2026-11-01T09:00:00+08:00" : own.asOf,
      ...(own.period === undefined ? {} : { period: { from: own.period[0], before: own.period[1] } }),
      tables: [{ measures: own.measures ?? ["revenue"] }],
    },
  })) as unknown as Earlier;
  return checkReleasedAmounts(context, releases).length === 0;
}

/** In Shanghai. */
const MIDNIGHT = "2026-10-31 16:00:00.000000";
const MORNING = "2026-11-01 01:00:00.000000";
const OCTOBER = ["2026-10-01", "2026-11-01"] as const;
const NOVEMBER = ["2026-11-01", "2026-12-01"] as const;
const QUARTER = ["2026-10-01", "2027-01-01"] as const;

describe("orders and revenue beside released ones", () => {
  test("are let out when both are cumulative, in whatever order", () => {
    expect(isLetOut({ asOf: MIDNIGHT }, { asOf: "2026-12-01" }, { asOf: "2026-10-01" })).toBe(true);
  });

  test("are let out of the same period again, and of one that has no day in common with any", () => {
    const later = { asOf: "2027-02-01 00:00:00.000000" };
    expect(isLetOut({ ...later, period: NOVEMBER }, { asOf: "2026-12-01", period: NOVEMBER })).toBe(true);
    expect(isLetOut({ ...later, period: OCTOBER }, { asOf: "2026-12-01", period: NOVEMBER })).toBe(true);
    expect(isLetOut({ ...later, period: NOVEMBER }, { asOf: "2026-12-01", period: OCTOBER })).toBe(true);
  });

  test("are refused of a period within another, around it, or over its edge", () => {
    const later = { asOf: "2027-02-01 00:00:00.000000" };
    expect(isLetOut({ ...later, period: QUARTER }, { asOf: "2026-12-01", period: NOVEMBER })).toBe(false);
    expect(isLetOut({ ...later, period: NOVEMBER }, { asOf: "2027-01-01", period: QUARTER })).toBe(false);
    const moved = ["2026-10-02", "2026-11-02"] as const;
    expect(isLetOut({ ...later, period: moved }, { asOf: "2026-12-01", period: NOVEMBER })).toBe(false);
  });

  test("are refused of a period of which cumulative figures say a day, and let out of the days after them", () => {
    const later = { asOf: "2026-11-30 16:00:00.000000" };
    expect(isLetOut({ ...later, period: NOVEMBER }, { asOf: MIDNIGHT })).toBe(true);
    expect(isLetOut({ ...later, period: NOVEMBER }, { asOf: MORNING })).toBe(false);
    expect(isLetOut({ ...later, period: ["2026-11-02", "2026-12-01"] }, { asOf: MORNING })).toBe(true);
    expect(isLetOut({ ...later, period: OCTOBER }, { asOf: MIDNIGHT })).toBe(false);
  });

  test("are refused cumulative where a period before the moment is out, and let out where it comes after", () => {
    const november = { asOf: "2026-12-01", period: NOVEMBER };
    expect(isLetOut({ asOf: "2026-11-30 16:00:00.000000" }, november)).toBe(false);
    expect(isLetOut({ asOf: MIDNIGHT }, november)).toBe(true);
    expect(isLetOut({ asOf: MORNING }, november)).toBe(false);
  });

  test("are none where a report, or a release, counts customers alone", () => {
    const quarter = { asOf: "2027-01-01", period: QUARTER };
    expect(isLetOut({ asOf: "2027-01-01 00:00:00.000000", measures: ["customers"] }, quarter)).toBe(true);
    expect(isLetOut({ asOf: "2027-01-01 00:00:00.000000" }, { ...quarter, measures: ["customer_share"] })).toBe(true);
  });
});
