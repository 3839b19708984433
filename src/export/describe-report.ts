import type { ReportDescription, TableDescription } from "../artefacts/report-description.ts";
import { isMuchWithheld, type ProtectedTable } from "../disclosure/protected-table.ts";
import { CHANNELS } from "../domain/campaign.ts";
import { sumsOf } from "../disclosure/report-measures.ts";
import { measureType } from "../domain/measure-types.ts";
import { isContactable } from "../domain/contactable.ts";
import { dimensionsOf, type Report, type ReportMeasure } from "../domain/report.ts";
import type { ReportMetadata } from "./report-files.ts";

/** Measures that are whole numbers; the others have four decimals. */
export const WHOLE: ReadonlySet<ReportMeasure> = new Set([
  "customers",
  "orders",
  "median_r_score",
  "median_f_score",
  "median_m_score",
  ...CHANNELS.map((channel) => `contactable_${channel}` as const),
]);

/** Whether a measure of a table can be withheld by itself: an amount, or who could be contacted. Pure; throws nothing. */
export function canBePartlyWithheld({ table }: ProtectedTable): boolean {
  return table.measures.some((measure) => isContactable(measure) || !sumsOf(measure).includes("customers"));
}

/** The columns of a table's data files. Pure; throws nothing. */
export function columnNames({ table }: ProtectedTable): string[] {
  return [...dimensionsOf(table), ...table.measures, "value_status"];
}

/**
 * What is published of a report beside its tables: whom a withheld cell protects, how many are withheld, of which sales, by which run; and nothing of
 * why a cell is. Source: disclosure.md §7. Pure; throws nothing.
 */
export function describeReport(
  report: Report,
  tables: readonly ProtectedTable[],
  files: readonly string[],
  metadata: ReportMetadata,
): ReportDescription {
  return {
    id: report.id,
    title: titleOf(report),
    ...common(report, metadata),
    files,
    measure_types: measureTypes(report),
    tables: tables.map((table) => ({ id: table.id, columns: columnNames(table), ...withheldOf(table) })),
  };
}

/** The same of one table, beside its data files. Pure; throws nothing. */
export function describeTable(
  report: Report,
  table: ProtectedTable,
  files: readonly string[],
  metadata: ReportMetadata,
): TableDescription {
  return {
    id: table.id,
    report_id: report.id,
    title: titleOf(report),
    ...common(report, metadata),
    ...withheldOf(table),
    files,
    columns: [
      ...dimensionsOf(table.table).map((name) => ({ name, kind: "dimension", type: "text" }) as const),
      ...table.table.measures.map(
        (name) =>
          ({
            name,
            kind: "measure",
            type: WHOLE.has(name) ? "whole" : "decimal",
            measure_type: measureType(name, report),
          }) as const,
      ),
      { name: "value_status", kind: "status", type: "text" },
    ],
  };
}

function measureTypes(report: Report): ReportDescription["measure_types"] {
  const measures = new Set(report.tables.flatMap((table) => table.measures));
  return Object.fromEntries([...measures].map((measure) => [measure, measureType(measure, report)]));
}

/** The days whose orders and revenue a report says: those of its period, or of everything that counts. Pure; throws nothing. */
function spanOf(report: Report, { period, reportPeriod }: ReportMetadata): ReportMetadata["period"] {
  return report.period === undefined || reportPeriod === null ? period : { ...reportPeriod };
}

function titleOf({ title }: Report): ReportDescription["title"] {
  return title === undefined ? null : { ...title };
}

function common(report: Report, metadata: ReportMetadata) {
  const { asOf, runId, currency, minimumUnits, zeros, messages } = metadata;
  return {
    as_of: asOf,
    run_id: runId,
    period: spanOf(report, metadata),
    customers: metadata.period,
    currency,
    protected_unit: "customer",
    minimum_units: minimumUnits,
    zeros,
    withholds_complementary_cells: true,
    value_status: { ...messages.valueStatus },
  } as const;
}

function withheldOf(table: ProtectedTable) {
  return {
    cells: table.cells,
    cells_withheld: table.cellsWithheld,
    ...(canBePartlyWithheld(table) ? { cells_partly_withheld: table.cellsPartlyWithheld } : {}),
    is_much_withheld: isMuchWithheld(table),
    is_withheld_whole: table.isWithheldWhole,
    has_totals: table.hasTotals,
    remainder: table.table.remainder ?? [],
  };
}
