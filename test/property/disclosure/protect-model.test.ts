import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import { valueOf } from "../../../src/disclosure/joint-model.ts";
import { type Protection, protectModel } from "../../../src/disclosure/protect-model.ts";
import { possibleAtoms } from "../../../src/disclosure/possible-atoms.ts";
import { protectionRules } from "../../../src/disclosure/protection-rules.ts";
import { protectRows } from "../../../src/disclosure/protect-rows.ts";
import { releaseModels, type ReleaseModels } from "../../../src/disclosure/release-model.ts";
import type { LinkedTables } from "../../../src/disclosure/release-rows.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { feasibleValues, followsFrom } from "../../oracle/linear-attacker.ts";
import { randomRelease } from "./random-release.ts";

const K = 4;
const RULES = protectionRules({ minimumUnits: K });
const RUNS = process.env["GK_LONG"] === "1" ? 2000 : 60;

describe("random tables with totals, linked by a dimension that both have", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("give no small cell exactly, by any combination of what is published, in fractions too", () => {
    fc.assert(
      fc.property(randomRelease(), ({ groups }) => {
        const { counts } = releaseModels(groups, RULES);
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
      fc.property(randomRelease(), ({ groups }) => {
        const models = releaseModels(groups, RULES);
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

  test("with protected zeros, leave every cell of few or nobody both nobody and as many as k asks for", () => {
    const rules = protectionRules({ minimumUnits: K, zeros: "protect" });
    let nobody = 0;
    fc.assert(
      fc.property(randomRelease({ most: 6 }), ({ groups }) => {
        const possible = groups.map(({ tables, atoms }) => ({
          tables,
          atoms: possibleAtoms(
            tables.map(({ dimensions }) => dimensions),
            atoms,
            100,
          ),
        }));
        const known = possible.map(({ tables, atoms }) => ({ tables, atoms: atoms ?? [] }));
        const { counts } = releaseModels(known, rules);
        const { withheld, unprotectable } = protectModel(highs, counts);
        expect(unprotectable).toEqual([]);
        const published = counts.cells.filter(({ row, fate }) => fate !== "never" && !withheld.has(row));
        for (const { id, variables } of counts.cells.filter(({ need }) => need !== null)) {
          if (valueOf(counts, { variables }) === 0) nobody += 1;
          const values = feasibleValues(counts, published, variables);
          expect([id, Math.max(...values) >= K, Math.min(...values)]).toEqual([id, true, 0]);
        }
      }),
      { numRuns: RUNS },
    );
    expect(nobody).toBeGreaterThan(RUNS / 4);
  });

  test("publish no two groups of which one is the other with few more", () => {
    fc.assert(
      fc.property(randomRelease(), ({ groups }) => {
        const { counts } = releaseModels(groups, RULES);
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
      fc.property(randomRelease(), fc.integer(), ({ groups }, seed) => {
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
      fc.property(randomRelease({ least: K }), ({ groups }) => {
        expect(patternOf(highs, groups).withheld).toEqual([]);
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
  const { counts, amounts } = protectRows(highs, groups, RULES);
  const { orders, revenue } = amounts;
  return {
    withheld: [...counts.withheld].toSorted(),
    orders: [...(orders?.withheld ?? [])].toSorted(),
    revenue: [...(revenue?.withheld ?? [])].toSorted(),
  };
}

function turn<T>(list: readonly T[], by: number): T[] {
  const start = list.length === 0 ? 0 : Math.abs(by % list.length);
  return [...list.slice(start), ...list.slice(0, start)];
}
