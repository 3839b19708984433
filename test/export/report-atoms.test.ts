import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { ExactTable } from "../../src/disclosure/report-table.ts";
import type { ReportDimension } from "../../src/domain/report.ts";
import { tableGroups } from "../../src/export/report-atoms.ts";
import { openTestEngine, type TestEngine } from "../support/test-engine.ts";

describe("tables that say something of one another", () => {
  let own: TestEngine;

  beforeAll(async () => {
    own = await openTestEngine();
  });
  afterAll(async () => {
    await own.close();
  });

  test("are all of them where the customers have few combinations of values, with the sums of each", async () => {
    await fill("select 'a' as segment, 'x' as region, 'en' as language, 2 as orders, 3.5 as revenue from range(4)");
    const groups = await tableGroups(own.engine, [tableOf("r/1", "segment", "region"), tableOf("r/2", "language")]);
    expect(groups).toEqual([
      {
        tables: ["r/1", "r/2"],
        atoms: [{ values: { segment: "a", region: "x", language: "en" }, customers: 4, orders: 8, revenue: 14 }],
      },
    ]);
  });

  test("are those with a dimension in common, and those of which some values never meet", async () => {
    // 100 × 100 combinations of segment and region; every language meets every one of them, and each region is of one country.
    await fill(`select concat('s', range % 100) as segment, concat('r', (range // 100) % 100) as region,
      concat('c', (range // 100) % 10) as country, concat('l', range // 10000) as language, 1 as orders, 1.0 as revenue from range(30000)`);
    const groups = await tableGroups(own.engine, [
      tableOf("r/1", "segment"),
      tableOf("r/2", "language"),
      tableOf("r/3", "country"),
      tableOf("r/4", "region"),
      tableOf("r/5", "language"),
    ]);
    expect(groups.map(({ tables, atoms }) => [tables, atoms?.length])).toEqual([
      [["r/1"], 100],
      [["r/3", "r/4"], 100],
      [["r/2", "r/5"], 3],
    ]);
  });

  test("have no atoms where these are too many", async () => {
    await fill(
      "select concat('s', range % 100) as segment, concat('r', range // 100) as region, 1 as orders, 1.0 as revenue from range(9000)",
    );
    const groups = await tableGroups(own.engine, [tableOf("r/1", "segment", "region"), tableOf("r/2", "segment")]);
    expect(groups).toEqual([{ tables: ["r/1", "r/2"], atoms: null }]);
  });

  test("are no tables that compare, and nobody who is gone", async () => {
    await fill("select 'a' as segment, 1 as orders, 1.0 as revenue, true as is_gone from range(3)");
    const groups = await tableGroups(own.engine, [tableOf("r/1", "segment"), tableOf("r/2", "previous_segment")]);
    expect(groups).toEqual([{ tables: ["r/1"], atoms: [] }]);
    expect(await tableGroups(own.engine, [tableOf("r/2", "as_of")])).toEqual([]);
  });

  async function fill(select: string): Promise<void> {
    const gone = select.includes("is_gone") ? "" : ", false as is_gone";
    await own.engine.materialize("disclosure.report_units", select.replace(" from ", `${gone} from `), "table");
  }
});

function tableOf(id: string, ...rows: ReportDimension[]): ExactTable {
  return { id, table: { rows, columns: [], measures: ["customers"], totals: true }, cells: [] };
}
