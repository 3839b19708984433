import { dimensionsOf, NEVER_COMBINED, type ReportDimension, type ReportTable } from "../domain/report.ts";
import type { ExactTable } from "./exact-table.ts";
import { withRemainder } from "./remainder.ts";
import { addSums } from "./report-measures.ts";
import type { ReportCell } from "./report-rows.ts";

/** Longer spans in place of a span, finest first. */
const LONGER: Readonly<Partial<Record<ReportDimension, readonly ReportDimension[]>>> = {
  cohort_month: ["cohort_quarter", "cohort_year"],
  cohort_quarter: ["cohort_year"],
};

/**
 * Coarser groupings of a table: longer spans, remainders, a dimension fewer; each by itself, and then a dimension fewer with all else. None of a table
 * in which nothing can be coarser. Pure; throws nothing.
 */
export function coarserTables(exact: ExactTable, minimumUnits: number): ExactTable[] {
  const { table } = exact;
  const dimensions = dimensionsOf(table);
  const longer = dimensions.flatMap((name) => (LONGER[name] ?? []).map((by) => replaced(table, name, by)));
  const fewer = dimensions.length < 2 ? [] : dimensions.map((name) => without(table, name));
  const steps = [
    ...longer,
    ...dimensions.map((name) => withRemainderOf(table, [name])),
    withRemainderOf(table, dimensions),
    ...fewer,
    ...longer.map((one) => withRemainderOf(one, dimensionsOf(one))),
    ...fewer.map((one) => withRemainderOf(one, dimensionsOf(one))),
  ];
  const distinct = new Map(steps.map((one) => [keyOf(one), one]));
  distinct.delete(keyOf(table));
  return [...distinct.values()].map((one) => withRemainder(summedBy(exact, one), minimumUnits));
}

function keyOf({ rows, columns, remainder = [] }: ReportTable): string {
  return JSON.stringify([rows, columns, remainder]);
}

function replaced(table: ReportTable, name: ReportDimension, by: ReportDimension): ReportTable {
  const inPlace = (own: readonly ReportDimension[]) => [...new Set(own.map((one) => (one === name ? by : one)))];
  return changed(
    table,
    inPlace(table.rows),
    inPlace(table.columns).filter((one) => !inPlace(table.rows).includes(one)),
  );
}

function without(table: ReportTable, name: ReportDimension): ReportTable {
  const left = (own: readonly ReportDimension[]) => own.filter((one) => one !== name);
  const [rows, columns] = [left(table.rows), left(table.columns)];
  return rows.length > 0 ? changed(table, rows, columns) : changed(table, columns, []);
}

/** The table with other dimensions, and no remainder of one that it has no more. */
function changed(
  table: ReportTable,
  rows: readonly ReportDimension[],
  columns: readonly ReportDimension[],
): ReportTable {
  const remainder = (table.remainder ?? []).filter((name) => rows.includes(name) || columns.includes(name));
  return { ...table, rows, columns, remainder };
}

function withRemainderOf(table: ReportTable, names: readonly ReportDimension[]): ReportTable {
  const asked = new Set([...(table.remainder ?? []), ...names]);
  return { ...table, remainder: dimensionsOf(table).filter((name) => asked.has(name) && !NEVER_COMBINED.has(name)) };
}

/** The cells of a coarser table, as sums of those of the finer one as they were before anything was combined. */
function summedBy(exact: ExactTable, table: ReportTable): ExactTable {
  const places = dimensionsOf(table).map((name) => placeOf(dimensionsOf(exact.table), name));
  const cells = new Map<string, ReportCell>();
  for (const cell of exact.parts ?? exact.cells) {
    const values = places.map(({ place, valueOf }) => valueOf(cell.values[place] ?? ""));
    const key = values.join("\u0000");
    const known = cells.get(key);
    cells.set(key, { ...(known === undefined ? cell : addSums(known, cell)), values });
  }
  return { id: exact.id, table, cells: [...cells.values()] };
}

function placeOf(finer: readonly ReportDimension[], name: ReportDimension) {
  const place = finer.indexOf(name);
  if (place >= 0) return { place, valueOf: (value: string) => value };
  return { place: finer.findIndex((one) => LONGER[one]?.includes(name) === true), valueOf: SPANS[name] ?? String };
}

/** The span of a shorter one: `2026-03` and `2026-Q1` are of `2026`. */
const SPANS: Readonly<Partial<Record<ReportDimension, (value: string) => string>>> = {
  cohort_year: (value) => (/^\d{4}-/u.test(value) ? value.slice(0, 4) : value),
  cohort_quarter: (value) =>
    /^\d{4}-\d{2}$/u.test(value) ? `${value.slice(0, 4)}-Q${Math.ceil(Number(value.slice(5)) / 3)}` : value,
};
