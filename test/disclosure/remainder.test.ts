import { expect, test } from "vitest";

import type { ExactTable } from "../../src/disclosure/exact-table.ts";
import { protectionRules } from "../../src/disclosure/protection-rules.ts";
import { withRemainder } from "../../src/disclosure/remainder.ts";
import { NOTHING } from "../../src/disclosure/report-measures.ts";
import { protectTables } from "../support/protect-tables.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import type { ReportDimension } from "../../src/domain/report.ts";
import { evenly } from "../support/contributions.ts";
import { protectAlone } from "../support/protect-alone.ts";

test("small values are one row after all others, with the smallest that is not small, and totals are as they were", () => {
  const counts = { a: 3, b: 9, c: 12, d: 40, e: 50 };
  const [table] = protectAlone([withRemainder(tableOf(["region"], counts, ["region"]), 10)], 10);
  expect(table?.rows.map(({ values, measures }) => [values[0], Number(measures.customers)])).toEqual([
    ["d", 40],
    ["e", 50],
    ["(other)", 24],
    [null, 114],
  ]);
  expect(table?.cellsWithheld).toBe(0);
});

test("without a remainder asked for the same table withholds cells", () => {
  const [table] = protectAlone([withRemainder(tableOf(["region"], { a: 3, b: 9, c: 12, d: 40, e: 50 }, []), 10)], 10);
  expect(table?.cellsWithheld).toBeGreaterThan(1);
});

test("a value of which no more than half of the cells are small stays by itself", () => {
  const counts = { "s|a": 3, "s|b": 30, "s|c": 50, "s|d": 12, "t|a": 4, "t|b": 5, "t|c": 60, "t|d": 90, "u|a": 2 };
  const combined = withRemainder(tableOf(["segment", "region"], counts, ["region"]), 10);
  expect(customersOf(combined)).toEqual({
    "s|(other)": 33,
    "s|c": 50,
    "s|d": 12,
    "t|(other)": 9,
    "t|c": 60,
    "t|d": 90,
    "u|(other)": 2,
  });
});

test("nothing is combined where all values are small, where none is, and where none would stand beside the remainder", () => {
  const tables: Record<string, number>[] = [{ a: 9, b: 9, c: 9 }, { a: 10, b: 20, c: 30 }, { a: 3, b: 4, c: 30 }, {}];
  for (const counts of tables) {
    const exact = tableOf(["region"], counts, ["region"]);
    expect(withRemainder(exact, 10)).toBe(exact);
  }
});

test("where the smallest of the others would say how many the small one has, the next goes with it; without one nothing does", () => {
  const combined = (counts: Record<string, number>) =>
    customersOf(withRemainder(tableOf(["region"], counts, ["region"]), 10));
  expect(combined({ a: 1, b: 10, c: 30, d: 50 })).toEqual({ "(other)": 31, b: 10, d: 50 });
  expect(combined({ a: 1, b: 18, c: 30, d: 50 })).toEqual({ "(other)": 19, c: 30, d: 50 });
  expect(combined({ a: 1, b: 10, c: 11 })).toEqual({ a: 1, b: 10, c: 11 });
});

test("sums of money, scores and contactable customers are those of the values together", () => {
  const of = (region: string, customers: bigint) => ({
    values: [region],
    customers,
    orders: 2n * customers,
    revenue: 100n * customers,
    scoreCounts: { r_score: [customers, 1n] },
    contactable: { sms: customers },
  });
  const exact = tableOf(["region"], {}, ["region"]);
  const { cells } = withRemainder({ ...exact, cells: [of("a", 2n), of("b", 17n), of("c", 30n)] }, 10);
  expect(cells.find(({ values }) => values[0] === "(other)")).toMatchObject({
    orders: 38n,
    revenue: 1900n,
    scoreCounts: { r_score: [19n, 2n] },
    contactable: { sms: 19n },
  });
});

test("a table that shows one of the combined values in another way gives none of the others away", async () => {
  // The country p is the region y alone: the remainder of x and y less p would be x.
  const shown = await shownBeside({ x: ["q", 3], y: ["p", 17], z: ["q", 50], w: ["q", 60] }, { p: 17, q: 113 });
  expect(shown.includes("(other)") && (shown.includes("p") || shown.includes("q"))).toBe(false);
});

test("nor bounds one of them so that it is known to be small", async () => {
  // The country p is x and v, ten together and each somebody, so that neither could be ten itself.
  const regions = { x: ["p", 3], v: ["p", 7], y: ["q", 12], z: ["q", 50], w: ["q", 60] } as const;
  const shown = await shownBeside(regions, { p: 10, q: 122 });
  expect(shown).not.toContain("p");
  expect(shown).not.toContain("q");
});

/** What is printed of a table of regions with a remainder and of one of their countries. */
async function shownBeside(
  ofRegions: Readonly<Record<string, readonly [country: string, customers: number]>>,
  ofCountries: Readonly<Record<string, number>>,
): Promise<(string | null | undefined)[]> {
  const atoms = Object.entries(ofRegions).map(
    ([region, [country, customers]]) => [region, country, customers] as const,
  );
  const sizes = Object.fromEntries(atoms.map(([region, , customers]) => [region, customers]));
  const regions = withRemainder(tableOf(["region"], sizes, ["region"], "r/1"), 10);
  const countries = tableOf(["country"], ofCountries, [], "r/2");
  const group = {
    tables: ["r/1", "r/2"],
    atoms: atoms.map(([region, country, customers]) => ({
      values: { region, country },
      customers,
      orders: customers,
      revenue: customers,
      contributions: evenly({ customers, orders: customers, revenue: customers }),
    })),
  };
  const tables = protectTables(
    await loadSolver(),
    [regions, countries],
    [group],
    protectionRules({ minimumUnits: 10 }),
  );
  return tables.flatMap(({ rows }) => rows.flatMap(({ values, isWithheld }) => (isWithheld ? [] : [values[0]])));
}

function customersOf({ cells }: ExactTable): Record<string, number> {
  return Object.fromEntries(cells.map(({ values, customers }) => [values.join("|"), Number(customers)]));
}

function tableOf(
  rows: readonly ReportDimension[],
  counts: Readonly<Record<string, number>>,
  remainder: readonly ReportDimension[],
  id = "r/1",
): ExactTable {
  const cells = Object.entries(counts).map(([key, customers]) => ({
    ...NOTHING,
    values: key.split("|"),
    customers: BigInt(customers),
    orders: BigInt(customers),
    revenue: BigInt(customers) * 10_000n,
  }));
  return { id, table: { rows, columns: [], measures: ["customers"], totals: true, remainder }, cells };
}
