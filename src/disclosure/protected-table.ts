import type { ReportMeasure, ReportTable } from "../domain/report.ts";

/** One row of a protected table: a total has a blank for each dimension it sums over. */
export interface ProtectedRow {
  readonly values: readonly (string | null)[];
  readonly isWithheld: boolean;
  /** Measures that are withheld though the row is not: amounts, and who could be contacted. Empty when the whole row is withheld. */
  readonly withheldMeasures: readonly ReportMeasure[];
  readonly measures: Readonly<Partial<Record<ReportMeasure, bigint | null>>>;
}

export interface ProtectedTable {
  readonly id: string;
  readonly table: ReportTable;
  /** Every combination of the dimensions' values, then the totals when the table has them. */
  readonly rows: readonly ProtectedRow[];
  /** Rows that are no true zero, totals among them. */
  readonly cells: number;
  /** Rows that are withheld, totals among them. */
  readonly cellsWithheld: number;
  /** Cells of which only measures are withheld. */
  readonly cellsPartlyWithheld: number;
  readonly hasTotals: boolean;
  /** Withheld whole, because it cannot be shown beside another table of the run. */
  readonly isWithheldWhole: boolean;
}

/**
 * Whether more than a fifth of the cells that anybody is in are withheld: a coarser table would say more. Source: disclosure.md §7. Pure; throws
 * nothing.
 */
export function isMuchWithheld({ cells, cellsWithheld }: Pick<ProtectedTable, "cells" | "cellsWithheld">): boolean {
  return 5 * cellsWithheld > cells;
}
