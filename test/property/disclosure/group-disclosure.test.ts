import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, expect, test } from "vitest";

import type { ExactTable } from "../../../src/disclosure/exact-table.ts";
import { protectionRules } from "../../../src/disclosure/protection-rules.ts";
import { protectRelease } from "../../../src/disclosure/protect-release.ts";
import { type Atom, rowId } from "../../../src/disclosure/release-rows.ts";
import { NOTHING } from "../../../src/disclosure/report-measures.ts";
import { rowsOfTable } from "../../../src/disclosure/report-rows.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { possibleInterval } from "../../oracle/interval-attacker.ts";
import { evenly } from "../../support/contributions.ts";

const K = 4;
const RUNS = process.env["GK_LONG"] === "1" ? 2000 : 60;
const DUE = ["overdue", "due", "not_due", "(none)"];

let highs: Highs;
beforeAll(async () => {
  highs = await loadSolver();
});

test("of random regions by how due their customers are, no group is known to have nobody, or nobody else, of a kind", () => {
  let zeros = 0;
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 }));
  const regions = fc.array(fc.array(count, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(regions, (counts) => {
      const people = counts.flatMap((own, region) =>
        own.map((customers, due) => ({ values: [`r${region}`, DUE[due] ?? ""], customers })),
      );
      const table = tableOf(people.filter(({ customers }) => customers > 0));
      const rows = rowsOfTable(table.table, table.cells);
      const atoms = table.cells.map(({ values: [region = "", due = ""], customers }) =>
        atomOf({ region, due }, Number(customers)),
      );
      const pattern = protectRelease(
        highs,
        [table],
        [{ tables: ["r/1"], atoms }],
        protectionRules({ minimumUnits: K }),
      );
      expect(pattern.tables.size).toBe(0);
      const cells = rows.filter(({ index }) => index !== null);
      const published = rows
        .filter(({ values }) => !pattern.rows.has(rowId("r/1", values)))
        .map(({ values, sums }) => ({
          unknowns: cells.flatMap((cell, place) =>
            values.every((value, dimension) => value === null || value === cell.values[dimension]) ? [place] : [],
          ),
          value: Number(sums.customers),
        }));
      for (const [place, { values, sums }] of cells.entries()) {
        const group = cells.filter((other) => other.values[0] === values[0] && other.sums.customers > 0n);
        const isOfOne = group.length === 1 && group[0]?.values[1] !== "(none)";
        if (group.length === 0 || sums.customers > 0n || (values[1] === "(none)" && !isOfOne)) continue;
        zeros += 1;
        const [low, high] = possibleInterval(
          highs,
          cells.map(() => 0),
          published,
          [place],
        );
        expect([values, low, high >= K - 1e-6]).toEqual([values, 0, true]);
      }
    }),
    { numRuns: RUNS },
  );
  expect(zeros).toBeGreaterThan(RUNS);
});

function tableOf(people: readonly { readonly values: readonly string[]; readonly customers: number }[]): ExactTable {
  return {
    id: "r/1",
    table: { rows: ["region"], columns: ["due"], measures: ["customers"], totals: true },
    cells: people.map(({ values, customers }) => ({
      ...NOTHING,
      values,
      customers: BigInt(customers),
      orders: BigInt(customers),
    })),
  };
}

function atomOf(values: Atom["values"], customers: number): Atom {
  const sums = { customers, orders: customers, revenue: 0 };
  return { values, ...sums, contributions: evenly(sums) };
}
