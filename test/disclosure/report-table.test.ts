import { describe, expect, test } from "vitest";

import type { ExactTable } from "../../src/disclosure/exact-table.ts";
import { protectAlone } from "../support/protect-alone.ts";

const TABLE = {
  rows: ["segment"],
  columns: ["region"],
  measures: ["customers", "mean_order_value"],
  totals: true,
} as const;

describe("the tables of a report", () => {
  test("show every cell, true zeros and totals when no cell is small", () => {
    const [table] = protectAlone([exact("r/1", { "a|x": 10, "a|y": 20, "b|x": 30 })], 10);
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

  test("withhold a small cell with all its measures, and what would give it away: its neighbours or their totals", () => {
    const [table] = protectAlone(
      [exact("r/1", { "a|x": 9, "a|y": 20, "b|x": 30, "b|y": 40, "c|x": 50, "c|y": 60 })],
      10,
    );
    expect(cells(table)).toEqual({
      "a|x": null,
      "a|y": null,
      "b|x": null,
      "b|y": null,
      "c|x": 50,
      "c|y": 60,
      "a|*": 29,
      "b|*": 70,
      "c|*": 110,
      "*|x": 89,
      "*|y": 120,
      "*|*": 209,
    });
    expect(table?.rows[0]?.measures).toEqual({ customers: null, mean_order_value: null });
    expect(table).toMatchObject({ cellsWithheld: 4, hasTotals: true });
  });

  test("withhold another total where a total is the small cell itself", () => {
    const [table] = protectAlone([exact("r/1", { "a|x": 9, "a|y": 0, "b|x": 30, "b|y": 40 })], 10);
    expect(Object.entries(cells(table)).filter(([, customers]) => customers === null)).toEqual([
      ["a|x", null],
      ["b|x", null],
      ["a|*", null],
      ["b|*", null],
    ]);
  });

  test("leave nobody who is alone in a withheld cell the number of the few others beside them", () => {
    const [table] = protectAlone(
      [
        exact("r/1", {
          "a|x": 1,
          "a|y": 9,
          "a|z": 30,
          "b|x": 40,
          "b|y": 50,
          "b|z": 60,
          "c|x": 70,
          "c|y": 80,
          "c|z": 90,
        }),
      ],
      10,
    );
    const shown = cells(table);
    const ofLine = ["a|x", "a|y", "a|z", "a|*"].map((key) => shown[key]);
    // Of the total 40 and the 30 the two small cells would follow together, and the 9 for the one.
    expect(ofLine.slice(0, 2)).toEqual([null, null]);
    expect(ofLine.slice(2)).toContain(null);
  });

  test("by the previous segment are withheld whole with one small cell, and leave the others as they are", () => {
    const migration = {
      ...exact("r/1", { "a|x": 9, "a|y": 20 }),
      table: { ...TABLE, rows: ["segment"], columns: ["previous_segment"] } as const,
    };
    const tables = protectAlone([migration, exact("r/2", { "a|x": 12, "a|y": 20 })], 10);
    expect(tables.map(({ isWithheldWhole }) => isWithheldWhole)).toEqual([true, false]);
    expect(tables.map(cells)).toEqual([
      { "a|x": null, "a|y": null },
      { "a|x": 12, "a|y": 20, "a|*": 32, "*|x": 12, "*|y": 20, "*|*": 32 },
    ]);
  });

  test("by the previous segment are withheld whole beside a table with a withheld cell, which they would add up", () => {
    const migration = {
      ...exact("r/1", { "a|x": 19, "a|y": 20 }),
      table: { ...TABLE, rows: ["segment"], columns: ["previous_segment"] } as const,
    };
    const tables = protectAlone([migration, exact("r/2", { "a|x": 9, "a|y": 20, "b|x": 30 })], 10);
    expect(tables.map(({ isWithheldWhole }) => isWithheldWhole)).toEqual([true, false]);
  });

  test("by the previous segment are shown whole when every cell is large enough", () => {
    const table = { ...TABLE, rows: ["segment"], columns: ["previous_segment"] } as const;
    const [migration] = protectAlone([{ ...exact("r/1", { "a|x": 10, "a|y": 20 }), table }], 10);
    expect(cells(migration)).toEqual({ "a|x": 10, "a|y": 20, "a|*": 30, "*|x": 10, "*|y": 20, "*|*": 30 });
  });

  test("by the previous segment are withheld whole when few are gone, whom they alone count", () => {
    const table = { ...TABLE, rows: ["previous_segment"], columns: ["region"] } as const;
    const withGone = (gone: bigint) => {
      const migration = { ...exact("r/1", { "a|x": 19, "a|y": 20 }), table, gone };
      return protectAlone([migration, exact("r/2", { "a|x": 18, "a|y": 20 })], 10).map(cells);
    };
    const others = { "a|x": 18, "a|y": 20, "a|*": 38, "*|x": 18, "*|y": 20, "*|*": 38 };
    expect(withGone(1n)).toEqual([{ "a|x": null, "a|y": null }, others]);
    expect(withGone(9n)[0]).toEqual({ "a|x": null, "a|y": null });
    expect(withGone(0n)[0]).toMatchObject({ "*|*": 39 });
    expect(withGone(10n)[0]).toMatchObject({ "*|*": 39 });
  });

  test("of sizes over time are withheld whole with one small cell at any moment, and leave the others as they are", () => {
    const tables = protectAlone(
      [sizes({ "08|a": 9, "08|b": 20, "11|a": 30 }), exact("r/2", { "a|x": 9, "b|x": 20 })],
      10,
    );
    expect(tables.map(({ isWithheldWhole }) => isWithheldWhole)).toEqual([true, false]);
  });

  test("of sizes over time never add up the customers of several moments, and have their shares within each", () => {
    const [table] = protectAlone([sizes({ "08|a": 10, "08|b": 30, "11|a": 20 })], 10);
    expect(cells(table)).toEqual({
      "08|a": 10,
      "08|b": 30,
      "11|a": 20,
      "11|b": 0,
      "08|*": 40,
      "11|*": 20,
    });
    expect(table?.rows.map(({ measures }) => measures.customer_share)).toEqual([
      2500n,
      7500n,
      10_000n,
      0n,
      10_000n,
      10_000n,
    ]);
  });

  test.each([
    ["across", { rows: ["segment"], columns: ["as_of"] }, ["*|08", "*|11"]],
    ["down with the segment", { rows: ["as_of", "segment"], columns: [] }, ["a|*", "b|*"]],
    ["alone", { rows: ["as_of"], columns: [] }, []],
  ] as const)("have totals of each moment alone where it stands %s", (_, dimensions, totals) => {
    const width = dimensions.rows.length + dimensions.columns.length;
    const leaves = width === 1 ? ["08", "11"] : ["a|08", "a|11", "b|08"];
    const exactTable = { ...exact("r/1", Object.fromEntries(leaves.map((key) => [key, 10]))) };
    const [table] = protectAlone([{ ...exactTable, table: { ...TABLE, ...dimensions } }], 10);
    expect(Object.keys(cells(table)).filter((key) => key.includes("*"))).toEqual(totals);
  });

  test("round a mean half away from zero with whole numbers, and give none where nobody ordered", () => {
    const table = {
      id: "r/1",
      table: TABLE,
      cells: [cell("a|x", 10, 3n, 100_000n), cell("b|x", 10, 2n, -5n), cell("c|x", 10, 0n, 0n)],
    };
    const [shown] = protectAlone([table], 10);
    expect(shown?.rows.slice(0, 3).map(({ measures }) => measures.mean_order_value)).toEqual([33_333n, -3n, null]);
  });

  test("of nobody are empty", () => {
    expect(protectAlone([exact("r/1", {})], 10)[0]?.rows.filter(({ isWithheld }) => isWithheld)).toEqual([]);
  });
});

describe("the measures that follow from published sums", () => {
  const measures = ["customer_share", "order_share", "revenue_share"] as const;
  const shares = { ...TABLE, measures };

  test("are shares of the whole table, rounded half away from zero, one for the total", () => {
    const leaves = [cell("a|x", 10, 1n, 10_000n), cell("b|x", 20, 2n, 20_000n)];
    const [table] = protectAlone([{ id: "r/1", table: shares, cells: leaves }], 10);
    expect(table?.rows.map((row) => measures.map((measure) => row.measures[measure]))).toEqual([
      [3333n, 3333n, 3333n],
      [6667n, 6667n, 6667n],
      [3333n, 3333n, 3333n],
      [6667n, 6667n, 6667n],
      [10_000n, 10_000n, 10_000n],
      [10_000n, 10_000n, 10_000n],
    ]);
  });

  test("are shares of a published total beside withheld cells, and none where the total is none", () => {
    const leaves = [cell("a|x", 9, 9n, 10_000n), cell("b|x", 20, 20n, 20_000n), cell("c|x", 30, 30n, 30_000n)];
    const sharesOf = (totals: boolean) =>
      protectAlone([{ id: "r/1", table: { ...shares, totals }, cells: leaves }], 10)[0]?.rows.map(
        ({ measures: own }) => own.customer_share,
      );
    expect(sharesOf(true)).toEqual([null, null, 5085n, null, null, 5085n, 10_000n, 10_000n]);
    expect(sharesOf(false)).toEqual([null, null, null]);
  });

  test("are no shares of a sum that is not positive", () => {
    const leaves = [cell("a|x", 10, 0n, 10_000n), cell("b|x", 20, 0n, -10_000n)];
    const [table] = protectAlone([{ id: "r/1", table: shares, cells: leaves }], 10);
    expect(table?.rows[0]?.measures).toEqual({ customer_share: 3333n, order_share: null, revenue_share: null });
  });

  test("are the lowest class that holds half of the customers, of totals too", () => {
    const medians = { ...TABLE, measures: ["median_r_score", "median_m_score"] } as const;
    const counted = (key: string, r: readonly bigint[]) => ({
      ...cell(key, 10, 1n, 1n),
      scoreCounts: { r_score: r, f_score: [10n] },
    });
    const leaves = [counted("a|x", [5n, 0n, 5n]), counted("b|x", [4n, 0n, 6n]), counted("c|x", [1n, 9n])];
    const [table] = protectAlone([{ id: "r/1", table: medians, cells: leaves }], 10);
    expect(table?.rows.map((row) => row.measures.median_r_score)).toEqual([1n, 3n, 2n, 1n, 3n, 2n, 2n, 2n]);
    expect(table?.rows.every((row) => row.measures.median_m_score === null)).toBe(true);
  });
});

describe("the concentration of revenue", () => {
  const TABLE_OF_GROUPS = {
    rows: ["revenue_group"],
    columns: [],
    measures: ["cumulative_customer_share", "cumulative_revenue_share", "gini"],
    totals: true,
  } as const;
  const protect = (revenues: Readonly<Record<string, bigint>>, customers = 10) => {
    const leaves = Object.entries(revenues).map(([key, revenue]) => cell(key, customers, 1n, revenue));
    return protectAlone([{ id: "r/1", table: TABLE_OF_GROUPS, cells: leaves }], 10)[0]?.rows ?? [];
  };

  test("adds the groups up from the greatest, and has the Gini coefficient beside the total", () => {
    const rows = protect({ "00-10%": 70n, "10-20%": 20n, "20-30%": 10n, "30-40%": 0n });
    expect(rows.map(({ measures }) => Object.values(measures))).toEqual([
      [2500n, 7000n, null],
      [5000n, 9000n, null],
      [7500n, 10_000n, null],
      [10_000n, 10_000n, null],
      // Mean distance of the 16 pairs of groups over twice the mean: 440 / (2 · 25 · 16).
      [null, null, 5500n],
    ]);
  });

  test("is none among equals, and nearly all where one group has everything", () => {
    expect(protect({ "00-10%": 5n, "10-20%": 5n }).at(-1)?.measures.gini).toBe(0n);
    expect(protect({ "00-10%": 9n, "10-20%": 0n, "20-30%": 0n, "30-40%": 0n }).at(-1)?.measures.gini).toBe(7500n);
  });

  test("is told by no group and by no coefficient beside a group that is too small", () => {
    const leaves = [cell("00-10%", 9, 9n, 70n), cell("10-20%", 10, 10n, 20n)];
    const [table] = protectAlone([{ id: "r/1", table: TABLE_OF_GROUPS, cells: leaves }], 10);
    expect(table?.rows.flatMap(({ measures }) => Object.values(measures))).toEqual(
      Array.from({ length: 9 }, () => null),
    );
  });

  test("has no coefficient where nothing was earned", () => {
    expect(protect({ "00-10%": 5n, "10-20%": -5n }).at(-1)?.measures).toEqual({
      cumulative_customer_share: null,
      cumulative_revenue_share: null,
      gini: null,
    });
  });
});

function exact(id: string, customers: Readonly<Record<string, number>>): ExactTable {
  return { id, table: TABLE, cells: Object.entries(customers).map(([key, count]) => cell(key, count, 1n, 10_000n)) };
}

function sizes(customers: Readonly<Record<string, number>>): ExactTable {
  const table = {
    rows: ["as_of"],
    columns: ["segment"],
    measures: ["customers", "customer_share"],
    totals: true,
  } as const;
  return { ...exact("r/1", customers), table };
}

function cell(key: string, customers: number, orders: bigint, revenue: bigint) {
  return { values: key.split("|"), customers: BigInt(customers), orders, revenue, scoreCounts: {}, contactable: {} };
}

function cells(table: ReturnType<typeof protectAlone>[number] | undefined): Record<string, number | null> {
  const entries = (table?.rows ?? []).map(({ values, measures }) => {
    const customers = measures.customers ?? null;
    return [values.map((value) => value ?? "*").join("|"), customers === null ? null : Number(customers)] as const;
  });
  return Object.fromEntries(entries);
}
