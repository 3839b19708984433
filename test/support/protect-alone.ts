import { protectionRules } from "../../src/disclosure/protection-rules.ts";
import { type Atom, inCurrency } from "../../src/disclosure/release-rows.ts";
import { dimensionsOf } from "../../src/domain/report.ts";
import { protectRelease, type ReleasePattern } from "../../src/disclosure/protect-release.ts";
import { type ExactTable, isComparing } from "../../src/disclosure/exact-table.ts";
import type { ProtectedTable } from "../../src/disclosure/protected-table.ts";
import { showTables } from "../../src/disclosure/report-table.ts";
import { evenly } from "./contributions.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";

const highs = await loadSolver();

/** Protects tables that say nothing of one another: each is made of its own cells, whose customers all bring the same. */
export function protectAlone(tables: readonly ExactTable[], minimumUnits: number): ProtectedTable[] {
  return showTables(tables, patternAlone(tables, minimumUnits), protectionRules({ minimumUnits }));
}

/** What is withheld of them. */
export function patternAlone(tables: readonly ExactTable[], minimumUnits: number): ReleasePattern {
  const ordinary = tables.filter((exact) => !isComparing(exact));
  const groups = ordinary.map(({ id, table, cells }) => ({
    tables: [id],
    atoms: cells.map((cell): Atom => {
      const sums = {
        customers: Number(cell.customers),
        orders: Number(cell.orders),
        revenue: inCurrency(cell.revenue),
      };
      const values = dimensionsOf(table).map((name, index) => [name, cell.values[index] ?? ""] as const);
      return { values: Object.fromEntries(values), ...sums, contributions: evenly(sums) };
    }),
  }));
  return protectRelease(highs, ordinary, groups, protectionRules({ minimumUnits }));
}
