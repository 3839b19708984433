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
const RULES = protectionRules({ minimumUnits: K });
/** As in the rules, by the design. */
const NEAR = 0.15;
const RUNS = process.env["GK_LONG"] === "1" ? 2000 : 60;

describe("amounts in random tables with totals", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("are published of no row of which too few brought something, or one nearly all", () => {
    fc.assert(
      fc.property(randomRelease(), (release) => {
        const { orders, revenue } = shownOf(highs, release);
        expect(orders.filter(({ own }) => isUnsafe(own.map((each) => each.orders)))).toEqual([]);
        expect(revenue.filter(({ own }) => isUnsafe(own.map(({ bought }) => bought)))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("leave a reader with a linear program further from the revenue of unsafe rows, and of few people apart, than a part of who brings most", () => {
    fc.assert(
      fc.property(randomRelease(), (release) => {
        const { revenue, rows } = shownOf(highs, release);
        const unsafe = [...rows, ...differencesOf(revenue)].filter(
          ({ own }) => own.length > 0 && (own.length < K || isUnsafe(own.map(({ bought }) => bought))),
        );
        const cells = [...new Set(release.customers.map(cellOf))];
        const least = cells.map((cell) =>
          release.customers.some((each) => cellOf(each) === cell && each.refunds > 0) ? -Infinity : 0,
        );
        const unknownsOf = (own: readonly Customer[]) => [...new Set(own.map((each) => cells.indexOf(cellOf(each))))];
        const published = revenue.map(({ own }) => ({ unknowns: unknownsOf(own), value: net(own) }));
        for (const { name, own } of unsafe) {
          const [low, high] = possibleInterval(highs, least, published, unknownsOf(own));
          const error = NEAR * Math.max(...own.map(({ bought }) => bought));
          const isFar = low <= net(own) - error + 1e-4 && high >= net(own) + error - 1e-4;
          expect([name, low, net(own), high, error, isFar]).toEqual([name, low, net(own), high, error, true]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("are withheld alone where the count of their row is safe", () => {
    fc.assert(
      fc.property(randomRelease({ least: K }), (release) => {
        const { counts, amounts } = protectRows(highs, release.groups, RULES);
        expect([...counts.withheld]).toEqual([]);
        const unsafe = rowsOf(release).filter(({ own }) => isUnsafe(own.map(({ bought }) => bought)));
        expect(unsafe.filter(({ name }) => amounts.revenue?.withheld.has(name) !== true)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

function shownOf(highs: Highs, release: RandomRelease) {
  const { counts, amounts } = protectRows(highs, release.groups, RULES);
  for (const part of [counts, amounts.orders, amounts.revenue]) expect(part?.unprotectable ?? []).toEqual([]);
  const rows = rowsOf(release);
  const shown = (of: "orders" | "revenue") =>
    rows.filter(
      ({ name, own }) => own.length > 0 && !counts.withheld.has(name) && amounts[of]?.withheld.has(name) !== true,
    );
  return { rows, orders: shown("orders"), revenue: shown("revenue") };
}

/** The rules of the design, from the single amounts. */
function isUnsafe(amounts: readonly number[]): boolean {
  const given = amounts.filter((amount) => amount > 0).toSorted((a, b) => b - a);
  const [first = 0] = given;
  if (given.length === 0) return false;
  return given.length < 3 || given.slice(2).reduce((sum, amount) => sum + amount, 0) < NEAR * first - 1e-9;
}

function net(own: readonly Customer[]): number {
  return own.reduce((sum, { bought, refunds }) => sum + bought - refunds, 0);
}
