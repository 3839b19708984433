import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import type { ClassBound } from "../../../src/disclosure/class-bounds.ts";
import type { ClassPlace } from "../../../src/disclosure/class-order.ts";
import { type KnownOfClasses, protectionRules } from "../../../src/disclosure/protection-rules.ts";
import { protectRows } from "../../../src/disclosure/protect-rows.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { boundedInterval, type KnownLine } from "../../oracle/bounded-attacker.ts";
import { atomsOf, type Customer, type RandomRelease, randomRelease } from "./random-release.ts";
import { cellOf, type Row, rowsOf } from "./release-groups.ts";

const K = 4;
const RUNS = process.env["GK_LONG"] === "1" ? 1000 : 60;

/** What each customer of a class brings at least, and at most. */
type Edges = Readonly<Record<string, readonly [least: number, most: number]>>;
const ORDERS: Edges = { a0: [1, 1], a1: [2, 3], a2: [10, Infinity] };
const REVENUE: Edges = { a0: [-Infinity, 50], a1: [50, 200], a2: [200, Infinity] };

describe("amounts of classes in random tables with totals", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("by stated edges of orders let a reader with a linear program hold possible of every small cell that it is one and that it is enough", () => {
    let needed = 0;
    fc.assert(
      fc.property(classified(), (release) => {
        const isTold = (known: KnownOfClasses) => {
          const { counts, orders } = shownOf(highs, release, known);
          return toldOf(highs, release, { counts, amount: orders, of: "orders", edges: ORDERS });
        };
        needed += isTold({}).length > 0 ? 1 : 0;
        expect(isTold({ classBounds: boundsOf("orders", ORDERS) })).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    // Without them some would be told.
    expect(needed).toBeGreaterThan(0);
  });

  test("by stated edges of revenue do so too", () => {
    let needed = 0;
    fc.assert(
      fc.property(classified(), (release) => {
        const isTold = (known: KnownOfClasses) => {
          const { counts, revenue } = shownOf(highs, release, known);
          return toldOf(highs, release, { counts, amount: revenue, of: "revenue", edges: REVENUE });
        };
        needed += isTold({}).length > 0 ? 1 : 0;
        expect(isTold({ classBounds: boundsOf("revenue", REVENUE) })).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(needed).toBeGreaterThan(0);
  });

  test("in the order of their revenue do so beside the means of what is printed of others", () => {
    const classPlaces = ["a0", "a1", "a2"].map((value, index): ClassPlace => ({
      dimension: "a",
      value,
      amount: "revenue",
      scale: "a",
      from: index,
      to: index + 1,
    }));
    let needed = 0;
    fc.assert(
      fc.property(classified(), (release) => {
        const isTold = (known: KnownOfClasses) => {
          const { counts, revenue } = shownOf(highs, release, known);
          return toldOf(highs, release, { counts, amount: revenue, of: "revenue", edges: edgesByMeans(revenue) });
        };
        needed += isTold({}).length > 0 ? 1 : 0;
        expect(isTold({ classPlaces })).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(needed).toBeGreaterThan(0);
  });
});

/** A random release of customers whose orders and revenue are those of their class, `a`. */
function classified(): fc.Arbitrary<RandomRelease> {
  return randomRelease().map(({ groups, customers }) => {
    const own = customers.map(({ values, orders, bought }): Customer => {
      const [ofOrders, revenue] = [orders % 2, bought % 41];
      switch (values["a"]) {
        case "a0":
          return { values, orders: 1, bought: revenue, refunds: 0 };
        case "a1":
          return { values, orders: 2 + ofOrders, bought: 50 + 3 * revenue, refunds: 0 };
        default:
          return { values, orders: 10 + orders, bought: 200 + 2 * bought, refunds: 0 };
      }
    });
    return { groups: groups.map(({ tables }) => ({ tables, atoms: atomsOf(own) })), customers: own };
  });
}

function boundsOf(amount: ClassBound["amount"], edges: Edges): ClassBound[] {
  return Object.entries(edges).map(([value, [least, most]]) => ({
    dimension: "a",
    value,
    amount,
    per: "customer",
    least,
    most,
  }));
}

function shownOf(highs: Highs, release: RandomRelease, known: KnownOfClasses) {
  const { counts, amounts } = protectRows(highs, release.groups, protectionRules({ minimumUnits: K }, known));
  for (const part of [counts, amounts.orders, amounts.revenue]) expect(part?.unprotectable ?? []).toEqual([]);
  const shown = rowsOf(release).filter(({ name, own }) => own.length > 0 && !counts.withheld.has(name));
  const of = (amount: "orders" | "revenue") => shown.filter(({ name }) => amounts[amount]?.withheld.has(name) !== true);
  return { counts: shown, orders: of("orders"), revenue: of("revenue") };
}

interface Shown {
  readonly counts: readonly Row[];
  readonly amount: readonly Row[];
  readonly of: "orders" | "revenue";
  readonly edges: Edges;
}

/** Small cells of which a reader knows too much. */
function toldOf(highs: Highs, release: RandomRelease, { counts, amount, of, edges }: Shown): unknown[] {
  const cells = [...new Set(release.customers.map(cellOf))];
  const size = cells.length;
  const unknownsOf = (own: readonly Customer[], start: number) =>
    [...new Set(own.map((each) => cells.indexOf(cellOf(each))))].map((cell) => start + cell);
  const sumOf = (unknowns: readonly number[], value: number): KnownLine => ({
    terms: new Map(unknowns.map((unknown) => [unknown, 1])),
    low: value,
    high: value,
  });
  const bounds = cells.flatMap((cell, index): KnownLine[] => {
    const [least, most] = edges[(JSON.parse(cell) as { readonly a: string }).a] ?? [-Infinity, Infinity];
    const atLeast = (times: number, turn: number): KnownLine => ({
      terms: new Map([
        [index, -turn * times],
        [size + index, turn],
      ]),
      low: 0,
      high: Infinity,
    });
    return [...(least > -Infinity ? [atLeast(least, 1)] : []), ...(most < Infinity ? [atLeast(most, -1)] : [])];
  });
  const lines = [
    ...counts.map(({ own }) => sumOf(unknownsOf(own, 0), own.length)),
    ...amount.map(({ own }) => sumOf(unknownsOf(own, size), amountOf(own, of))),
    ...bounds,
  ];
  const small = rowsOf(release).filter(({ own }) => own.length > 0 && own.length < K);
  return small.flatMap(({ name, own }) => {
    const [low, high] = boundedInterval(
      highs,
      Array.from({ length: 2 * size }, () => 0),
      lines,
      unknownsOf(own, 0),
    );
    return low <= 1 + 1e-4 && high >= K - 1e-4 ? [] : [[name, low, own.length, high]];
  });
}

/** Nobody brought less than any printed mean of a lower class, nor more than any of a higher one. */
function edgesByMeans(shown: readonly Row[]): Edges {
  const means = shown.flatMap(({ own }) => {
    const classes = new Set(own.map(({ values }) => values["a"] ?? ""));
    return classes.size === 1 ? [{ class: [...classes][0] ?? "", mean: amountOf(own, "revenue") / own.length }] : [];
  });
  return Object.fromEntries(
    ["a0", "a1", "a2"].map((own) => [
      own,
      [
        Math.max(-Infinity, ...means.filter((other) => other.class < own).map(({ mean }) => mean)),
        Math.min(Infinity, ...means.filter((other) => other.class > own).map(({ mean }) => mean)),
      ] as const,
    ]),
  );
}

function amountOf(own: readonly Customer[], of: "orders" | "revenue"): number {
  return own.reduce((sum, { orders, bought }) => sum + (of === "orders" ? orders : bought), 0);
}
