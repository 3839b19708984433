import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Highs } from "highs";

import type { ExactTable } from "../../../src/disclosure/exact-table.ts";
import type { JointModel } from "../../../src/disclosure/joint-model.ts";
import { protectRelease, protectReleasedRows } from "../../../src/disclosure/protect-release.ts";
import { protectionRules } from "../../../src/disclosure/protection-rules.ts";
import { rowId } from "../../../src/disclosure/release-rows.ts";
import { withRemainder } from "../../../src/disclosure/remainder.ts";
import { NOTHING } from "../../../src/disclosure/report-measures.ts";
import { OTHER, rowsOfTable } from "../../../src/disclosure/report-rows.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { dimensionsOf, type ReportDimension, type ReportTable } from "../../../src/domain/report.ts";
import { followsFrom } from "../../oracle/linear-attacker.ts";
import { evenly } from "../../support/contributions.ts";

const K = 4;
const RUNS = process.env["GK_LONG"] === "1" ? 2000 : 60;

interface Group {
  readonly values: Readonly<Record<string, string>>;
  readonly customers: number;
}

/** Two tables that combine regions, each in its own way, and one by country, which each region is of. */
const TABLES: readonly ReportTable[] = [
  { rows: ["region"], columns: [], measures: ["customers"], totals: true, remainder: ["region"] },
  { rows: ["segment"], columns: ["region"], measures: ["customers", "orders"], totals: true, remainder: ["region"] },
  { rows: ["country"], columns: ["segment"], measures: ["customers"], totals: true },
];

describe("random tables with remainders", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("let no combination of what is printed give a small value that is part of one, nor any other small cell", () => {
    let combined = 0;
    fc.assert(
      fc.property(people(), (groups) => {
        const tables = TABLES.map((table, index) => exactOf(`r/${index + 1}`, table, groups));
        const remainders = tables.map((table) => withRemainder(table, K));
        const rules = protectionRules({ minimumUnits: K });
        const pattern = protectRelease(highs, remainders, [groupOf(groups)], rules);
        expect(pattern.tables.size).toBe(0);
        const { rows, tables: whole } = pattern;
        // Whoever asks about customers alone is told the same.
        expect(protectReleasedRows(highs, remainders, [groupOf(groups)], rules)).toEqual({ rows, tables: whole });
        const printed = remainders.flatMap((table) =>
          rowsOfTable(table.table, table.cells)
            .filter(({ values }) => !pattern.rows.has(rowId(table.id, values)))
            .map(({ values }) => sumOf(groups, table, values)),
        );
        // What the tables would have said had nothing been combined.
        const small = tables.flatMap((table) =>
          rowsOfTable(table.table, table.cells)
            .filter(({ sums }) => sums.customers > 0n && sums.customers < BigInt(K))
            .map(({ values }) => sumOf(groups, table, values)),
        );
        combined += remainders.filter((table) => table.combined !== undefined).length;
        for (const cell of small)
          expect([cell.name, followsFrom(modelOf(groups), printed, cell)]).toEqual([cell.name, false]);
      }),
      { numRuns: RUNS },
    );
    expect(combined).toBeGreaterThan(RUNS / 4);
  });
});

/** People by segment and region; two regions are a country. */
function people() {
  const customers = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 30 }));
  return fc.array(fc.array(customers, { minLength: 5, maxLength: 5 }), { minLength: 2, maxLength: 3 }).map((segments) =>
    segments.flatMap((regions, segment) =>
      regions.flatMap((count, region): Group[] => {
        const values = { segment: `s${segment}`, region: `r${region}`, country: `c${region >> 1}` };
        return count === 0 ? [] : [{ values, customers: count }];
      }),
    ),
  );
}

function groupOf(groups: readonly Group[]) {
  const atoms = groups.map((group) => {
    const sums = { customers: group.customers, orders: 2 * group.customers, revenue: 10 * group.customers };
    return { ...group, ...sums, contributions: evenly(sums) };
  });
  return { tables: ["r/1", "r/2", "r/3"], atoms };
}

function exactOf(id: string, table: ReportTable, groups: readonly Group[]): ExactTable {
  const cells = new Map<string, number>();
  for (const { values, customers } of groups) {
    const key = JSON.stringify(dimensionsOf(table).map((name) => values[name]));
    cells.set(key, (cells.get(key) ?? 0) + customers);
  }
  return {
    id,
    table,
    cells: [...cells].map(([key, customers]) => ({
      ...NOTHING,
      values: JSON.parse(key) as string[],
      customers: BigInt(customers),
      orders: BigInt(2 * customers),
    })),
  };
}

/** A row as a sum of the groups of people, by what its values say. */
function sumOf(groups: readonly Group[], { id, table, combined }: ExactTable, values: readonly (string | null)[]) {
  const isPart = (name: ReportDimension, value: string | null, own: string) =>
    value === null || (value === OTHER ? combined?.get(name)?.has(own) === true : value === own);
  const variables = groups.flatMap((group, index) =>
    dimensionsOf(table).every((name, place) => isPart(name, values[place] ?? null, group.values[name] ?? ""))
      ? [index]
      : [],
  );
  return { name: `${id} ${values.join()}`, variables };
}

function modelOf(groups: readonly Group[]): JointModel {
  return {
    variables: groups.map(({ customers: value }, leaf) => ({ leaf, value, least: 0, isWhole: true })),
    cells: [],
    inequalities: [],
    isUnsafeUnion: () => false,
  };
}
