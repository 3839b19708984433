import { describe, expect, test } from "vitest";

import { isContactUnsafe } from "../../src/disclosure/contactable-protection.ts";
import { NOTHING } from "../../src/disclosure/report-measures.ts";
import type { ExactTable } from "../../src/disclosure/exact-table.ts";
import type { ProtectedTable } from "../../src/disclosure/protected-table.ts";
import { protectAlone } from "../support/protect-alone.ts";
import type { ReportTable } from "../../src/domain/report.ts";

const K = 10;
const ASKING = { rows: ["segment"], columns: [], measures: ["customers", "contactable_call"], totals: true } as const;
const SILENT = { ...ASKING, rows: ["region"], measures: ["customers"] } as const;

describe("the count of who could be contacted", () => {
  test("is unsafe exactly where it, or how many could not be, is fewer than k: nobody and everybody too", () => {
    for (let customers = 0; customers <= 3 * K; customers += 1) {
      for (let contactable = 0; contactable <= customers; contactable += 1) {
        const isSafe = customers === 0 || (contactable >= K && customers - contactable >= K);
        expect({ customers, contactable, isUnsafe: isOneUnsafe(customers, contactable) }).toEqual({
          customers,
          contactable,
          isUnsafe: !isSafe,
        });
      }
    }
  });

  test("is shown with its share and its totals when every cell is safe", () => {
    const measures = ["contactable_call", "contactable_call_share"] as const;
    const [table] = protect([exact({ ...ASKING, measures }, { a: [30, 20], b: [60, 40] })]);
    expect(table?.rows.map((row) => row.measures)).toEqual([
      { contactable_call: 20n, contactable_call_share: 6667n },
      { contactable_call: 40n, contactable_call_share: 6667n },
      { contactable_call: 60n, contactable_call_share: 6667n },
    ]);
    expect(table).toMatchObject({ cellsWithheld: 0, cellsPartlyWithheld: 0, hasTotals: true });
  });

  test("is withheld in an unsafe cell and in the sum beside it, and nothing else of them is", () => {
    const [table] = protect([exact(ASKING, { a: [30, 27], b: [60, 40] })]);
    expect(table?.rows.map((row) => row.measures)).toEqual([
      { customers: 30n, contactable_call: null },
      { customers: 60n, contactable_call: 40n },
      { customers: 90n, contactable_call: null },
    ]);
    expect(table?.rows.map(({ withheldMeasures }) => withheldMeasures)).toEqual([
      ["contactable_call"],
      [],
      ["contactable_call"],
    ]);
    expect(table).toMatchObject({ cellsWithheld: 0, cellsPartlyWithheld: 1 });
  });

  test("of one channel says nothing about another", () => {
    const measures = ["contactable_call", "contactable_email"] as const;
    const cells = [{ ...NOTHING, values: ["a"], customers: 50n, contactable: { call: 3n, email: 20n } }];
    const [table] = protect([{ id: "r/1", table: { ...ASKING, measures }, cells }]);
    expect(table?.rows.map((row) => row.measures)).toEqual(
      [1, 2].map(() => ({ contactable_call: null, contactable_email: 20n })),
    );
  });

  test("is a true zero in a cell without customers, and its share has no value there", () => {
    const measures = ["contactable_call", "contactable_call_share"] as const;
    const table = { ...ASKING, columns: ["region"], measures } as const;
    const [first] = protect([exact(table, { "a|x": [30, 20], "b|y": [30, 20] })]);
    expect(first?.rows.find(({ values }) => values.join("|") === "a|y")).toEqual({
      values: ["a", "y"],
      isWithheld: false,
      withheldMeasures: [],
      measures: { contactable_call: 0n, contactable_call_share: null },
    });
  });
});

describe("several tables that count who could be contacted", () => {
  const safe = { a: [30, 20], b: [60, 40] } as const;
  const unsafe = { x: [45, 42], y: [45, 18] } as const;

  test("all show it when every cell of the run is safe", () => {
    expect(shown(protect([exact(ASKING, safe), exact(ASKING, safe)]))).toEqual([true, true]);
  });

  test("show it only in the first of them beside an unsafe cell of any, which then has no partner to be subtracted from", () => {
    expect(shown(protect([exact(ASKING, safe), exact(ASKING, unsafe)]))).toEqual([true, false]);
    expect(shown(protect([exact(ASKING, unsafe), exact(ASKING, safe)]))).toEqual([true, false]);
  });

  test("show it only in the first beside an unsafe cell of a table that does not ask: two margins can give a cell away", () => {
    expect(shown(protect([exact(SILENT, unsafe), exact(ASKING, safe), exact(ASKING, safe)]))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test("leave it to the first that is published at all", () => {
    const comparing = exact({ ...ASKING, rows: ["previous_segment"] }, safe);
    const tables = protect([comparing, exact(ASKING, { a: [9, 4], b: [81, 56], c: [90, 50], d: [95, 60] })]);
    expect(tables.map(({ isWithheldWhole }) => isWithheldWhole)).toEqual([true, false]);
    expect(shown(tables)).toEqual([false, true]);
    expect(tables[1]?.rows.map((row) => row.measures)).toEqual([
      { customers: null, contactable_call: null },
      { customers: null, contactable_call: null },
      { customers: 90n, contactable_call: 50n },
      { customers: 95n, contactable_call: 60n },
      { customers: 275n, contactable_call: null },
    ]);
  });

  test("show none of it in a table that compares and has an unsafe cell, and leave it to the next", () => {
    const comparing = exact({ ...ASKING, rows: ["previous_segment"] }, unsafe);
    expect(shown(protect([comparing, exact(ASKING, safe)]))).toEqual([false, true]);
  });
});

function isOneUnsafe(customers: number, contactable: number): boolean {
  const cell = { ...NOTHING, customers: BigInt(customers), contactable: { sms: BigInt(contactable) } };
  return isContactUnsafe(cell, "sms", K);
}

type Counts = Readonly<Record<string, readonly [customers: number, contactable: number]>>;

function exact(table: ReportTable, counts: Counts): ExactTable {
  const cells = Object.entries(counts).map(([key, [customers, contactable]]) => ({
    ...NOTHING,
    values: key.split("|"),
    customers: BigInt(customers),
    contactable: { call: BigInt(contactable) },
  }));
  return { id: "r/1", table, cells };
}

function protect(tables: readonly ExactTable[]): ProtectedTable[] {
  return protectAlone(tables, K);
}

/** Whether any count of the channel is seen in each table. */
function shown(tables: readonly ProtectedTable[]): boolean[] {
  return tables.map(({ rows }) => rows.some(({ measures }) => (measures.contactable_call ?? null) !== null));
}
