import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openScoring, type Sale, type Score, type Scoring } from "./scoring.ts";

const MODES = [
  {},
  { bins: 3 },
  { scores: "nested" },
  { scores: "r_compatible" },
  { scores: "quartile_4" },
  { scores: "mean" },
  { scores: "median" },
  { breaks: { frequency: [2, 3, 5, 10] } },
  { recency: "exact", frequency: "active_days", monetary: "mean_per_order" },
  { frequency: "repeat_days", monetary: "mean_repeat" },
] as const;

const saleFields = {
  customer: fc.constantFrom(..."abcdefghijkl"),
  day: fc.integer({ min: 1, max: 40 }),
  cents: fc.integer({ min: 1, max: 30 }).map((tens) => tens * 10),
};
const sale: fc.Arbitrary<Sale> = fc.record(saleFields);
const sales = fc.array(sale, { minLength: 1, maxLength: 40 });
const mode = fc.constantFrom(...MODES);
const runs = { numRuns: 15 };

let one: Scoring;
let four: Scoring;

beforeAll(async () => {
  [one, four] = [await openScoring(1), await openScoring(4)];
});

afterAll(async () => Promise.all([one.close(), four.close()]));

test("scores do not depend on the order of records nor on threads", async () => {
  await fc.assert(
    fc.asyncProperty(
      sales.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      mode,
      async ([list, shuffled], rfm) => {
        expect(await four.scoresOf(shuffled, rfm)).toEqual(await one.scoresOf(list, rfm));
      },
    ),
    runs,
  );
});

test("scores do not depend on what else is computed for reports and lists", async () => {
  const moves = fc.array(fc.record({ ...saleFields, isReturn: fc.boolean() }), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(moves, mode, async (list, rfm) => {
      expect(await four.scoresOf(list, rfm, { everything: true })).toEqual(await one.scoresOf(list, rfm));
    }),
    runs,
  );
});

test("scores do not depend on what customers are called", async () => {
  const renamed = (id: string): string => `x${25 - "abcdefghijklmnopqrstuvwxyz".indexOf(id)}`;
  await fc.assert(
    fc.asyncProperty(sales, mode, async (list, rfm) => {
      const before = await one.scoresOf(list, rfm);
      const after = await one.scoresOf(
        list.map((row) => ({ ...row, customer: renamed(row.customer) })),
        rfm,
      );
      for (const [id, score] of before) expect(after.get(renamed(id))).toEqual(score);
    }),
    runs,
  );
});

test("equal facts have equal scores, and the better never the lower one", async () => {
  await fc.assert(
    fc.asyncProperty(sales, mode, async (list, rfm) => {
      const people = [...(await one.scoresOf(list, rfm)).values()];
      for (const a of people) for (const b of people) if (a.facts === b.facts) expect(a.scores).toEqual(b.scores);
      if ("scores" in rfm && rfm.scores === "nested") return;
      for (const a of people) for (const b of people) expectNoInversion(a, b);
    }),
    runs,
  );
});

test("all amounts a hundred times as much change no score, whatever is no edge in money", async () => {
  await fc.assert(
    fc.asyncProperty(sales, mode, async (list, rfm) => {
      // R's package adds one to a quantile, whatever the currency: that mode alone depends on it.
      fc.pre(!("scores" in rfm && rfm.scores === "r_compatible"));
      const before = await one.scoresOf(list, rfm);
      const after = await one.scoresOf(
        list.map((row) => ({ ...row, cents: row.cents * 100 })),
        rfm,
      );
      expect(scoresOnly(after)).toEqual(scoresOnly(before));
    }),
    runs,
  );
});

test("an order more lowers nobody's own recency or frequency score", async () => {
  await fc.assert(
    fc.asyncProperty(sales, sale, mode, async (list, order, rfm) => {
      // Nested frequency is a place among other people once recency changes; an edge may move past who moved it.
      fc.pre(!("scores" in rfm));
      const before = await one.scoresOf(list, rfm);
      const after = await one.scoresOf([...list, order], rfm);
      const [was, is] = [before.get(order.customer), after.get(order.customer)];
      if (was === undefined || is === undefined) return;
      expect(is.scores[0]).toBeGreaterThanOrEqual(was.scores[0]);
      expect(is.scores[1]).toBeGreaterThanOrEqual(was.scores[1]);
    }),
    runs,
  );
});

function expectNoInversion(a: Score, b: Score): void {
  const [recency = 0, frequency = 0, monetary = 0] = differences(a, b);
  const isBetter = [recency < 0, frequency > 0, monetary > 0];
  isBetter.forEach((better, place) => {
    if (better) expect(a.scores[place]).toBeGreaterThanOrEqual(b.scores[place] ?? Number.NaN);
  });
}

function differences(a: Score, b: Score): number[] {
  const others = b.facts.split(" ").map(Number);
  return a.facts.split(" ").map((fact, place) => Number(fact) - (others[place] ?? Number.NaN));
}

function scoresOnly(people: ReadonlyMap<string, Score>): [string, readonly number[]][] {
  return [...people].map(([id, { scores }]) => [id, scores]);
}
