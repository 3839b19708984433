import { describe, expect, test } from "vitest";

import { scratchFolder } from "../io/scratch-folder.ts";
import { protectAlone } from "../support/protect-alone.ts";
import { customersOf, exactTable, protectedCsv } from "./support/protected-csv.ts";
import { auditFiles, objectionLines } from "./support/written-folder.ts";

const K = 10;
const DESCRIPTION = JSON.stringify({ run_id: "run-1", as_of: "2026-11-01", minimum_units: K, title: null });

/** One small cell each, or several, in tables whose other cells are far from small. */
const TABLES: readonly (readonly [title: string, counts: readonly (readonly number[])[]])[] = [
  [
    "one small cell",
    [
      [9, 120, 230],
      [130, 140, 250],
      [150, 160, 270],
    ],
  ],
  [
    "somebody alone",
    [
      [1, 220, 330],
      [230, 140, 350],
      [350, 260, 470],
    ],
  ],
  [
    "two small cells in one line",
    [
      [5, 7, 130],
      [140, 150, 160],
      [170, 180, 190],
    ],
  ],
];

describe("a protected table with every cover that it needs", () => {
  test.each(TABLES)("passes: %s", async (_, counts) => {
    const exact = exactTable("r/1", counts);
    const [table] = protectAlone([exact], K);
    expect(table?.cellsWithheld).toBeGreaterThan(3);
    if (table === undefined) return;
    const audit = await auditFiles(await scratchFolder(), {
      "report.json": DESCRIPTION,
      "table-1.csv": protectedCsv(table, exact),
    });
    expect(objectionLines(audit)).toEqual([]);
    expect(audit.checked.withheld).toBe(table.cellsWithheld);
  });

  test.each(TABLES)("is objected to with any one of them printed: %s", async (_, counts) => {
    const exact = exactTable("r/1", counts);
    const [table] = protectAlone([exact], K);
    const withheld = table?.rows.filter(({ isWithheld }) => isWithheld) ?? [];
    expect(withheld.length).toBeGreaterThan(3);
    for (const row of withheld) {
      if (table === undefined) return;
      const csv = protectedCsv(table, exact, (one) => one === row);
      const audit = await auditFiles(await scratchFolder(), { "report.json": DESCRIPTION, "table-1.csv": csv });
      const kinds = new Set(audit.objections.map(({ kind }) => kind));
      // A small cell that is printed is no cover; any other gives one away.
      const isSmall = customersOf(exact, row) < K;
      expect([
        row.values,
        [...kinds].some((kind) => kind === (isSmall ? "too_few" : "exact") || kind === "narrow"),
      ]).toEqual([row.values, true]);
    }
  });
});
