import { join } from "node:path";

import { writeArtefact } from "../artefacts/artefact.ts";
import { type ReportDescription, reportDescription } from "../artefacts/report-description.ts";
import type { ProtectedRow, ProtectedTable } from "../disclosure/report-table.ts";
import { CHANNELS } from "../domain/campaign.ts";
import { channelsAsked } from "../domain/contactable.ts";
import type { Report, ReportMeasure } from "../domain/report.ts";
import type { Engine } from "../engine/engine.ts";
import type { ArrowColumn } from "../io/arrow-writer.ts";
import { makePrivateFolder, writeFileAtomic } from "../io/atomic-write.ts";
import { csvText } from "../io/csv-writer.ts";
import type { Language } from "../language.ts";
import type { ReportTextMessages } from "../report/messages.ts";
import { decimalText } from "./decimal-text.ts";
import { reportText } from "./report-text.ts";

/** A report as written: its protected tables and the files they went to. */
export interface ReportOutput {
  readonly report: Report;
  readonly tables: readonly ProtectedTable[];
  /** Paths relative to the report's folder. */
  readonly files: readonly string[];
}

/** What the description of a report says beside its tables. */
export interface ReportMetadata {
  readonly runId: string;
  readonly asOf: string;
  readonly minimumUnits: number;
  readonly currency: string;
  /** The project's, whatever the reader of the terminal chose: the same inputs give the same bytes. */
  readonly language: Language;
  readonly messages: ReportTextMessages;
  /** What people call each segment, by its id; data files have the ids. */
  readonly segmentLabels: ReadonlyMap<string, string>;
}

/** Measures that are whole numbers; the others have four decimals. */
const WHOLE: ReadonlySet<ReportMeasure> = new Set([
  "customers",
  "orders",
  "median_r_score",
  "median_f_score",
  "median_m_score",
  ...CHANNELS.map((channel) => `contactable_${channel}` as const),
]);

/**
 * Writes the protected tables of a report into its folder: each in every format asked for and as text, with
 * `report.json` that says what was counted and that cells are withheld. In data files a withheld cell is empty.
 */
export async function writeReport(
  report: Report,
  tables: readonly ProtectedTable[],
  folder: string,
  engine: Engine,
  metadata: ReportMetadata,
): Promise<ReportOutput> {
  await makePrivateFolder(folder);
  const files: string[] = [];
  for (const [index, table] of tables.entries()) {
    const name = `table-${index + 1}`;
    for (const format of report.formats) {
      await writeTable(join(folder, `${name}.${format}`), format, table, engine);
      files.push(`${name}.${format}`);
    }
    await writeFileAtomic(join(folder, `${name}.md`), reportText(report, table, metadata));
    files.push(`${name}.md`);
  }
  await writeArtefact(join(folder, "report.json"), reportDescription, description(report, tables, files, metadata));
  return { report, tables, files: [...files, "report.json"] };
}

async function writeTable(
  path: string,
  format: Report["formats"][number],
  table: ProtectedTable,
  engine: Engine,
): Promise<void> {
  switch (format) {
    case "csv":
      await writeFileAtomic(
        path,
        csvText(
          columnNames(table),
          table.rows.map((row) => csvRow(table, row)),
        ),
      );
      return;
    case "arrow":
      await writeArrow(path, arrowColumns(table));
      return;
    case "parquet":
      await writeParquet(path, table, engine);
  }
}

function columnNames({ table }: ProtectedTable): string[] {
  return [...table.rows, ...table.columns, ...table.measures, "value_status"];
}

function csvRow({ table }: ProtectedTable, row: ProtectedRow): (string | null)[] {
  const values = row.values.map((value) => value ?? "(all)");
  return [...values, ...table.measures.map((measure) => measureText(measure, row)), statusOf(row)];
}

/** A measure as text; null when it is withheld or has no value. */
export function measureText(measure: ReportMeasure, row: ProtectedRow): string | null {
  const value = row.measures[measure] ?? null;
  if (value === null) return null;
  return WHOLE.has(measure) ? value.toString() : decimalText(value);
}

function statusOf({ isWithheld, withheldMeasures }: ProtectedRow): string {
  if (isWithheld) return "withheld";
  return withheldMeasures.length > 0 ? "partly_withheld" : "published";
}

/** Loaded when it is needed: a quarter of the time that the program takes to start. */
async function writeArrow(path: string, columns: readonly ArrowColumn[]): Promise<void> {
  const { writeArrowFile } = await import("../io/arrow-writer.ts");
  await writeArrowFile(path, columns);
}

function arrowColumns({ table, rows }: ProtectedTable): ArrowColumn[] {
  const dimensions = [...table.rows, ...table.columns].map((name, index): ArrowColumn => ({
    name,
    type: "utf8",
    values: rows.map((row) => row.values[index] ?? "(all)"),
  }));
  const measures = table.measures.map((name): ArrowColumn => ({
    name,
    type: WHOLE.has(name) ? "int64" : "decimal128(38,4)",
    values: rows.map((row) => row.measures[name] ?? null),
  }));
  return [...dimensions, ...measures, { name: "value_status", type: "utf8", values: rows.map(statusOf) }];
}

async function writeParquet(path: string, table: ProtectedTable, local: Engine): Promise<void> {
  const names = columnNames(table);
  const isMeasure = (name: string): name is ReportMeasure => table.table.measures.some((measure) => measure === name);
  const types = names.map((name) => (isMeasure(name) ? (WHOLE.has(name) ? "bigint" : "decimal(38, 4)") : "varchar"));
  const columns = names.map((name, index) => ({ name, type: types[index] ?? "varchar" }));
  await local.fill(
    "export.report_table",
    columns,
    table.rows.map((row) => csvRow(table, row)),
  );
  await local.writeParquet("select * from export.report_table", path, []);
}

function description(
  report: Report,
  tables: readonly ProtectedTable[],
  files: readonly string[],
  metadata: ReportMetadata,
): ReportDescription {
  return {
    id: report.id,
    title: report.title === undefined ? null : { ...report.title },
    as_of: metadata.asOf,
    run_id: metadata.runId,
    currency: metadata.currency,
    protected_unit: "customer",
    minimum_units: metadata.minimumUnits,
    files,
    tables: tables.map((table) => ({
      id: table.id,
      columns: columnNames(table),
      cells_withheld: table.cellsWithheld,
      ...(channelsAsked(table.table.measures).length > 0 ? { cells_partly_withheld: table.cellsPartlyWithheld } : {}),
      has_totals: table.hasTotals,
      is_withheld_whole: table.isWithheldWhole,
    })),
  };
}
