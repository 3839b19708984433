import { join } from "node:path";

import { writeArtefact } from "../artefacts/artefact.ts";
import { reportDescription, tableDescription } from "../artefacts/report-description.ts";
import type { ProtectedRow, ProtectedTable } from "../disclosure/protected-table.ts";
import type { PeriodDays, Report, ReportMeasure } from "../domain/report.ts";
import type { Engine } from "../engine/engine.ts";
import type { ArrowColumn } from "../io/arrow-writer.ts";
import { makePrivateFolder, writeFileAtomic } from "../io/atomic-write.ts";
import { csvText } from "../io/csv-writer.ts";
import type { Language } from "../language.ts";
import type { ReportTextMessages } from "../report/messages.ts";
import { decimalText } from "./decimal-text.ts";
import { columnNames, describeReport, describeTable, WHOLE } from "./describe-report.ts";
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
  /** By whose sales somebody is a customer: from a day on, all where it is null, and before a day or an instant. */
  readonly period: { readonly from: string | null; readonly before: string };
  /** Whose orders and revenue are said by reports with a period; null where none has one. */
  readonly reportPeriod: PeriodDays | null;
  readonly minimumUnits: number;
  /** Whether a cell of nobody is printed as it is, or withheld as one of few. */
  readonly zeros: "publish" | "protect";
  readonly currency: string;
  /** The project's, whatever the reader of the terminal chose: the same inputs give the same bytes. */
  readonly language: Language;
  readonly messages: ReportTextMessages;
  /** What people call each segment, by its id; data files have the ids. */
  readonly segmentLabels: ReadonlyMap<string, string>;
}

/**
 * Writes the protected tables of a report into its folder: each in every format asked for and as text, with `report.json` and a file beside those of each table that
 * say what was counted and that cells are withheld. In data files a withheld cell is empty.
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
    const ofTable = report.formats.map((format) => `${name}.${format}`);
    for (const format of report.formats) await writeTable(join(folder, `${name}.${format}`), format, table, engine);
    const described = describeTable(report, table, ofTable, metadata);
    await writeArtefact(join(folder, `${name}.metadata.json`), tableDescription, described);
    files.push(...ofTable, `${name}.metadata.json`);
    await writeFileAtomic(join(folder, `${name}.md`), reportText(report, table, metadata));
    files.push(`${name}.md`);
  }
  await writeArtefact(join(folder, "report.json"), reportDescription, describeReport(report, tables, files, metadata));
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
