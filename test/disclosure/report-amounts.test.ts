import { expect, test } from "vitest";

import type { ExactTable } from "../../src/disclosure/exact-table.ts";
import { protectionRules } from "../../src/disclosure/protection-rules.ts";
import type { Atom } from "../../src/disclosure/release-rows.ts";
import { NOTHING } from "../../src/disclosure/report-measures.ts";
import { protectTables } from "../support/protect-tables.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import type { ReportMeasure, ReportTable } from "../../src/domain/report.ts";
import { broughtBy } from "../support/contributions.ts";

const MEASURES: readonly ReportMeasure[] = ["customers", "orders", "revenue", "mean_order_value", "revenue_share"];

test("a revenue that one customer makes most of is withheld with what is derived from it, and the count and the orders stay", async () => {
  const rows = await rowsOf({ a: [9000, ...many(29, 10)], b: many(30, 500), c: many(40, 300), d: many(50, 200) });
  expect(rows["a"]).toEqual(["customers", "orders"]);
  expect(rows["all"]).toEqual(MEASURES);
});

test("another revenue covers it, where the total is shown, and no third", async () => {
  const rows = await rowsOf({ a: [9000, ...many(29, 10)], b: many(30, 500), c: many(40, 300), d: many(50, 200) });
  const partly = Object.entries(rows).filter(([, shown]) => shown.length < MEASURES.length);
  expect(partly.map(([value]) => value)).toEqual(["a", "b"]);
});

test("a revenue of two customers among many who brought nothing is withheld, and one of three like ones is not", async () => {
  const rows = await rowsOf({
    a: [100, 100, ...many(20, 0)],
    b: [100, 100, 100, ...many(20, 0)],
    c: many(30, 20),
    d: many(30, 30),
  });
  expect(rows["a"]).not.toContain("revenue");
  const three = await rowsOf({ b: [100, 100, 100, ...many(20, 0)], c: many(30, 20), d: many(30, 30) });
  expect(three["b"]).toContain("revenue");
});

test("one refund in a large cell withholds nothing, and one that outweighs all that was bought does", async () => {
  const small = await rowsOf({ a: [-150, ...many(29, 100)], b: many(30, 90), c: many(40, 80) });
  expect(small["a"]).toEqual(MEASURES);
  const great = await rowsOf({ a: [-9000, ...many(29, 100)], b: many(30, 90), c: many(40, 80) });
  expect(great["a"]).not.toContain("revenue");
});

test("a table by the previous segment shows no revenue where one of the run is withheld, and its counts", async () => {
  const own = { a: [9000, ...many(29, 10)], b: many(30, 500), c: many(40, 300) };
  const migration = tableOf(own, { rows: ["previous_segment"], columns: [], measures: MEASURES, totals: true });
  const [, compared] = await protect([tableOf(own), { ...migration, id: "r/2" }], own);
  expect(compared?.rows.map(({ isWithheld }) => isWithheld)).toEqual([false, false, false, false]);
  expect(compared?.rows.map(({ withheldMeasures }) => withheldMeasures)).toEqual(
    Array.from({ length: 4 }, () => ["revenue", "mean_order_value", "revenue_share"]),
  );
});

test("a table by the previous segment shows no revenue where one of its own cells says too much, and its counts", async () => {
  const own = { a: many(30, 100), b: many(30, 500), c: many(40, 300) };
  const table = { rows: ["previous_segment"], columns: [], measures: MEASURES, totals: true } as const;
  const withCells = (cells: Amounts) =>
    protect(
      [
        tableOf(own),
        {
          ...tableOf(cells, table),
          id: "r/2",
          compared: Object.entries(cells).map(([value, some]) => atomOf(value, some)),
        },
      ],
      own,
    );
  const hidden = async (cells: Amounts) =>
    (await withCells(cells))[1]?.rows.flatMap(({ withheldMeasures }) => [...withheldMeasures]).includes("revenue");
  expect(await hidden({ before: [9000, ...many(49, 10)], after: many(50, 20) })).toBe(true);
  expect(await hidden({ before: [90, ...many(49, 10)], after: many(50, 20) })).toBe(false);
});

type Amounts = Readonly<Record<string, readonly number[]>>;

function many(count: number, amount: number): number[] {
  return Array.from({ length: count }, () => amount);
}

/** The measures that are shown of each row. */
async function rowsOf(amounts: Amounts): Promise<Readonly<Record<string, readonly ReportMeasure[]>>> {
  const [table] = await protect([tableOf(amounts)], amounts);
  return Object.fromEntries(
    (table?.rows ?? []).map(({ values, isWithheld, withheldMeasures }) => [
      values[0] ?? "all",
      isWithheld ? [] : MEASURES.filter((measure) => !withheldMeasures.includes(measure)),
    ]),
  );
}

async function protect(tables: readonly ExactTable[], amounts: Amounts) {
  const group = { tables: ["r/1"], atoms: Object.entries(amounts).map(([value, own]) => atomOf(value, own)) };
  return protectTables(await loadSolver(), tables, [group], protectionRules({ minimumUnits: 10 }));
}

const TABLE: ReportTable = { rows: ["region"], columns: [], measures: MEASURES, totals: true };

/** Everybody has one order; who brought less than nothing gave it back. */
function tableOf(amounts: Amounts, table = TABLE): ExactTable {
  const cells = Object.entries(amounts).map(([value, own]) => ({
    ...NOTHING,
    values: [value],
    customers: BigInt(own.length),
    orders: BigInt(own.length),
    revenue: BigInt(own.reduce((sum, amount) => sum + amount, 0)) * 10_000n,
  }));
  return { id: "r/1", table, cells };
}

function atomOf(value: string, own: readonly number[]): Atom {
  const by = (amountOf: (amount: number) => number) =>
    broughtBy(own.map((amount, unit) => ({ unit: String(unit), amount: amountOf(amount) })));
  return {
    values: { region: value },
    customers: own.length,
    orders: own.length,
    revenue: own.reduce((sum, amount) => sum + amount, 0),
    contributions: {
      orders: by(() => 1),
      bought: by((amount) => Math.max(0, amount)),
      refunds: by((amount) => Math.max(0, -amount)),
    },
  };
}
