import type { Highs } from "highs";

import { present } from "../assert.ts";
import { dimensionsOf, type ReportTable } from "../domain/report.ts";
import { isTooSmall } from "./counts.ts";
import { protectModel } from "./protect-model.ts";
import { type Atom, inCurrency, type LinkedTables, releaseModels } from "./release-model.ts";
import { type ReportCell, rowsOfTable } from "./report-rows.ts";
import type { ExactTable, TableGroup } from "./report-table.ts";

/** What is withheld of the tables of one release. */
export interface ReleasePattern {
  /** Names of rows, see `rowId`. */
  readonly rows: ReadonlySet<string>;
  /** Tables that are withheld whole. */
  readonly tables: ReadonlySet<string>;
}

/** How near to an amount of a small cell a reader may come, in percent of it; told to nobody. Source: disclosure.md §2. */
const PERCENT = 15;

/**
 * Which rows are withheld so that all the tables together, with their totals, give no small cell away. Tables of a group that is too fine to be looked at as a whole
 * are not shown beside each other: only the first is, or where it is about small cells the first that has one, since whoever holds the others could
 * add them up.
 *
 * Source: disclosure.md §2 to §4. Pure; throws on an error of the solver.
 */
export function protectRelease(
  highs: Highs,
  tables: readonly ExactTable[],
  groups: readonly TableGroup[],
  minimumUnits: number,
): ReleasePattern {
  const byId = new Map(tables.map((exact) => [exact.id, exact]));
  const hidden = new Set<string>();
  const linked = groups.map(({ tables: ids, atoms }): LinkedTables => {
    const own = ids.map((id) => present(byId.get(id), "groups are of the tables"));
    if (atoms !== null) return { tables: own.map(releasedTable), atoms };
    const isSmall = ({ cells }: ExactTable) =>
      cells.some(({ customers }) => isTooSmall(Number(customers), minimumUnits));
    const kept = present(own.find(isSmall) ?? own[0], "a group has a table");
    for (const { id } of own) if (id !== kept.id) hidden.add(id);
    return { tables: [releasedTable(kept)], atoms: kept.cells.map((cell) => atomOf(kept.table, cell)) };
  });
  const models = releaseModels(linked, { minimumUnits, percent: PERCENT });
  const { withheld, unprotectable } = protectModel(highs, models.counts, models.audited);
  if (unprotectable.length === 0) return { rows: withheld, tables: hidden };
  // What cannot be proved is not shown.
  return { rows: withheld, tables: new Set(tables.map(({ id }) => id)) };
}

function releasedTable({ id, table, cells }: ExactTable): LinkedTables["tables"][number] {
  const has = (...measures: ReportTable["measures"]) => measures.some((measure) => table.measures.includes(measure));
  return {
    id,
    dimensions: dimensionsOf(table),
    hasOrders: has("orders", "mean_order_value", "order_share"),
    hasRevenue: has("revenue", "mean_order_value", "revenue_share", "cumulative_revenue_share", "gini"),
    rows: rowsOfTable(table, cells).map(({ values }) => values),
  };
}

/** A table alone is its own atoms. */
function atomOf(table: ReportTable, cell: ReportCell): Atom {
  return {
    values: Object.fromEntries(dimensionsOf(table).map((dimension, index) => [dimension, cell.values[index] ?? ""])),
    customers: Number(cell.customers),
    orders: Number(cell.orders),
    revenue: inCurrency(cell.revenue),
  };
}
