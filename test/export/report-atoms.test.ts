import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { ExactTable } from "../../src/disclosure/exact-table.ts";
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
    await fill("select 'a' as segment, 'x' as region, 'en' as language, range as orders, 3.5 as revenue from range(4)");
    const groups = await tableGroups(own.engine, [tableOf("r/1", "segment", "region"), tableOf("r/2", "language")]);
    expect(groups).toEqual([
      {
        tables: ["r/1", "r/2"],
        atoms: [
          {
            values: { segment: "a", region: "x", language: "en" },
            customers: 4,
            orders: 6,
            revenue: 14,
            contributions: {
              orders: { total: 6, contributors: 3, first: 3, second: 2 },
              bought: { total: 14, contributors: 4, first: 3.5, second: 3.5 },
              refunds: { total: 0, contributors: 0, first: 0, second: 0 },
            },
          },
        ],
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
    expect(groups.map(({ tables, atoms }) => [tables, atoms])).toEqual([[["r/1", "r/2"], null]]);
    const cells = groups.flatMap((group) => (group.atoms === null ? group.cells : []));
    expect(cells.map(({ length }) => length)).toEqual([9000, 100]);
    expect(cells[1]?.[0]).toMatchObject({ values: { segment: "s0" }, customers: 90, orders: 90, revenue: 90 });
  });

  test("say of what was bought and given back apart who brings most, and nothing of a second where there is one", async () => {
    await fill(`select segment, orders, revenue, refunds from (values
      ('a', 3, 10.5, 2.5), ('a', 1, -4.0, 9.0), ('a', 2, 6.0, 0.0), ('b', 5, 7.25, 0.5)) as units(segment, orders, revenue, refunds)`);
    const [group] = await tableGroups(own.engine, [tableOf("r/1", "segment")]);
    expect(group?.atoms?.map(({ revenue, contributions }) => [revenue, contributions])).toEqual([
      [
        12.5,
        {
          orders: { total: 6, contributors: 3, first: 3, second: 2 },
          bought: { total: 24, contributors: 3, first: 13, second: 6 },
          refunds: { total: 11.5, contributors: 2, first: 9, second: 2.5 },
        },
      ],
      [
        7.25,
        {
          orders: { total: 5, contributors: 1, first: 5, second: 0 },
          bought: { total: 7.75, contributors: 1, first: 7.75, second: 0 },
          refunds: { total: 0.5, contributors: 1, first: 0.5, second: 0 },
        },
      ],
    ]);
  });

  test("are no tables that compare, and nobody who is gone", async () => {
    await fill("select 'a' as segment, 1 as orders, 1.0 as revenue, true as is_gone from range(3)");
    const groups = await tableGroups(own.engine, [tableOf("r/1", "segment"), tableOf("r/2", "previous_segment")]);
    expect(groups).toEqual([{ tables: ["r/1"], atoms: [] }]);
    expect(await tableGroups(own.engine, [tableOf("r/2", "as_of")])).toEqual([]);
  });

  async function fill(select: string): Promise<void> {
    const gone = select.includes("is_gone") ? "" : ", false as is_gone";
    const refunds = select.includes("refunds") ? "" : ", 0 as refunds";
    const units = select.replace(" from ", `${gone}${refunds} from `);
    await own.engine.materialize("disclosure.report_units", units, "table");
  }
});

function tableOf(id: string, ...rows: ReportDimension[]): ExactTable {
  return { id, table: { rows, columns: [], measures: ["customers"], totals: true }, cells: [] };
}
