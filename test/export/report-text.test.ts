import { expect, test } from "vitest";

import type { ProtectedTable } from "../../src/disclosure/protected-table.ts";
import { reportText } from "../../src/export/report-text.ts";
import { messagesIn } from "../../src/report/messages-in.ts";

const REPORT = {
  id: "segments",
  title: undefined,
  tables: [],
  audience: "internal" as const,
  formats: ["csv" as const],
  path: "reports/segments.yaml",
  contentHash: "",
};

test("the text of a report calls segments by their labels, wherever they stand, and regions as the data does", () => {
  const labels = new Map([["at_risk", "流失风险"]]);
  const across = textOf(
    { rows: ["region"], columns: ["segment"] },
    [
      ["at_risk", "at_risk"],
      ["at_risk", "old_segment"],
    ],
    labels,
  );
  expect(across).toContain("| at_risk | 7 | 7 |");
  expect(across).toMatch(/\| 流失风险 \| old_segment \|$/mu);
  const down = textOf(
    { rows: ["segment", "region"], columns: [] },
    [
      ["at_risk", "at_risk"],
      [null, null],
    ],
    labels,
  );
  expect(down).toContain("| 流失风险 | at_risk | 7 |");
  expect(down).toContain(`| ${messagesIn("zh-CN").reportText.all} | ${messagesIn("zh-CN").reportText.all} | 7 |`);
});

test("cells of which some numbers are withheld are counted in words that are true of every measure", () => {
  const text = textOf({ rows: ["region"], columns: [] }, [["north"]], new Map(), 2);
  expect(text).toContain("2 个单元格隐去了部分数字，其余数字照常显示。");
});

function textOf(
  dimensions: Pick<ProtectedTable["table"], "rows" | "columns">,
  values: readonly (readonly (string | null)[])[],
  segmentLabels: ReadonlyMap<string, string>,
  cellsPartlyWithheld = 0,
): string {
  const table: ProtectedTable = {
    id: "segments/1",
    table: { ...dimensions, measures: ["customers"], totals: false },
    rows: values.map((row) => ({ values: row, isWithheld: false, withheldMeasures: [], measures: { customers: 7n } })),
    cells: 0,
    cellsWithheld: 0,
    cellsPartlyWithheld,
    hasTotals: false,
    isWithheldWhole: false,
  };
  const language = "zh-CN";
  const facts = {
    runId: "run-1",
    asOf: "2026-11-01",
    period: { from: null, before: "2026-11-01" },
    reportPeriod: null,
    minimumUnits: 5,
    zeros: "publish" as const,
    currency: "CNY",
  };
  return reportText(REPORT, table, { ...facts, language, messages: messagesIn(language).reportText, segmentLabels });
}
