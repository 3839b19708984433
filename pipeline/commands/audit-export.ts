import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";

import { exportAuditArtefact, type ExportAuditJson } from "../../src/artefacts/export-audit.ts";
import { auditExport, type ExportAudit } from "../../src/auditor/audit-export.ts";
import type { Place } from "../../src/auditor/known-cells.ts";
import { loadSolver } from "../../src/auditor/load-solver.ts";
import type { Objection } from "../../src/auditor/objections.ts";
import { type ExportPlace, readExport } from "../../src/auditor/read-export.ts";
import type { ParquetReader } from "../../src/auditor/read-tables.ts";
import { DEFAULT_MEMORY_LIMIT } from "../../src/domain/engine-limits.ts";
import { openDuckDBEngine } from "../../src/engine/duckdb/engine.ts";
import { exportEmpty, exportObjected } from "../../src/errors.ts";
import type { ExportAuditMessages } from "../../src/report/messages/export-audit.ts";
import { temporaryFolderName } from "../../src/state/leftovers.ts";
import { cellText } from "../audit-reports.ts";
import { engineSettings } from "../engine-settings.ts";
import { parquetFields } from "../parquet-fields.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { printArtefact } from "./print-artefact.ts";

export interface AuditExportOptions extends GlobalOptions {
  /** Folders and files, relative to the current folder. */
  readonly files: readonly string[];
  /** Folders of what was released before. */
  readonly before: readonly string[];
  readonly minimumUnits: number | undefined;
}

/**
 * Attacks written reports from their files alone, in a project or out of one: prints what gives each number away, or how much was checked. Throws GK0530 when it
 * objects to any; GK0115, GK0531 to GK0534, GK0536 and GK0538 for what it cannot read.
 */
export async function auditExportFiles(options: AuditExportOptions, command: CommandContext): Promise<void> {
  const places = options.files.map((file) => placeOf(file, command.folder));
  const before = [
    ...options.before.map((file) => placeOf(file, command.folder)),
    ...(await otherRuns(places, command.folder)),
  ];
  const audit = await withParquet(options, [...places, ...before], async (readParquet) => {
    const reading = { readParquet, minimumUnits: options.minimumUnits };
    const written = await readExport(places, reading);
    if (written.tables.length === 0) throw exportEmpty({ places: places.map(({ name }) => name) });
    const earlier = await readExport(before, reading);
    return auditExport(await loadSolver(), written, earlier.tables);
  });
  if (command.format === "json") printArtefact(exportAuditArtefact, auditJson(audit), command);
  else report(audit, command);
  const { objections } = audit;
  if (objections.length > 0)
    throw exportObjected({ objections: objections.length, cells: objections.map(({ place }) => cellText(place)) });
}

function placeOf(file: string, folder: string): ExportPlace {
  return { path: resolve(folder, file), name: file.split(sep).join("/").replace(/\/+$/u, "") };
}

/** The reports of the other finished runs of the project that a report lies in: whoever has it may have them. */
async function otherRuns(places: readonly ExportPlace[], folder: string): Promise<ExportPlace[]> {
  const runFolders = new Set(places.flatMap(({ path }) => runFolderOf(path) ?? []));
  const found = new Map<string, ExportPlace>();
  for (const runs of new Set([...runFolders].map(dirname))) {
    for (const name of (await readdir(runs)).toSorted()) {
      const reports = join(runs, name, "public", "reports");
      if (runFolders.has(join(runs, name)) || !existsSync(reports)) continue;
      found.set(reports, { path: reports, name: relative(folder, reports).split(sep).join("/") });
    }
  }
  return [...found.values()];
}

/** The folder of the run that a path lies in: `.gatekeeper/runs/RUN`. */
function runFolderOf(path: string): string | undefined {
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    const runs = dirname(at);
    if (runs.endsWith(`${sep}.gatekeeper${sep}runs`)) return at;
  }
  return undefined;
}

/** Opens an engine only when a Parquet file is to be read; it may read nothing but what is audited. */
async function withParquet<Result>(
  { threads, memoryLimit }: GlobalOptions,
  places: readonly ExportPlace[],
  work: (readParquet: ParquetReader) => Promise<Result>,
): Promise<Result> {
  let opened: ReturnType<typeof openDuckDBEngine> | undefined;
  const temporaryFolder = join(tmpdir(), `gatekeeper-audit-${await temporaryFolderName()}`);
  const folders = places.flatMap(({ path }) => [path, dirname(path)]);
  const limits = engineSettings({ threads: threads ?? 1, memoryLimit: memoryLimit ?? DEFAULT_MEMORY_LIMIT });
  try {
    return await work(async (path) => {
      opened ??= openDuckDBEngine({ ...limits, temporaryFolder, folders });
      return parquetFields(await opened)(path);
    });
  } finally {
    await (await opened)?.close();
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

function auditJson({ objections, remarks, checked }: ExportAudit): ExportAuditJson {
  return {
    verdict: objections.length === 0 ? "clean" : "objected",
    checked: {
      files: checked.files,
      tables: checked.tables,
      rows: checked.rows,
      withheld_numbers: checked.withheld,
      equations: checked.equations,
      compared_cells: checked.compared,
      without_program: checked.withoutProgram,
      is_whole: checked.isWhole,
    },
    objections: objections.map(objectionJson),
    remarks: remarks.map(objectionJson),
  };
}

function objectionJson({ kind, place, combination, partsLeftOut }: Objection): ExportAuditJson["objections"][number] {
  return {
    kind,
    cell: { ...place },
    combination: combination.map(({ times, place: cell }) => ({ times, cell: { ...cell } })),
    parts_left_out: partsLeftOut,
  };
}

function report(audit: ExportAudit, { print, messages }: CommandContext): void {
  const words = messages.exportAudit;
  const { checked } = auditJson(audit);
  for (const one of audit.objections) printObjection(one, words.kinds[one.kind] ?? one.kind, words, print);
  for (const one of audit.remarks) printObjection(one, words.remark, words, print);
  if (audit.objections.length === 0) print(words.clean);
  print(words.checked(checked));
  if (checked.without_program > 0) print(words.withoutProgram(checked.without_program));
  if (!checked.is_whole) print(words.notWhole);
}

function printObjection(
  { place, combination, partsLeftOut }: Objection,
  why: string,
  words: ExportAuditMessages,
  print: (line: string) => void,
): void {
  print(`${cellLine(place, words)}: ${why}`);
  for (const { times, place: part } of combination)
    print(`  ${times === null ? words.from : `${times} ×`} ${cellLine(part, words)}`);
  if (partsLeftOut > 0) print(`  ${words.partsLeftOut(partsLeftOut)}`);
}

function cellLine({ file, line, values, measure }: Place, words: ExportAuditMessages): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return words.cell(measure, pairs.join(", ") || words.everything, `${file}${line === null ? "" : `:${line}`}`);
}
