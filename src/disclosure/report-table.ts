import type { ReportMeasure, ReportTable } from "../domain/report.ts";
import { isTooSmall } from "./counts.ts";
import { addSums, type CellSums, measuresOf, NOTHING } from "./report-measures.ts";

/** One leaf cell with its exact sums. */
export interface ReportCell extends CellSums {
  /** A value for each dimension of the table, rows first. */
  readonly values: readonly string[];
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
 * A table by the previous segment adds up to the sizes that the earlier run may have published, and a table of sizes over time
 * repeats them, so with a small cell either is withheld whole, and then gives nothing away about others.
 *
 * Source: disclosure.md §2, the frequency rule, and §5 for tables that compare. Pure; throws nothing.
 */
export function protectTables(tables: readonly ExactTable[], minimumUnits: number): ProtectedTable[] {
  const isUnsafe = ({ cells }: ExactTable) =>
    cells.some(({ customers }) => isTooSmall(Number(customers), minimumUnits));
  const firstUnsafe = tables.find((exact) => isUnsafe(exact) && !isComparing(exact));
  return tables.map((exact) => {
    const isBesideUnsafe = firstUnsafe !== undefined && exact !== firstUnsafe;
    return protectTable(exact, minimumUnits, isBesideUnsafe || (isComparing(exact) && isUnsafe(exact)));
  });
}

function isComparing({ table }: ExactTable): boolean {
  return [...table.rows, ...table.columns].some((name) => name === "previous_segment" || name === "as_of");
}

/** Where the as-of moment stands among the dimensions: customers of several moments are never added up. -1 without one. */
function momentPlace({ rows, columns }: ReportTable): number {
  return [...rows, ...columns].indexOf("as_of");
}

/** The cells that a row's shares are taken of: those of its as-of moment, which are all of them in a table of one moment. */
function cellsBeside(
  table: ReportTable,
  values: readonly (string | null)[],
  cells: readonly ReportCell[],
): readonly ReportCell[] {
  const place = momentPlace(table);
  return place < 0 ? cells : cells.filter((cell) => cell.values[place] === values[place]);
}

function protectTable(
  { id, table, cells }: ExactTable,
  minimumUnits: number,
  isWithheldWhole: boolean,
): ProtectedTable {
  const all = withEmptyCells(cells);
  const isWithheld = (cell: ReportCell) => isWithheldWhole || isTooSmall(Number(cell.customers), minimumUnits);
  const cellsWithheld = all.filter(isWithheld).length;
  // What a share is taken of is the sum of published cells, and there is no such sum beside a withheld one.
  const published = cellsWithheld === 0 ? all : null;
  const rows = all.map((cell, index) => ({
    values: cell.values,
    isWithheld: isWithheld(cell),
    measures: isWithheld(cell)
      ? withheldMeasures(table)
      : measuresOf(table, cell, { published: published && cellsBeside(table, cell.values, published), index }),
  }));
  const hasTotals = table.totals && published !== null;
  return {
    id,
    table,
    rows: hasTotals ? [...rows, ...totalRows(table, published)] : rows,
    cellsWithheld,
    hasTotals,
    isWithheldWhole,
  };
}

function withheldMeasures(table: ReportTable): ProtectedRow["measures"] {
  return Object.fromEntries(table.measures.map((measure) => [measure, null]));
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
    return cell ?? { ...NOTHING, values: combination };
  });
}

function combinations(values: readonly (readonly string[])[]): string[][] {
  if (values.length === 0) return [];
  return values.reduce<string[][]>(
    (heads, next) => heads.flatMap((head) => next.map((value) => [...head, value])),
    [[]],
  );
}

/** The sums over the columns for each row, over the rows for each column, and over everything; of each as-of moment by itself. */
function totalRows(table: ReportTable, cells: readonly ReportCell[]): ProtectedRow[] {
  return keptInTotals(table).flatMap((isKept) => {
    const sums = new Map<string, { readonly shown: readonly (string | null)[]; readonly sum: CellSums }>();
    for (const cell of cells) {
      const shown = cell.values.map((value, index) => (isKept[index] === true ? value : null));
      const key = shown.join("\u0000");
      sums.set(key, { shown, sum: addSums(sums.get(key)?.sum ?? NOTHING, cell) });
    }
    return [...sums.values()].map(({ shown, sum }) => ({
      values: shown,
      isWithheld: false,
      measures: measuresOf(table, sum, { published: cellsBeside(table, shown, cells), index: null }),
    }));
  });
}

/** Which dimensions each kind of total keeps, no kind twice, and none that sums over nothing. */
function keptInTotals(table: ReportTable): (readonly boolean[])[] {
  const place = momentPlace(table);
  const ofDimensions = (isKept: (index: number) => boolean) =>
    [...table.rows, ...table.columns].map((_, index) => index === place || isKept(index));
  const { length: width } = table.rows;
  const kinds = [
    ...(table.columns.length > 0
      ? [ofDimensions((index) => index < width), ofDimensions((index) => index >= width)]
      : []),
    ofDimensions(() => false),
  ];
  const summing = kinds.filter((kept) => kept.includes(false));
  return [...new Map(summing.map((kept) => [kept.join(), kept])).values()];
}
