import { dimensionsOf, SENSITIVE_DIMENSIONS } from "../domain/report.ts";
import type { ExactTable } from "./exact-table.ts";
import { disclosingZeros } from "./group-disclosure.ts";
import type { Atom, LinkedTables, ReleasedTable } from "./release-rows.ts";
import { type Sum, sumsOf } from "./report-measures.ts";
import { OTHER, type ReportRow, rowsOfTable } from "./report-rows.ts";

/**
 * Tables as the joint model knows them, over their common atoms. Where small values of a dimension are one in a table, the atoms have the table's own
 * values of it beside the true ones; and the rows that the table would have had of each of those values are no cells of any table, but nobody may learn
 * them. Pure; throws nothing.
 */
export function linkedTables(tables: readonly ExactTable[], atoms: readonly Atom[]): LinkedTables {
  const combining = tables.filter(({ combined }) => combined !== undefined);
  return {
    tables: [...tables.map(releasedTable), ...combining.map(hiddenParts)],
    atoms: combining.length === 0 ? atoms : atoms.map((atom) => withOwnValues(atom, combining)),
  };
}

/** A table with dimensions of its own where it combines values. */
function releasedTable(exact: ExactTable): ReleasedTable {
  return {
    ...asReleased(exact),
    dimensions: dimensionsOf(exact.table).map((name) =>
      exact.combined?.has(name) === true ? ownName(exact, name) : name,
    ),
    rows: rowsOfTable(exact.table, exact.cells).map(({ values }) => values),
    unsafeZeros: new Set(disclosingZeros(exact).map(({ values }) => JSON.stringify(values))),
  };
}

/** What a table would have printed of the values that it combines. */
function hiddenParts(exact: ExactTable): ReleasedTable {
  const dimensions = dimensionsOf(exact.table);
  const isHidden = ({ values }: ReportRow) =>
    values.some((value, place) => value !== null && isCombined(exact, dimensions[place] ?? "", value));
  return {
    ...asReleased(exact),
    id: `${exact.id} ${OTHER}`,
    dimensions,
    rows: rowsOfTable(exact.table, exact.parts ?? [])
      .filter((row) => row.sums.customers > 0n && isHidden(row))
      .map(({ values }) => values),
    isNeverPrinted: true,
  };
}

function asReleased({ id, table }: ExactTable): Pick<ReleasedTable, "id" | "hasOrders" | "hasRevenue" | "hidesZeros"> {
  const has = (sum: Sum) => table.measures.some((measure) => sumsOf(measure).includes(sum));
  return {
    id,
    hasOrders: has("orders"),
    hasRevenue: has("revenue"),
    hidesZeros: dimensionsOf(table).some((name) => SENSITIVE_DIMENSIONS.has(name)),
  };
}

function withOwnValues(atom: Atom, combining: readonly ExactTable[]): Atom {
  const own = combining.flatMap((exact) =>
    [...(exact.combined?.keys() ?? [])].map((name) => {
      const value = atom.values[name] ?? "";
      return [ownName(exact, name), isCombined(exact, name, value) ? OTHER : value] as const;
    }),
  );
  return { ...atom, values: { ...atom.values, ...Object.fromEntries(own) } };
}

function isCombined({ combined }: ExactTable, dimension: string, value: string): boolean {
  return [...(combined ?? [])].some(([name, values]) => name === dimension && values.has(value));
}

/** No dimension has a blank in its name. */
function ownName({ id }: ExactTable, dimension: string): string {
  return `${dimension} ${id}`;
}
