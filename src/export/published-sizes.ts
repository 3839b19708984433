import type { ReleasedTable, ReleasedTables } from "../artefacts/released-tables.ts";
import { type Sum, sumsOf } from "../disclosure/report-measures.ts";
import { dimensionsOf, type Report, type ReportDimension } from "../domain/report.ts";
import { ledgerTable } from "./released-tables.ts";

/** What tables of sizes over time ask of an earlier moment. */
export interface AskedSizes {
  /** Segments, or everybody together. */
  readonly isBySegment: boolean;
  readonly sums: readonly Sum[];
}

/** What all the tables with `as_of` of a project ask together; null where there is none. Pure. */
export function askedSizes(reports: readonly Report[]): AskedSizes | null {
  const tables = reports.flatMap(({ tables: own }) => own.filter((table) => dimensionsOf(table).includes("as_of")));
  if (tables.length === 0) return null;
  return {
    isBySegment: tables.some((table) => dimensionsOf(table).includes("segment")),
    sums: [...new Set(tables.flatMap(({ measures }) => measures.flatMap(sumsOf)))],
  };
}

/**
 * Whether a release published all that is asked of its own moment: in one table, of each segment and with none withheld, every sum that is asked. Whoever repeats
 * such numbers says nothing new. Pure.
 */
export function publishesSizes(released: ReleasedTables, { isBySegment, sums }: AskedSizes): boolean {
  // What was bought on the days of a period is not what was bought before the moment.
  if (released.period !== undefined && sums.some((sum) => sum !== "customers")) return false;
  const isKept = (dimension: string) => isBySegment && dimension === "segment";
  return released.tables.some((own) => saysAll(own, released, isKept, sums) && (!isBySegment || isWhole(own)));
}

/** A remainder says of several segments together how many they are. */
function isWhole({ rows, columns, combined }: ReleasedTable): boolean {
  const names: readonly ReportDimension[] = [...rows, ...columns];
  return names.includes("segment") && (combined["segment"] ?? []).length === 0;
}

function saysAll(
  own: ReleasedTable,
  { run_id: runId, as_of_name: name }: ReleasedTables,
  isKept: (dimension: string) => boolean,
  sums: readonly Sum[],
): boolean {
  const { dimensions, countsGone, hasOrders, hasRevenue, rows } = ledgerTable(own, runId, name);
  const has = {
    customers: own.measures.some((measure) => sumsOf(measure).includes("customers")),
    orders: hasOrders,
    revenue: hasRevenue,
  };
  if (countsGone || !sums.every((sum) => has[sum])) return false;
  const asked = rows.filter(({ values }) =>
    values.every((value, place) => (value !== null) === isKept(dimensions[place] ?? "")),
  );
  const isSaid = ({ isWithheld, withheldAmounts = [] }: (typeof rows)[number]) =>
    !isWithheld && sums.every((sum) => sum === "customers" || !withheldAmounts.includes(sum));
  return asked.length > 0 && asked.every(isSaid);
}
