import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { scratchFolder } from "../../io/scratch-folder.ts";
import { customersOf, exactTable, protectedCsv } from "../../auditor/support/protected-csv.ts";
import { auditFiles, objectionLines } from "../../auditor/support/written-folder.ts";
import { protectAlone } from "../../support/protect-alone.ts";

const K = 5;
const RUNS = process.env["GK_LONG"] === "1" ? 1000 : 40;
const DESCRIPTION = JSON.stringify({ run_id: "run-1", as_of: "2026-11-01", minimum_units: K, title: null });

/** Rows of customers by segment and region, of which a few are few. */
function counts() {
  const cell = fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: K - 1 }), weight: 1 },
    { arbitrary: fc.integer({ min: K, max: 60 }), weight: 4 },
  );
  return fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }))
    .chain(([down, across]) =>
      fc.array(fc.array(cell, { minLength: across, maxLength: across }), { minLength: down, maxLength: down }),
    );
}

describe("random tables with totals", () => {
  test("pass once they are protected", async () => {
    const folder = await scratchFolder();
    await fc.assert(
      fc.asyncProperty(counts(), async (rows) => {
        const exact = exactTable("r/1", rows);
        const [table] = protectAlone([exact], K);
        if (table === undefined) return;
        const audit = await auditFiles(folder, { "report.json": DESCRIPTION, "t.csv": protectedCsv(table, exact) });
        expect(objectionLines(audit)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("do not pass unprotected, where any cell or total is small", async () => {
    const folder = await scratchFolder();
    await fc.assert(
      fc.asyncProperty(counts(), async (rows) => {
        const exact = exactTable("r/1", rows);
        const [table] = protectAlone([exact], 0);
        if (table === undefined) return;
        const isAnySmall = table.rows.some((row) => customersOf(exact, row) > 0 && customersOf(exact, row) < K);
        const audit = await auditFiles(folder, { "report.json": DESCRIPTION, "t.csv": protectedCsv(table, exact) });
        expect(audit.objections.length > 0).toBe(isAnySmall);
      }),
      { numRuns: RUNS },
    );
  });
});
