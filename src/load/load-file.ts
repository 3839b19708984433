import { rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import { present } from "../assert.ts";
import type { Clock } from "../domain/clock.ts";
import type { SourceDeclaration } from "../domain/project.ts";
import { sqlText } from "../engine/engine.ts";
import type { Loader } from "../engine/loader.ts";
import { CHANGED_MEANWHILE, inputFileBroken, recordsDoNotAddUp } from "../errors.ts";
import { makePrivateFolder } from "../io/atomic-write.ts";
import { sha256Text } from "../io/sha256.ts";
import { fileIdOf, type InputCache, isSameFile, type LoadedFile, markOf, type RejectedRecord } from "./input-cache.ts";
import { type InputFile, type InputReading, readInput } from "./read-input.ts";
import { IS_EXCLUDED, IS_LOADED, IS_REJECTED, readReject } from "./fate.ts";
import { recordNumber } from "./record-number.ts";
import { moreThanKept, REJECTS_MAX } from "./rejects.ts";
import { rejectRepeatedTransactions } from "./repeated-transactions.ts";
import { unreadable } from "./source-header.ts";
import { findUnknownWord } from "./words-never-guessed.ts";

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
 * Counting and reading must agree, or a stray quote has joined records (GK0327); and the file must lie there unchanged at
 * the end (GK0303). Throws GK0303–GK0306, GK0321, GK0322, GK0325–GK0327, GK0332 and
 * GK0340–GK0349.
 */
export async function loadFile(input: InputFile, context: LoadContext): Promise<LoadedFile> {
  const { path, file, source, declaration } = input;
  const mark = await markOf(path).catch(notReadable(file));
  const known = await context.cache.known(source.table, declaration, mark);
  if (known !== null) return known;
  // Files of different folders may share a name.
  const written = join(context.temporaryFolder, `${sha256Text(`${source.source}\n${path}`).slice(0, 32)}.parquet`);
  try {
    const reading = await readInput(input, written, context);
    const loaded = await describe(input, reading, written, context);
    if (!isSameFile(mark, await markOf(path).catch(notReadable(file)))) {
      throw inputFileBroken({ file, reason: CHANGED_MEANWHILE }, { at: { file } });
    }
    const published = await publish(loaded, source, written, context);
    await context.cache.remember(declaration, mark, published.fileId, context.clock.now());
    return published;
  } finally {
    await rm(written, { force: true });
  }
}

function notReadable(file: string): (cause: unknown) => never {
  return (cause) => {
    throw unreadable(file, cause);
  };
}

async function describe(
  { file, source, declaration }: InputFile,
  { sha256, bytes, records, malformed }: InputReading,
  written: string,
  context: LoadContext,
): Promise<LoadedFile> {
  await rejectRepeatedTransactions(source, written, context.loader);
  const counts = await countByFate(written, context.loader);
  const read = counts.loaded + counts.rejected + counts.excluded;
  if (read + malformed.length !== records) {
    throw recordsDoNotAddUp({ file, counted: records, read, rejected: malformed.length }, { at: { file } });
  }
  if (counts.rejected > REJECTS_MAX) {
    const [first] = await rejectsOf(written, malformed, context.loader, 1);
    throw moreThanKept(file, counts.rejected, records, present(first, "there are rejects"));
  }
  return {
    fileId: fileIdOf(sha256, declaration),
    sourceId: source.source,
    sha256,
    bytes,
    records,
    rowsLoaded: counts.loaded,
    rowsRejected: counts.rejected + malformed.length,
    rowsExcluded: counts.excluded,
    malformed,
    rejects: counts.rejected === 0 ? [] : await rejectsOf(written, malformed, context.loader),
    unknownWord: await findUnknownWord(source.table, written, malformed, context.loader),
    lostStatuses:
      counts.rejected > 0 && source.table === "customers" && source.columns.some(({ column }) => column === "status")
        ? await lostStatusesOf(written, malformed, context.loader)
        : [],
    listRows: source.table === "suppressions" ? await listRowsOf(written, context.loader) : {},
    firstSeenAt: context.clock.now().toISOString(),
  };
}

/** Where no record has a fate, which is the rule, the file's own statistics say so and nothing is read. */
async function countByFate(
  written: string,
  loader: Loader,
): Promise<Record<"loaded" | "rejected" | "excluded", number>> {
  const file = `read_parquet(${sqlText(written)})`;
  const [all] = await loader.query(`select count(*) as records from ${file}`);
  const [others] = await loader.query(
    `select count(*) as others, count(*) filter (where ${IS_EXCLUDED}) as excluded from ${file} where not (${IS_LOADED})`,
  );
  const [records, notLoaded, excluded] = [all?.["records"], others?.["others"], others?.["excluded"]].map(Number);
  const rejected = (notLoaded ?? 0) - (excluded ?? 0);
  return { loaded: (records ?? 0) - (notLoaded ?? 0), rejected, excluded: excluded ?? 0 };
}

async function rejectsOf(
  written: string,
  malformed: LoadedFile["malformed"],
  loader: Loader,
  limit = REJECTS_MAX,
): Promise<RejectedRecord[]> {
  const rows = await loader.query(
    `select file_row_number as record_index, fate
     from read_parquet(${sqlText(written)}, file_row_number = true) where ${IS_REJECTED}
     order by file_row_number limit ${limit}`,
  );
  return rows.map((row) => ({
    record: recordNumber(Number(row["record_index"]), malformed),
    ...readReject(String(row["fate"])),
  }));
}

/** Whoever is deceased or restricted must not be lost with a registration date that cannot be read. */
async function lostStatusesOf(written: string, malformed: LoadedFile["malformed"], loader: Loader): Promise<number[]> {
  const rows = await loader.query(
    `select file_row_number as record_index from read_parquet(${sqlText(written)}, file_row_number = true)
     where ${IS_REJECTED} and status is not null and status <> 'active' order by file_row_number`,
  );
  return rows.map((row) => recordNumber(Number(row["record_index"]), malformed));
}

async function listRowsOf(written: string, loader: Loader): Promise<Record<string, number>> {
  const rows = await loader.query(
    `select list_id, count(*) as listed from read_parquet(${sqlText(written)}) where ${IS_LOADED} group by list_id order by list_id`,
  );
  return Object.fromEntries(rows.map((row) => [String(row["list_id"]), Number(row["listed"])]));
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
  await makePrivateFolder(dirname(final));
  await rename(written, final);
  await context.cache.keep(source.table, loaded);
  return loaded;
}
