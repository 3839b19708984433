import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import { protectionRules } from "../../../src/disclosure/protection-rules.ts";
import { protectRows } from "../../../src/disclosure/protect-rows.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { possibleInterval } from "../../oracle/interval-attacker.ts";
import { type Customer, type RandomRelease, randomRelease } from "./random-release.ts";
import { cellOf, differencesOf, rowsOf } from "./release-groups.ts";

const K = 4;
const RULES = protectionRules({ minimumUnits: K }, { areFlows: true });
const NEAR = 0.15;
const RUNS = process.env["GK_LONG"] === "1" ? 2000 : 60;

describe("orders and revenue of a period in which many bought nothing", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("are published of no row, and differ between no nested ones, by what fewer customers than a cell needs brought", () => {
    let withheld = 0;
    fc.assert(
      fc.property(randomRelease({ areQuiet: true, least: K }), (release) => {
        for (const amount of ["orders", "bought"] as const) {
          const { shown, rows } = shownOf(highs, release, amount);
          withheld += rows.length - shown.length;
          const told = [...shown, ...differencesOf(shown)];
          expect(told.filter(({ own }) => isOfFew(own, amount)).map(({ name }) => name)).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
    expect(withheld).toBeGreaterThan(RUNS);
  });

  test("leave a reader, who knows of nobody that they ordered, far from the orders of few", () => {
    fc.assert(
      fc.property(randomRelease({ areQuiet: true, least: K }), (release) => {
        const { shown, rows } = shownOf(highs, release, "orders");
        const cells = [...new Set(release.customers.map(cellOf))];
        const unknownsOf = (own: readonly Customer[]) => [...new Set(own.map((each) => cells.indexOf(cellOf(each))))];
        const published = shown.map(({ own }) => ({ unknowns: unknownsOf(own), value: sumOf(own) }));
        for (const { name, own } of rows.filter((row) => isOfFew(row.own, "orders"))) {
          const least = cells.map(() => 0);
          const [low, high] = possibleInterval(highs, least, published, unknownsOf(own));
          const error = Math.ceil(NEAR * Math.max(...own.map(({ orders }) => orders)));
          const isFar = low <= Math.max(0, sumOf(own) - error) + 1e-4 && high >= sumOf(own) + error - 1e-4;
          expect([name, low, sumOf(own), high, isFar]).toEqual([name, low, sumOf(own), high, true]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

type Amount = "orders" | "bought";

function shownOf(highs: Highs, release: RandomRelease, amount: Amount) {
  const { counts, amounts } = protectRows(highs, release.groups, RULES);
  for (const part of [counts, amounts.orders, amounts.revenue]) expect(part?.unprotectable ?? []).toEqual([]);
  const hidden = (amount === "orders" ? amounts.orders : amounts.revenue)?.withheld ?? new Set<string>();
  const rows = rowsOf(release).filter(({ own }) => own.length > 0);
  return { rows, shown: rows.filter(({ name }) => !counts.withheld.has(name) && !hidden.has(name)) };
}

function isOfFew(own: readonly Customer[], amount: Amount): boolean {
  const contributors = own.filter((each) => each[amount] > 0).length;
  return contributors > 0 && contributors < K;
}

function sumOf(own: readonly Customer[]): number {
  return own.reduce((sum, { orders }) => sum + orders, 0);
}
