import { expect, test } from "vitest";

import { coarserTables } from "../../src/disclosure/coarser-tables.ts";
import type { ExactTable } from "../../src/disclosure/exact-table.ts";
import { NOTHING } from "../../src/disclosure/report-measures.ts";
import type { ReportDimension } from "../../src/domain/report.ts";

test("a table by months and regions can have quarters or years, remainders, or a dimension fewer, finest first", () => {
  const named = coarserTables(tableOf(["cohort_month"], ["region"], {}), 10).map(({ table }) => [
    table.rows.join(),
    table.columns.join(),
    table.remainder?.join() ?? "",
  ]);
  expect(named).toEqual([
    ["cohort_quarter", "region", ""],
    ["cohort_year", "region", ""],
    ["cohort_month", "region", "cohort_month"],
    ["cohort_month", "region", "region"],
    ["cohort_month", "region", "cohort_month,region"],
    ["region", "", ""],
    ["cohort_month", "", ""],
    ["cohort_quarter", "region", "cohort_quarter,region"],
    ["cohort_year", "region", "cohort_year,region"],
    ["region", "", "region"],
    ["cohort_month", "", "cohort_month"],
  ]);
});

test("their cells are the sums of the finer ones, and nobody is lost", () => {
  const months = { "2025-12|x": 1, "2026-01|x": 2, "2026-03|x": 4, "2026-04|y": 8, "(none)|x": 16 };
  const [quarters, years] = coarserTables(tableOf(["cohort_month"], ["region"], months), 10);
  expect(customersOf(quarters)).toEqual({ "2025-Q4|x": 1, "2026-Q1|x": 6, "2026-Q2|y": 8, "(none)|x": 16 });
  expect(customersOf(years)).toEqual({ "2025|x": 1, "2026|x": 6, "2026|y": 8, "(none)|x": 16 });
});

test("years come from quarters too, and a remainder is undone before it is made anew", () => {
  const exact = tableOf(["cohort_quarter"], [], { "2025-Q4": 3, "2026-Q1": 30, "2026-Q2": 40 });
  const combined = { ...exact, parts: exact.cells, cells: tableOf(["cohort_quarter"], [], { "(other)": 73 }).cells };
  const [years] = coarserTables(combined, 10);
  expect(customersOf(years)).toEqual({ "2025": 3, "2026": 70 });
});

test("a table by revenue group alone can be no coarser", () => {
  expect(coarserTables(tableOf(["revenue_group"], [], { "00-01%": 3 }), 10)).toEqual([]);
});

function customersOf(exact: ExactTable | undefined): Record<string, number> {
  return Object.fromEntries((exact?.cells ?? []).map(({ values, customers }) => [values.join("|"), Number(customers)]));
}

function tableOf(
  rows: readonly ReportDimension[],
  columns: readonly ReportDimension[],
  counts: Readonly<Record<string, number>>,
): ExactTable {
  const cells = Object.entries(counts).map(([key, customers]) => ({
    ...NOTHING,
    values: key.split("|"),
    customers: BigInt(customers),
  }));
  return { id: "r/1", table: { rows, columns, measures: ["customers"], totals: true }, cells };
}
