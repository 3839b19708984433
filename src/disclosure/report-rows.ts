import { dimensionsOf, type ReportTable } from "../domain/report.ts";
import { addSums, type CellSums, NOTHING } from "./report-measures.ts";

/** The value that all small values of a dimension are together, after every other; no value of the data is written so. */
export const OTHER = "(other)";

/** One leaf cell with its exact sums. */
export interface ReportCell extends CellSums {
  /** A value for each dimension of the table, rows first. */
  readonly values: readonly string[];
}

/** A row as it is printed: a leaf cell or a total, which has a blank for each dimension that it sums over. */
export interface ReportRow {
  readonly values: readonly (string | null)[];
  readonly sums: CellSums;
  /** Among the leaf cells; null for a total. */
  readonly index: number | null;
}

/** Every combination of the values of the dimensions, and the totals where the table has them. */
export function rowsOfTable(table: ReportTable, cells: readonly ReportCell[]): ReportRow[] {
  const leaves = withEmptyCells(cells);
  const rows = leaves.map((cell, index) => ({ values: cell.values, sums: cell, index }));
  return table.totals ? [...rows, ...totalRows(table, leaves)] : rows;
}

/** Where the as-of moment stands among the dimensions: customers of several moments are never added up. -1 without one. */
export function momentPlace(table: ReportTable): number {
  return dimensionsOf(table).indexOf("as_of");
}

/** A combination that nobody is in is a cell too: its zero is true. */
function withEmptyCells(cells: readonly ReportCell[]): ReportCell[] {
  const width = cells[0]?.values.length ?? 0;
  const values = Array.from({ length: width }, (_, index) =>
    [...new Set(cells.map((cell) => cell.values[index] ?? ""))].toSorted(remainderLast),
  );
  const known = new Map(cells.map((cell) => [cell.values.join("\u0000"), cell]));
  return combinations(values).map((combination) => {
    const cell = known.get(combination.join("\u0000"));
    return cell ?? { ...NOTHING, values: combination };
  });
}

function remainderLast(one: string, other: string): number {
  const rank = (value: string) => (value === OTHER ? 1 : 0);
  return rank(one) - rank(other) || (one < other ? -1 : 1);
}

function combinations(values: readonly (readonly string[])[]): string[][] {
  if (values.length === 0) return [];
  return values.reduce<string[][]>(
    (heads, next) => heads.flatMap((head) => next.map((value) => [...head, value])),
    [[]],
  );
}

/** The sums over the columns for each row, over the rows for each column, and over everything; of each as-of moment by itself. */
function totalRows(table: ReportTable, cells: readonly ReportCell[]): ReportRow[] {
  return keptInTotals(table).flatMap((isKept) => {
    const sums = new Map<string, ReportRow>();
    for (const cell of cells) {
      const values = cell.values.map((value, index) => (isKept[index] === true ? value : null));
      const key = values.join("\u0000");
      sums.set(key, { values, sums: addSums(sums.get(key)?.sums ?? NOTHING, cell), index: null });
    }
    return [...sums.values()];
  });
}

/** Which dimensions each kind of total keeps, no kind twice, and none that sums over nothing. */
function keptInTotals(table: ReportTable): (readonly boolean[])[] {
  const place = momentPlace(table);
  const ofDimensions = (isKept: (index: number) => boolean) =>
    dimensionsOf(table).map((_, index) => index === place || isKept(index));
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
