import { describe, expect, test } from "vitest";

import { isContactUnsafe } from "../../src/disclosure/contactable-protection.ts";
import { addSums, type CellSums, NOTHING } from "../../src/disclosure/report-measures.ts";
import type { ReportCell } from "../../src/disclosure/report-rows.ts";
import type { ReleasePattern } from "../../src/disclosure/protect-release.ts";
import type { ExactTable } from "../../src/disclosure/exact-table.ts";
import { protectionRules } from "../../src/disclosure/protection-rules.ts";
import { showTables } from "../../src/disclosure/report-table.ts";
import { patternAlone } from "../support/protect-alone.ts";
import type { ReportTable } from "../../src/domain/report.ts";

const K = 3;
/** Cells without customers, with too few for any safe count, and with enough. */
const SIZES: readonly Square[] = [
  [0, 4, 6, 7],
  [3, 7, 7, 0],
  [6, 4, 4, 6],
];
const COUNTING = { columns: [], measures: ["customers", "contactable_call"], totals: true } as const;
const BY_SEGMENT: ReportTable = { ...COUNTING, rows: ["segment"] };
const BY_REGION: ReportTable = { ...COUNTING, rows: ["region"] };
const BY_BOTH: ReportTable = { ...COUNTING, rows: ["segment"], columns: ["region"] };
const CUSTOMERS_BY_BOTH: ReportTable = { ...BY_BOTH, measures: ["customers"] };

/** How many customers, or contactable ones, of two segments in two regions. */
type Square = readonly [number, number, number, number];

const REPORTS: readonly (readonly [name: string, tables: readonly ReportTable[]])[] = [
  ["both margins and the cells", [BY_SEGMENT, BY_REGION, BY_BOTH]],
  ["the cells first and then a margin", [BY_BOTH, BY_SEGMENT]],
  ["both margins, and the cells' customers only", [BY_SEGMENT, BY_REGION, CUSTOMERS_BY_BOTH]],
];

describe("a reader who knows every rule of the protection and has every table of the run", () => {
  for (const [name, tables] of REPORTS) {
    test(`cannot tell how many could be contacted of an unsafe cell: ${name}`, () => {
      for (const sizes of SIZES) expect({ sizes, told: cellsGivenAway(tables, sizes) }).toEqual({ sizes, told: [] });
    });
  }

  test("could tell if only the table with the unsafe cell withheld it, so the attack is a real one", () => {
    const alone = (table: ReportTable) => (sizes: Square, contactable: Square) => show([table], sizes, contactable);
    const apart = (sizes: Square, contactable: Square) =>
      [BY_SEGMENT, BY_REGION, BY_BOTH].map((table) => alone(table)(sizes, contactable)).join("\n");
    expect(cellsGivenAway([BY_SEGMENT, BY_REGION, BY_BOTH], [6, 6, 4, 4], apart)).not.toEqual([]);
  });
});

/**
 * Every unsafe cell of the tables that has one possible count only: tries every truth there can be, and puts those together that
 * look the same.
 */
function cellsGivenAway(
  tables: readonly ReportTable[],
  sizes: Square,
  look: (sizes: Square, contactable: Square) => string = (...truth) => show(tables, ...truth),
): string[] {
  const alike = new Map<string, Square[]>();
  for (const contactable of squares(...sizes.map((size) => Array.from({ length: size + 1 }, (_, count) => count)))) {
    const shown = look(sizes, contactable);
    alike.set(shown, [...(alike.get(shown) ?? []), contactable]);
  }
  return [...alike.values()].flatMap((truths) => {
    const cells = truths.map((contactable) => tables.flatMap((table) => exact(table, sizes, contactable).cells));
    return (cells[0] ?? []).flatMap((cell, index) => {
      const counts = new Set(cells.map((own) => own[index]?.contactable.call));
      return counts.size === 1 && isContactUnsafe(cell, "call", K)
        ? [`${cell.values.join(", ")}: ${[...counts].join()}`]
        : [];
    });
  });
}

/** What the reader sees. The rows are withheld by their customers, so once for all truths of the same sizes. */
function show(tables: readonly ReportTable[], sizes: Square, contactable: Square): string {
  const own = tables.map((table, index) => ({ ...exact(table, sizes, contactable), id: `r/${index + 1}` }));
  const key = JSON.stringify([tables, sizes]);
  const pattern = patterns.get(key) ?? patternAlone(own, K);
  patterns.set(key, pattern);
  const shown = showTables(own, pattern, protectionRules({ minimumUnits: K }));
  return JSON.stringify(shown, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

const patterns = new Map<string, ReleasePattern>();

function exact(table: ReportTable, sizes: Square, contactable: Square): ExactTable {
  const cells = new Map<string, ReportCell>();
  for (const [index, size] of sizes.entries()) {
    const place = { segment: index < 2 ? "a" : "b", region: index % 2 === 0 ? "x" : "y" };
    const values = [...table.rows, ...table.columns].map((name) => place[name as keyof typeof place]);
    const leaf: CellSums = {
      ...NOTHING,
      customers: BigInt(size),
      contactable: { call: BigInt(contactable[index] ?? 0) },
    };
    if (size > 0) cells.set(values.join(), { ...addSums(cells.get(values.join()) ?? NOTHING, leaf), values });
  }
  return { id: "r/1", table, cells: [...cells.values()] };
}

/** Every combination of four numbers, each of its own choices. */
function squares(...choices: readonly (readonly number[])[]): Square[] {
  const [first = [], second = [], third = [], fourth = []] = choices;
  return first.flatMap((a) => second.flatMap((b) => third.flatMap((c) => fourth.map((d): Square => [a, b, c, d]))));
}
