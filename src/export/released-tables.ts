import type { ReleasedTable } from "../artefacts/released-tables.ts";
import type { ExactTable } from "../disclosure/exact-table.ts";
import type { LedgerRow, LedgerTable } from "../disclosure/ledger/shared-rows.ts";
import type { ProtectedRow, ProtectedTable } from "../disclosure/protected-table.ts";
import { type ReleasedAmount, RELEASED_AMOUNTS } from "../disclosure/release-model.ts";
import { rowId } from "../disclosure/release-rows.ts";
import { type Sum, sumsOf } from "../disclosure/report-measures.ts";
import { dimensionsOf, type ReportMeasure, type ReportTable, SENSITIVE_DIMENSIONS } from "../domain/report.ts";

/** A table as it was published, with the values that are one in a remainder. Pure. */
export function releasedTable(
  { id, table, rows, cells, hasTotals, isWithheldWhole }: ProtectedTable,
  combined: ExactTable["combined"],
): ReleasedTable {
  return {
    id,
    rows: table.rows,
    columns: table.columns,
    measures: table.measures,
    totals: table.totals,
    has_totals: hasTotals,
    is_withheld_whole: isWithheldWhole,
    inhabited_cells: cells,
    remainder: table.remainder ?? [],
    combined: Object.fromEntries([...(combined ?? [])].map(([name, values]) => [name, [...values].toSorted()])),
    cells: rows.map(({ values, isWithheld, withheldMeasures, measures }) => ({
      values,
      is_withheld: isWithheld,
      withheld_measures: withheldMeasures,
      measures: Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, value?.toString() ?? null])),
    })),
  };
}

/** The same table to be published again, under the id that it has now. Pure. */
export function publishedAgain(released: ReleasedTable, id: string): ProtectedTable {
  const rows = released.cells.map(({ values, is_withheld, withheld_measures, measures }): ProtectedRow => ({
    values,
    isWithheld: is_withheld,
    withheldMeasures: withheld_measures,
    measures: Object.fromEntries(
      Object.entries(measures).map(([name, value]) => [name, value === null ? null : BigInt(value)]),
    ),
  }));
  const isPartly = ({ withheldMeasures, values }: ProtectedRow) =>
    withheldMeasures.length > 0 && !values.includes(null);
  return {
    id,
    table: tableOf(released),
    rows,
    cells: released.inhabited_cells,
    cellsWithheld: rows.filter(({ isWithheld }) => isWithheld).length,
    cellsPartlyWithheld: rows.filter(isPartly).length,
    hasTotals: released.has_totals,
    isWithheldWhole: released.is_withheld_whole,
  };
}

/** Whether a table is asked for again just as it was. Pure. */
export function isSameTable(released: ReleasedTable, table: ReportTable): boolean {
  const parts = ({ rows, columns, measures, totals, remainder = [] }: ReportTable) =>
    JSON.stringify([rows, columns, measures, totals, remainder]);
  return parts(tableOf(released)) === parts(table);
}

function tableOf({ rows, columns, measures, totals, remainder }: ReleasedTable): ReportTable {
  return { rows, columns, measures, totals, remainder };
}

/** A table as the comparison with other releases sees it; its rows are named after the run. Pure. */
export function ledgerTable(released: ReleasedTable, runId: string, asOfName: string): LedgerTable {
  const rows = released.cells.map(({ values, is_withheld, withheld_measures }) => ({
    id: `${runId} ${rowId(released.id, values)}`,
    values,
    isWithheld: is_withheld,
    withheldAmounts: RELEASED_AMOUNTS.filter((amount) => isKeptBack(amount, released, withheld_measures)),
  }));
  const combined = new Map(Object.entries(released.combined).map(([name, values]) => [name, new Set(values)]));
  return {
    ...comparedTable(tableOf(released), rows, { asOfName, isWithheldWhole: released.is_withheld_whole }),
    combined,
  };
}

/** Whether an amount is in a table and follows from none of its measures that are left. */
function isKeptBack(amount: ReleasedAmount, { measures }: ReleasedTable, withheld: readonly ReportMeasure[]): boolean {
  const telling = measures.filter((measure) => sumsOf(measure).includes(amount));
  const isWithheld = (measure: ReportMeasure) => withheld.includes(measure);
  return isWithheld(amount) || (telling.length > 0 && telling.every(isWithheld));
}

/**
 * A table with its rows as the comparison sees it. Of sizes over time only those of the run's own moment are compared: the others are numbers that releases of
 * theirs published. Pure.
 */
export function comparedTable(
  table: ReportTable,
  rows: readonly LedgerRow[],
  { asOfName, isWithheldWhole }: { readonly asOfName: string; readonly isWithheldWhole: boolean },
): LedgerTable {
  const dimensions = dimensionsOf(table);
  const place = dimensions.indexOf("as_of");
  const own = place < 0 ? rows : rows.filter(({ values }) => values[place] === asOfName);
  const has = (sum: Sum) => table.measures.some((measure) => sumsOf(measure).includes(sum));
  return {
    dimensions: dimensions.filter((_, index) => index !== place),
    countsGone: dimensions.includes("previous_segment"),
    hasOrders: has("orders"),
    hasRevenue: has("revenue"),
    hidesZeros: isWithheldWhole || dimensions.some((name) => SENSITIVE_DIMENSIONS.has(name)),
    rows: own.map((row) => ({ ...row, values: row.values.filter((_, index) => index !== place) })),
  };
}
