import { describe, expect, test } from "vitest";

import { type AmountRules, canDifferUnsafely, isAmountUnsafe } from "../../src/disclosure/contributions.ts";

const OF_THREE: AmountRules = { percent: 15, dominance: null };
const OF_TEN: AmountRules = { ...OF_THREE, fewest: 10 };

/** So many units that bring one each. */
function alike(contributors: number) {
  return { total: contributors, contributors, first: 1, second: contributors > 1 ? 1 : 0 };
}

describe("an amount to which units bring the same", () => {
  test("is unsafe below three of them, or below as many as are asked", () => {
    expect([2, 3].map((units) => isAmountUnsafe(alike(units), OF_THREE))).toEqual([true, false]);
    expect([9, 10].map((units) => isAmountUnsafe(alike(units), OF_TEN))).toEqual([true, false]);
    expect(isAmountUnsafe(alike(0), OF_TEN)).toBe(false);
  });

  test("can differ unsafely from one within it by what fewer than that bring, and by no more", () => {
    expect([2, 3].map((units) => canDifferUnsafely(alike(100), alike(100 - units), OF_THREE))).toEqual([true, false]);
    expect([9, 10].map((units) => canDifferUnsafely(alike(100), alike(100 - units), OF_TEN))).toEqual([true, false]);
  });
});
