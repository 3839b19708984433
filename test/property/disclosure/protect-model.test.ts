import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import { valueOf } from "../../../src/disclosure/joint-model.ts";
import { type Protection, protectModel } from "../../../src/disclosure/protect-model.ts";
import {
  type Atom,
  type LinkedTables,
  releaseModels,
  type ReleaseModels,
} from "../../../src/disclosure/release-model.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { feasibleValues, followsFrom } from "../../oracle/linear-attacker.ts";

const K = 4;
const RUNS = process.env["GK_LONG"] === "1" ? 2000 : 60;

describe("random tables with totals, linked by a dimension that both have", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("give no small cell exactly, by any combination of what is published, in fractions too", () => {
    fc.assert(
      fc.property(release(), (groups) => {
        const { counts } = releaseModels(groups, { minimumUnits: K, percent: 15 });
        const { withheld, unprotectable } = protectModel(highs, counts);
        expect(unprotectable).toEqual([]);
        const published = counts.cells.filter(({ row, fate }) => fate !== "never" && !withheld.has(row));
        const small = counts.cells.filter(({ need }) => need !== null);
        for (const cell of small) expect([cell.id, followsFrom(counts, published, cell)]).toEqual([cell.id, false]);
        // Nor any other: what follows anyway is printed.
        const others = counts.cells.filter(({ row, need }) => withheld.has(row) && need === null);
        for (const cell of others) expect([cell.id, followsFrom(counts, published, cell)]).toEqual([cell.id, false]);
      }),
      { numRuns: RUNS },
    );
  });

  test("leave every small cell as many values as k asks for, counted one table of people after the other", () => {
    fc.assert(
      fc.property(release(), (groups) => {
        const models = releaseModels(groups, { minimumUnits: K, percent: 15 });
        const { withheld } = protectModel(highs, models.counts);
        for (const { id, cells, values } of smallCells(models, withheld)) {
          const [low, high] = [Math.min(...values), Math.max(...values)];
          // Each of its leaf cells would be printed if it were nobody.
          expect([id, high >= K, low <= Math.max(1, cells)]).toEqual([id, true, true]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("publish no two groups of which one is the other with few more", () => {
    fc.assert(
      fc.property(release(), (groups) => {
        const { counts } = releaseModels(groups, { minimumUnits: K, percent: 15 });
        const { withheld } = protectModel(highs, counts);
        const shown = counts.cells.filter(({ row, fate }) => fate === "open" && !withheld.has(row));
        const near = shown.flatMap((outer) =>
          shown
            .filter(({ variables }) => variables.every((variable) => outer.variables.includes(variable)))
            .map((inner) => valueOf(counts, outer) - valueOf(counts, inner))
            .filter((few) => few > 0 && few < K),
        );
        expect(near).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("are protected the same in any order of tables and atoms", () => {
    fc.assert(
      fc.property(release(), fc.integer(), (groups, seed) => {
        const turned = groups.map(({ tables, atoms }) => ({
          tables: turn(tables, seed),
          atoms: turn(atoms, seed),
        }));
        expect(patternOf(highs, turned)).toEqual(patternOf(highs, groups));
      }),
      { numRuns: RUNS },
    );
  });

  test("withhold nothing where no cell and no difference is small", () => {
    fc.assert(
      fc.property(release({ least: K }), (groups) => {
        expect(patternOf(highs, groups).withheld).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("keep amounts of small cells as far from what a reader knows as the rule asks", () => {
    fc.assert(
      fc.property(release(), (groups) => {
        const { counts, audited } = releaseModels(groups, { minimumUnits: K, percent: 15 });
        const { intervals, unprotectable } = protectModel(highs, counts, audited);
        expect(unprotectable).toEqual([]);
        for (const [index, model] of audited.entries())
          for (const { id, need } of model.cells.filter((cell) => cell.need !== null)) {
            const found = intervals[index]?.find((interval) => interval.id === id);
            expect([id, found?.above]).toEqual([id, expect.toSatisfy((above) => above >= (need?.above ?? NaN) - 1e-4)]);
          }
      }),
      { numRuns: RUNS },
    );
  });
});

/** What the naive attacker holds possible of each small cell, and how many leaf cells of one table it holds at most. */
function smallCells({ counts }: ReleaseModels, withheld: Protection["withheld"]) {
  const published = counts.cells.filter(({ row, fate }) => fate !== "never" && !withheld.has(row));
  const leaves = counts.cells.filter(({ id, variables }) => variables.length > 0 && !id.includes("null"));
  return counts.cells
    .filter(({ need }) => need !== null)
    .map(({ id, variables }) => {
      const within = leaves.filter((leaf) => leaf.variables.every((variable) => variables.includes(variable)));
      const ofTable = (table: string) => within.filter((leaf) => leaf.id.startsWith(`["${table}"`)).length;
      return {
        id,
        cells: Math.max(ofTable("one"), ofTable("two")),
        values: feasibleValues(counts, published, variables),
      };
    });
}

function patternOf(highs: Highs, groups: readonly LinkedTables[]) {
  const { counts, audited } = releaseModels(groups, { minimumUnits: K, percent: 15 });
  const { withheld } = protectModel(highs, counts, audited);
  return { withheld: [...withheld].toSorted() };
}

function turn<T>(list: readonly T[], by: number): T[] {
  const start = list.length === 0 ? 0 : Math.abs(by % list.length);
  return [...list.slice(start), ...list.slice(0, start)];
}

/** Two tables over the dimensions a, b and a, c, of people who stand in one cell each of a × b × c. */
function release({ least = 0 }: { readonly least?: number } = {}): fc.Arbitrary<LinkedTables[]> {
  // No more than nine cells, or trying every table takes too long.
  const sizes = fc.constantFrom([2, 2, 1], [2, 3, 1], [3, 3, 1], [2, 2, 2], [1, 2, 3]);
  const count = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: Math.max(1, least), max: 9 }) },
  );
  return sizes.chain(([a = 1, b = 1, c = 1]) =>
    fc
      .array(fc.tuple(count, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 90 })), {
        minLength: a * b * c,
        maxLength: a * b * c,
      })
      .map((cells) => {
        const atoms = cells.flatMap(([customers, orders, revenue], index): Atom[] =>
          customers === 0
            ? []
            : [
                {
                  values: {
                    a: `a${index % a}`,
                    b: `b${Math.floor(index / a) % b}`,
                    c: `c${Math.floor(index / a / b)}`,
                  },
                  customers,
                  orders: customers * orders,
                  revenue: customers * revenue,
                },
              ],
        );
        const tables = [tableOf("one", ["a", "b"], [a, b]), tableOf("two", ["a", "c"], [a, c])];
        return [{ tables: c === 1 ? tables.slice(0, 1) : tables, atoms }];
      }),
  );
}

function tableOf(id: string, dimensions: readonly string[], sizes: readonly number[]): LinkedTables["tables"][number] {
  const values = dimensions.map((name, index) => [
    ...Array.from({ length: sizes[index] ?? 0 }, (_, value) => `${name}${value}`),
    null,
  ]);
  const rows = values.reduce<(string | null)[][]>(
    (heads, next) => heads.flatMap((head) => next.map((value) => [...head, value])),
    [[]],
  );
  return { id, dimensions, hasOrders: true, hasRevenue: true, rows };
}
