import { dimensionsOf, type ReportDimension, type ReportTable } from "../domain/report.ts";
import type { Atom } from "./release-rows.ts";
import type { ReportCell } from "./report-rows.ts";

/** A table with its leaf cells. */
export interface ExactTable {
  readonly id: string;
  readonly table: ReportTable;
  readonly cells: readonly ReportCell[];
  /** Where small values of its dimensions are one, the values that are, and the leaf cells as they were apart. See `withRemainder`. */
  readonly combined?: ReadonlyMap<ReportDimension, ReadonlySet<string>>;
  readonly parts?: readonly ReportCell[];
  /** Of a table that compares, the groups of customers that its cells are, where it says an amount of them; none by default. */
  readonly compared?: readonly Atom[];
  /** Customers of the previous moment that it counts and that no other table does; none by default. */
  readonly gone?: bigint;
}

/** Tables that say something of one another, and the atoms that their cells are sums of; where these are too many to be looked at, the cells of each table. */
export type TableGroup = { readonly tables: readonly string[] } & (
  | { readonly atoms: readonly Atom[] }
  | { readonly atoms: null; readonly cells: readonly (readonly Atom[])[] }
);

/** Whether a table compares with an earlier moment, whose own tables hold sums of its cells. */
export function isComparing({ table }: Pick<ExactTable, "table">): boolean {
  return dimensionsOf(table).some((name) => name === "previous_segment" || name === "as_of");
}
