import { describe, expect, test } from "vitest";

import { byValueAtRisk, type ValueAtRisk } from "../../src/export/value-at-risk.ts";

function value(personId: string, numerator: bigint, denominator: bigint): ValueAtRisk {
  return { personId, numerator, denominator };
}

describe("the order by value at risk", () => {
  test("has the highest first, whatever the denominators, and what was given back last", () => {
    const values = [value("back", -5n, 1n), value("third", 1n, 3n), value("half", 2n, 4n), value("none", 0n, 7n)];
    expect(values.toSorted(byValueAtRisk).map(({ personId }) => personId)).toEqual(["half", "third", "none", "back"]);
  });

  test("tells apart what no floating-point number can", () => {
    const [a, b] = [value("a", 9_007_199_254_740_992n, 1n), value("b", 9_007_199_254_740_993n, 1n)];
    expect([a, b].toSorted(byValueAtRisk)).toEqual([b, a]);
  });

  test("leaves equal quotients in the order of the people", () => {
    const [a, b] = [value("a", 10n, 4n), value("b", 5n, 2n)];
    expect([b, a].toSorted(byValueAtRisk)).toEqual([a, b]);
  });
});
