import { describe, expect, test } from "vitest";

import type { GroupSize } from "../../src/auditor/counted-customers.ts";
import { isTooMuchKnown, reachOf } from "../../src/auditor/needs.ts";

const FLOWS = { minimumUnits: 10, areFlows: true };
const CUMULATIVE = { minimumUnits: 10, areFlows: false };

/** Fifty customers of whom some ordered once each, for ten. */
function sizeOf(contributors: number): GroupSize {
  const each = (amount: number) => ({ total: contributors * amount, contributors, first: amount, second: amount });
  return {
    customers: 50,
    orders: each(1),
    bought: each(10),
    refunds: { total: 0, contributors: 0, first: 0, second: 0 },
  };
}

describe("what a run's auditor asks of orders and revenue of a period", () => {
  test("is that as many contribute as a cell needs, and of others that three do", () => {
    for (const quantity of ["orders", "revenue"] as const) {
      const isTold = (contributors: number, rules: typeof FLOWS) =>
        isTooMuchKnown(quantity, [sizeOf(contributors)], sizeOf(contributors), rules);
      expect([9, 10].map((contributors) => isTold(contributors, FLOWS))).toEqual([true, false]);
      expect([2, 9].map((contributors) => isTold(contributors, CUMULATIVE))).toEqual([true, false]);
    }
  });

  test("is that a reader holds possible that nobody ordered", () => {
    const rules = { knownLeast: 1, isNobodyFew: false };
    expect(reachOf("orders", sizeOf(1), { ...FLOWS, ...rules })).toEqual({ low: 0, high: 2 });
    expect(reachOf("orders", sizeOf(1), { ...CUMULATIVE, ...rules })).toEqual({ low: 1, high: 2 });
  });

  test("is nothing of a period in which nobody bought", () => {
    expect(isTooMuchKnown("orders", [sizeOf(0)], sizeOf(0), FLOWS)).toBe(false);
  });
});
