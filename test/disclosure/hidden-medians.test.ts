import { expect, test } from "vitest";

import type { ExactTable } from "../../src/disclosure/exact-table.ts";
import { hiddenMedians } from "../../src/disclosure/hidden-medians.ts";
import type { ReportDimension } from "../../src/domain/report.ts";

function tableBy(...rows: readonly ReportDimension[]): ExactTable {
  const measures = ["customers", "median_r_score", "median_f_score"] as const;
  return { id: rows.join(), table: { rows, columns: [], measures, totals: false }, cells: [] };
}

const byRegion = tableBy("region");
const bySegment = tableBy("segment");

test.each([
  ["shows medians where nothing is withheld", byRegion, tableBy("region", "r_score"), false, []],
  [
    "shows none of a score by which customers are withheld",
    byRegion,
    tableBy("region", "r_score"),
    true,
    ["median_r_score"],
  ],
  ["nor of such a score in a table by segment", bySegment, tableBy("r_score"), true, ["median_r_score"]],
  [
    "shows none beside withheld segments, which are made of all scores",
    byRegion,
    tableBy("region", "segment"),
    true,
    ["median_r_score", "median_f_score"],
  ],
  ["but in a table by segment itself", bySegment, tableBy("country", "segment"), true, []],
  ["shows them beside what is withheld by anything else", byRegion, tableBy("country"), true, []],
] as const)("a table %s", (_, table, other, isWithheld, hidden) => {
  const found = hiddenMedians(table.table, [table, other], (exact) => exact === other && isWithheld);
  expect([...found]).toEqual(hidden);
});
