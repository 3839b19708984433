import { rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";

import type { Clock } from "../domain/clock.ts";
import type { SourceDeclaration } from "../domain/project.ts";
import { sqlText } from "../engine/engine.ts";
import type { Loader } from "../engine/loader.ts";
import { encodingUndeclared, inputEmpty, recordsDoNotAddUp } from "../errors.ts";
import { makePrivateFolder } from "../io/atomic-write.ts";
import { type FileScan, scanFile } from "../io/scan-file.ts";
import {
  fileIdOf,
  type FileMark,
  type InputCache,
  type LoadedFile,
  markOf,
  type RejectedRecord,
} from "./input-cache.ts";
import { rawSelect } from "./raw-select.ts";
import { readSourceHeader } from "./source-header.ts";
import { rejectRepeatedTransactions } from "./repeated-transactions.ts";

/** What loading needs beside the file. */
export interface LoadContext {
  readonly loader: Loader;
  readonly cache: InputCache;
  readonly clock: Clock;
  /** A folder of this run's own, on the same file system as the cache. */
  readonly temporaryFolder: string;
  readonly timeZone: string;
  readonly extraColumns: readonly string[];
}

/**
 * Loads one input file into the cache, or finds it there: its rows as Parquet, and what became of every record.
 *
 * The file is hashed and its records are counted while the engine reads it; the two must agree, or a stray quote has
 * joined records (GK0327). A compressed file is decompressed first, whole. Throws GK0303–GK0305 and GK0321–GK0327.
 */
export async function loadFile(
  path: string,
  source: SourceDeclaration,
  declaration: string,
  context: LoadContext,
): Promise<LoadedFile> {
  const mark = await markOf(path);
  const known = await context.cache.known(source.table, declaration, mark);
  if (known !== null) return known;
  const loaded =
    source.format === "csv"
      ? await loadCsv(path, source, declaration, context)
      : await loadParquet(path, source, declaration, context);
  await context.cache.remember(declaration, mark, loaded.fileId, context.clock.now());
  return loaded;
}

async function loadCsv(
  path: string,
  source: SourceDeclaration,
  declaration: string,
  context: LoadContext,
): Promise<LoadedFile> {
  const dialect = { delimiter: source.csv?.delimiter ?? ",", quote: source.csv?.quote ?? '"' };
  const written = join(context.temporaryFolder, `${source.source}-${basename(path)}.parquet`);
  const isCompressed = path.endsWith(".gz");
  const text = isCompressed ? join(context.temporaryFolder, `${source.source}-${basename(path)}.text`) : path;
  try {
    const early = isCompressed ? await scanFile(path, { ...dialect, gunzipTo: text }) : null;
    const header = await readSourceHeader(text, path, dialect);
    const relation = context.loader.csvRelation({ path: text, columns: header, ...dialect });
    const select = rawSelect(relation, source, { ...context, header, fileName: path });
    const [scan] = await Promise.all([early ?? scanFile(path, dialect), context.loader.writeParquet(select, written)]);
    checkEncoding(path, scan);
    const malformed = await context.loader.malformedRecords(text);
    const loaded = await describe(path, source, { declaration, scan, malformed, written }, context);
    return await publish(loaded, source, written, context);
  } finally {
    await rm(written, { force: true });
    if (isCompressed) await rm(text, { force: true });
  }
}

async function loadParquet(
  path: string,
  source: SourceDeclaration,
  declaration: string,
  context: LoadContext,
): Promise<LoadedFile> {
  const written = join(context.temporaryFolder, `${source.source}-${basename(path)}.parquet`);
  try {
    const header = await context.loader.parquetColumns(path);
    const select = rawSelect(context.loader.parquetRelation(path), source, { ...context, header, fileName: path });
    const [scan, rows] = await Promise.all([
      scanFile(path, { quote: null, maxRecordBytes: Number.MAX_SAFE_INTEGER }),
      context.loader.writeParquet(select, written),
    ]);
    const loaded = await describe(
      path,
      source,
      { declaration, scan: { ...scan, records: rows + 1 }, malformed: [], written },
      context,
    );
    return await publish(loaded, source, written, context);
  } finally {
    await rm(written, { force: true });
  }
}

function checkEncoding(path: string, scan: FileScan): void {
  if (scan.records === 0) throw inputEmpty({ file: path }, { at: { file: path } });
  const mark = scan.byteOrderMark;
  const encoding =
    mark === "utf-16le" || mark === "utf-16be" ? "UTF-16" : scan.hasNul ? "not text (it holds zero bytes)" : null;
  if (encoding !== null) throw encodingUndeclared({ file: path, encoding }, { at: { file: path } });
}

interface Reading {
  readonly declaration: string;
  readonly scan: FileScan;
  readonly malformed: LoadedFile["malformed"];
  readonly written: string;
}

async function describe(
  path: string,
  source: SourceDeclaration,
  reading: Reading,
  context: LoadContext,
): Promise<LoadedFile> {
  const { scan, malformed, written, declaration } = reading;
  await rejectRepeatedTransactions(source, written, context.loader);
  const counts = await countByStatus(written, context.loader);
  const records = scan.records - 1;
  const read = counts.loaded + counts.rejected + counts.excluded;
  if (read + malformed.length !== records) {
    throw recordsDoNotAddUp({ file: path, counted: records, read, rejected: malformed.length }, { at: { file: path } });
  }
  return {
    fileId: fileIdOf(scan.sha256, declaration),
    sourceId: source.source,
    sha256: scan.sha256,
    bytes: scan.bytes,
    records,
    rowsLoaded: counts.loaded,
    rowsRejected: counts.rejected + malformed.length,
    rowsExcluded: counts.excluded,
    malformed,
    rejects: counts.rejected === 0 ? [] : await rejectsOf(written, malformed, context.loader),
    listRows: source.table === "suppressions" ? await listRowsOf(written, context.loader) : {},
    firstSeenAt: context.clock.now().toISOString(),
  };
}

async function countByStatus(
  written: string,
  loader: Loader,
): Promise<Record<"loaded" | "rejected" | "excluded", number>> {
  const rows = await loader.query(
    `select load_status, count(*) as records from read_parquet(${sqlText(written)}) group by load_status`,
  );
  const counts = { loaded: 0, rejected: 0, excluded: 0 };
  for (const row of rows) counts[row["load_status"] as keyof typeof counts] = Number(row["records"]);
  return counts;
}

async function rejectsOf(
  written: string,
  malformed: LoadedFile["malformed"],
  loader: Loader,
): Promise<RejectedRecord[]> {
  const rows = await loader.query(
    `select file_row_number as record_index, reject, reject_digest
     from read_parquet(${sqlText(written)}, file_row_number = true) where load_status = 'rejected' order by file_row_number`,
  );
  return rows.map((row) => {
    const [column = "", code = ""] = String(row["reject"]).split(":");
    return {
      record: recordNumber(Number(row["record_index"]), malformed),
      column,
      code,
      digest: String(row["reject_digest"]),
    };
  });
}

async function listRowsOf(written: string, loader: Loader): Promise<Record<string, number>> {
  const rows = await loader.query(
    `select list_id, count(*) as listed from read_parquet(${sqlText(written)}) where load_status = 'loaded' group by list_id order by list_id`,
  );
  return Object.fromEntries(rows.map((row) => [String(row["list_id"]), Number(row["listed"])]));
}

/** The number of the record, counted from 1 after the header, that became a given row: malformed ones have no row. */
export function recordNumber(recordIndex: number, malformed: LoadedFile["malformed"]): number {
  let record = recordIndex + 1;
  for (const skipped of malformed) {
    if (skipped.record > record) break;
    record += 1;
  }
  return record;
}

/** Moves the Parquet and its description into the cache; contents that are there already stay as first loaded. */
async function publish(
  loaded: LoadedFile,
  source: SourceDeclaration,
  written: string,
  context: LoadContext,
): Promise<LoadedFile> {
  const there = await context.cache.loaded(source.table, loaded.fileId);
  if (there !== null) return there;
  const final = context.cache.parquetPath(source.table, loaded.fileId);
  await makePrivateFolder(join(final, ".."));
  await rename(written, final);
  await context.cache.keep(source.table, loaded);
  return loaded;
}

export type { FileMark };
