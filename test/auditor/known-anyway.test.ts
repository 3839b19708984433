import { describe, expect, test } from "vitest";

import { attack } from "../../src/auditor/attack.ts";
import { ONE } from "../../src/auditor/decimals.ts";
import type { Equation, EquationSystem } from "../../src/auditor/equations.ts";
import { loadSolver } from "../../src/auditor/load-solver.ts";
import type { ReportDimension, ReportTable } from "../../src/domain/report.ts";
import { scratchFolder } from "../io/scratch-folder.ts";
import { type Customer, protectedRelease } from "./support/protected-release.ts";
import { auditFiles, objectionLines } from "./support/written-folder.ts";
import { CELL, NUMBER, universeOf } from "./support/withheld-cell.ts";

const K = 10;

function tableOf(
  rows: readonly ReportDimension[],
  columns: readonly ReportDimension[],
  measures: ReportTable["measures"] = ["customers", "orders", "revenue"],
): ReportTable {
  return { rows, columns, measures, totals: true };
}

function many(count: number, values: Customer["values"], orders = 1): Customer[] {
  return Array.from({ length: count }, (_, index) => ({ values, orders, bought: 20 + (index % 7) }));
}

/** Somebody with one order in each of some cells of one country, beside two countries of many customers. */
const SMALL = {
  // Whoever sees that two cells are of somebody knows of two orders.
  "two cells of one customer, each with one order": {
    tables: [tableOf(["m_score"], ["country"])],
    customers: [
      ...["1", "2", "3"].flatMap((score) => ["a", "b"].flatMap((country) => many(20, { m_score: score, country }, 3))),
      ...["1", "2"].flatMap((score) => many(1, { m_score: score, country: "small" })),
    ],
  },
  // Four, though each table has three cells of somebody: two of each table have nobody but with one of the other.
  "four customers in three cells of either table": {
    tables: [tableOf(["m_score"], ["country"], ["customers"]), tableOf(["f_score"], ["country"], ["customers"])],
    customers: [
      ...["1", "2", "3"].flatMap((score) =>
        ["a", "b"].flatMap((country) => many(20, { m_score: score, f_score: score, country })),
      ),
      ...(
        [
          ["1", "1"],
          ["1", "2"],
          ["2", "3"],
          ["3", "3"],
        ] as const
      ).flatMap(([m_score, f_score]) => many(1, { m_score, f_score, country: "small" })),
    ],
  },
} satisfies Readonly<
  Record<string, { readonly tables: readonly ReportTable[]; readonly customers: readonly Customer[] }>
>;

describe.each(Object.entries(SMALL))("what everybody knows by which cells are of nobody: %s", (_, shop) => {
  const release = protectedRelease(shop.tables, shop.customers, K);

  test("is no objection, whatever is withheld", async () => {
    const audit = await auditFiles(await scratchFolder(), release.files(), { counted: [release.counted] });
    expect(objectionLines(audit)).toEqual([]);
    expect(release.withheld.some(({ row }) => row.values.includes("small") && row.values.includes(null))).toBe(true);
  });

  test("excuses nothing that any one number more would tell", async () => {
    const folder = await scratchFolder();
    const covers = release.withheld.filter(({ isPrimary }) => !isPrimary);
    expect(covers.length).toBeGreaterThan(2);
    for (const cover of covers) {
      const audit = await auditFiles(folder, release.files(cover), { counted: [release.counted] });
      expect([cover.row.values, cover.measure, audit.objections.length > 0]).toEqual([
        cover.row.values,
        cover.measure,
        true,
      ]);
    }
  });
});

/** Three numbers, of each pair of which everybody knows that somebody is in it: one and a half are enough with fractions, and two are with people. Printed is how many they are at least. */
function threePairs(least: number): EquationSystem {
  const atLeast = (unknowns: readonly number[], customers: number): Equation => ({
    terms: new Map(unknowns.map((unknown) => [unknown, 1])),
    span: { low: BigInt(customers) * ONE, high: null },
    place: null,
  });
  const always = [atLeast([0, 1], 1), atLeast([1, 2], 1), atLeast([0, 2], 1)];
  const brought = { total: 3, contributors: 3, first: 1, second: 1 };
  return {
    universe: universeOf({ minimumUnits: K, areZerosPrinted: true }),
    quantities: ["customers", "customers", "customers"],
    blocksOf: [0, 0, 0],
    sizes: [0, 1, 2].map(() => ({ customers: 1, orders: brought, bought: brought, refunds: brought })),
    equations: [...always, atLeast([0, 1, 2], least)],
    always,
    targets: [{ cell: CELL, number: NUMBER, unknowns: [0, 1, 2], reach: { low: 1, high: K }, isDifference: false }],
    blocks: 1,
  };
}

describe("what everybody knows of a count whatever is withheld", () => {
  test("is a number of people", async () => {
    expect(attack(await loadSolver(), threePairs(2), []).objections).toEqual([]);
  });

  test("is no more than that", async () => {
    const { objections } = attack(await loadSolver(), threePairs(3), []);
    expect(objections.map(({ kind, low }) => [kind, low])).toEqual([["narrow", "3"]]);
  });
});
