import { expect, test } from "vitest";

import type { ReleasedTable } from "../../src/artefacts/released-tables.ts";
import type { ReportMeasure } from "../../src/domain/report.ts";
import { ledgerTable } from "../../src/export/released-tables.ts";

/** The amounts that a row of a table by segment keeps back, by the measures of the table and those that are withheld of it. */
function keptBack(measures: readonly ReportMeasure[], withheld: readonly ReportMeasure[]): readonly string[] {
  const released: ReleasedTable = {
    id: "sizes/1",
    rows: ["segment"],
    columns: [],
    measures,
    totals: false,
    has_totals: false,
    is_withheld_whole: false,
    inhabited_cells: 1,
    remainder: [],
    combined: {},
    cells: [{ values: ["a"], is_withheld: false, withheld_measures: withheld, measures: {} }],
  };
  return ledgerTable(released, "run-1", "2026-11-01").rows.flatMap(({ withheldAmounts = [] }) => withheldAmounts);
}

test("an amount is kept back where its measure is, and where every measure that it follows from is", () => {
  expect(keptBack(["customers", "orders", "revenue"], ["revenue"])).toEqual(["revenue"]);
  expect(keptBack(["customers", "mean_order_value"], ["mean_order_value"])).toEqual(["orders", "revenue"]);
  expect(keptBack(["customers", "orders", "mean_order_value"], ["mean_order_value"])).toEqual(["revenue"]);
  expect(keptBack(["revenue", "gini"], ["revenue"])).toEqual(["revenue"]);
});

test("an amount is out where a measure that it follows from is printed", () => {
  expect(keptBack(["customers", "orders", "revenue"], [])).toEqual([]);
  expect(keptBack(["customers", "revenue_share"], [])).toEqual([]);
});
