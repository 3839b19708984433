import { describe, expect, test } from "vitest";

import { type ExactTable, protectTables } from "../../src/disclosure/report-table.ts";

const TABLE = {
  rows: ["segment"],
  columns: ["region"],
  measures: ["customers", "mean_order_value"],
  totals: true,
} as const;

describe("the tables of a report", () => {
  test("show every cell, true zeros and totals when no cell is small", () => {
    const [table] = protectTables([exact("r/1", { "a|x": 10, "a|y": 20, "b|x": 30 })], 10);
    expect(cells(table)).toEqual({
      "a|x": 10,
      "a|y": 20,
      "b|x": 30,
      "b|y": 0,
      "a|*": 30,
      "b|*": 30,
      "*|x": 40,
      "*|y": 20,
      "*|*": 60,
    });
  });

  test("withhold a small cell with all its measures, and show no total beside it", () => {
    const [table] = protectTables([exact("r/1", { "a|x": 9, "a|y": 20 })], 10);
    expect(cells(table)).toEqual({ "a|x": null, "a|y": 20 });
    expect(table?.rows[0]?.measures).toEqual({ customers: null, mean_order_value: null });
    expect(table).toMatchObject({ cellsWithheld: 1, hasTotals: false });
  });

  test("publish nothing else beside a table with a withheld cell: all of them count the same customers", () => {
    const tables = protectTables(
      [exact("r/1", { "a|x": 30 }), exact("r/2", { "a|x": 9 }), exact("s/1", { "a|x": 50 })],
      10,
    );
    expect(tables.map(({ isWithheldWhole }) => isWithheldWhole)).toEqual([true, false, true]);
    expect(tables.flatMap(({ rows }) => rows.map(({ isWithheld }) => isWithheld))).toEqual([true, true, true]);
  });

  test("round a mean half away from zero with whole numbers, and give none where nobody ordered", () => {
    const table = {
      id: "r/1",
      table: TABLE,
      cells: [cell("a|x", 10, 3n, 100_000n), cell("b|x", 10, 2n, -5n), cell("c|x", 10, 0n, 0n)],
    };
    const [shown] = protectTables([table], 10);
    expect(shown?.rows.slice(0, 3).map(({ measures }) => measures.mean_order_value)).toEqual([33_333n, -3n, null]);
  });

  test("of nobody are empty", () => {
    expect(protectTables([exact("r/1", {})], 10)[0]?.rows.filter(({ isWithheld }) => isWithheld)).toEqual([]);
  });
});

function exact(id: string, customers: Readonly<Record<string, number>>): ExactTable {
  return { id, table: TABLE, cells: Object.entries(customers).map(([key, count]) => cell(key, count, 1n, 10_000n)) };
}

function cell(key: string, customers: number, orders: bigint, revenue: bigint) {
  return { values: key.split("|"), customers: BigInt(customers), orders, revenue };
}

function cells(table: ReturnType<typeof protectTables>[number] | undefined): Record<string, number | null> {
  const entries = (table?.rows ?? []).map(({ values, measures }) => {
    const customers = measures.customers ?? null;
    return [values.map((value) => value ?? "*").join("|"), customers === null ? null : Number(customers)] as const;
  });
  return Object.fromEntries(entries);
}
