import type { ReportMeasure, ReportTable } from "../domain/report.ts";
import { isTooSmall } from "./counts.ts";

/** One leaf cell with its exact sums. */
export interface ReportCell {
  /** A value for each dimension of the table, rows first. */
  readonly values: readonly string[];
  readonly customers: bigint;
  readonly orders: bigint;
  /** In ten-thousandths of the currency. */
  readonly revenue: bigint;
}

/** A table with its leaf cells. */
export interface ExactTable {
  readonly id: string;
  readonly table: ReportTable;
  readonly cells: readonly ReportCell[];
}

/** One row of a protected table: a total has a blank for each dimension it sums over. */
export interface ProtectedRow {
  readonly values: readonly (string | null)[];
  readonly isWithheld: boolean;
  readonly measures: Readonly<Partial<Record<ReportMeasure, bigint | null>>>;
}

export interface ProtectedTable {
  readonly id: string;
  readonly table: ReportTable;
  /** Every combination of the dimensions' values, then the totals when they are shown. */
  readonly rows: readonly ProtectedRow[];
  readonly cellsWithheld: number;
  readonly hasTotals: boolean;
  /** Withheld whole, because another table of the run has withheld cells that this one would add up. */
  readonly isWithheldWhole: boolean;
}

/**
 * Protects the tables of one run together.
 *
 * A cell with 1 to k − 1 customers is withheld with all its measures, and its table shows no totals. Every table counts
 * the same customers, so beside a table with a withheld cell any other is a set of totals to subtract from: only the
 * first such table is published then. Complementary suppression will lift both restrictions.
 *
 * Source: disclosure.md §2, the frequency rule. Pure; throws nothing.
 */
export function protectTables(tables: readonly ExactTable[], minimumUnits: number): ProtectedTable[] {
  const isUnsafe = ({ cells }: ExactTable) =>
    cells.some(({ customers }) => isTooSmall(Number(customers), minimumUnits));
  const firstUnsafe = tables.find(isUnsafe);
  return tables.map((exact) => protectTable(exact, minimumUnits, firstUnsafe !== undefined && exact !== firstUnsafe));
}

function protectTable(
  { id, table, cells }: ExactTable,
  minimumUnits: number,
  isWithheldWhole: boolean,
): ProtectedTable {
  const all = withEmptyCells(cells);
  const rows = all.map((cell) => {
    const isWithheld = isWithheldWhole || isTooSmall(Number(cell.customers), minimumUnits);
    return { values: cell.values, isWithheld, measures: measuresOf(table, isWithheld ? null : cell) };
  });
  const cellsWithheld = rows.filter(({ isWithheld }) => isWithheld).length;
  const hasTotals = table.totals && cellsWithheld === 0;
  return {
    id,
    table,
    rows: hasTotals ? [...rows, ...totalRows(table, all)] : rows,
    cellsWithheld,
    hasTotals,
    isWithheldWhole,
  };
}

/** A combination that nobody is in is a cell too: its zero is true. */
function withEmptyCells(cells: readonly ReportCell[]): ReportCell[] {
  const width = cells[0]?.values.length ?? 0;
  const values = Array.from({ length: width }, (_, index) =>
    [...new Set(cells.map((cell) => cell.values[index] ?? ""))].toSorted(),
  );
  const known = new Map(cells.map((cell) => [cell.values.join("\u0000"), cell]));
  return combinations(values).map((combination) => {
    const cell = known.get(combination.join("\u0000"));
    return cell ?? { values: combination, customers: 0n, orders: 0n, revenue: 0n };
  });
}

function combinations(values: readonly (readonly string[])[]): string[][] {
  if (values.length === 0) return [];
  return values.reduce<string[][]>(
    (heads, next) => heads.flatMap((head) => next.map((value) => [...head, value])),
    [[]],
  );
}

/** The sums over the columns for each row, over the rows for each column, and over everything. */
function totalRows(table: ReportTable, cells: readonly ReportCell[]): ProtectedRow[] {
  const rowCount = table.rows.length;
  const kept = [
    ...(table.columns.length > 0 ? [(index: number) => index < rowCount, (index: number) => index >= rowCount] : []),
    () => false,
  ];
  return kept.flatMap((isKept) => {
    const sums = new Map<string, ReportCell & { readonly shown: readonly (string | null)[] }>();
    for (const cell of cells) {
      const shown = cell.values.map((value, index) => (isKept(index) ? value : null));
      const key = shown.join("\u0000");
      const before = sums.get(key);
      sums.set(key, {
        values: cell.values,
        shown,
        customers: cell.customers + (before?.customers ?? 0n),
        orders: cell.orders + (before?.orders ?? 0n),
        revenue: cell.revenue + (before?.revenue ?? 0n),
      });
    }
    return [...sums.values()].map((sum) => ({
      values: sum.shown,
      isWithheld: false,
      measures: measuresOf(table, sum),
    }));
  });
}

function measuresOf(table: ReportTable, cell: ReportCell | null): ProtectedRow["measures"] {
  return Object.fromEntries(
    table.measures.map((measure) => [measure, cell === null ? null : measureOf(measure, cell)]),
  );
}

function measureOf(measure: ReportMeasure, cell: ReportCell): bigint | null {
  if (measure !== "mean_order_value") return cell[measure];
  return cell.orders === 0n ? null : roundedQuotient(cell.revenue, cell.orders);
}

/** The quotient rounded half away from zero: money never becomes a floating-point number. */
function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n !== denominator < 0n;
  const [over, by] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const rounded = (2n * over + by) / (2n * by);
  return isNegative ? -rounded : rounded;
}
