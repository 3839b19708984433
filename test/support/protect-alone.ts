import { inCurrency } from "../../src/disclosure/release-model.ts";
import { dimensionsOf } from "../../src/domain/report.ts";
import { protectRelease, type ReleasePattern } from "../../src/disclosure/protect-release.ts";
import { type ExactTable, isComparing, type ProtectedTable, showTables } from "../../src/disclosure/report-table.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";

const highs = await loadSolver();

/** Protects tables that say nothing of one another: each is made of its own cells. */
export function protectAlone(tables: readonly ExactTable[], minimumUnits: number): ProtectedTable[] {
  return showTables(tables, patternAlone(tables, minimumUnits), minimumUnits);
}

/** What is withheld of them. */
export function patternAlone(tables: readonly ExactTable[], minimumUnits: number): ReleasePattern {
  const ordinary = tables.filter((exact) => !isComparing(exact));
  const groups = ordinary.map(({ id, table, cells }) => ({
    tables: [id],
    atoms: cells.map(({ values, customers, orders, revenue }) => ({
      values: Object.fromEntries(dimensionsOf(table).map((name, index) => [name, values[index] ?? ""])),
      customers: Number(customers),
      orders: Number(orders),
      revenue: inCurrency(revenue),
    })),
  }));
  return protectRelease(highs, ordinary, groups, minimumUnits);
}
