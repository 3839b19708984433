import { rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { Clock } from "../domain/clock.ts";
import type { SourceDeclaration } from "../domain/project.ts";
import type { Loader } from "../engine/loader.ts";
import { CHANGED_MEANWHILE, inputFileBroken, recordsDoNotAddUp } from "../errors.ts";
import { makePrivateFolder } from "../io/atomic-write.ts";
import { sha256Text } from "../io/sha256.ts";
import { fileIdOf, type InputCache, isSameFile, type LoadedFile, markOf } from "./input-cache.ts";
import { factsOf, rowsOfFile } from "./loaded-rows.ts";
import { type InputFile, type InputReading, readInput } from "./read-input.ts";
import { rejectRepeatedTransactions } from "./repeated-transactions.ts";
import { unreadable } from "./source-header.ts";

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
  const facts = await factsOf(rowsOfFile(written, context.loader), { file, source, malformed });
  const { rowsLoaded, rowsRejected, rowsExcluded } = facts;
  if (rowsLoaded + rowsRejected + rowsExcluded !== records) {
    const rejected = malformed.length;
    const read = rowsLoaded + rowsRejected + rowsExcluded - rejected;
    throw recordsDoNotAddUp({ file, counted: records, read, rejected }, { at: { file } });
  }
  return {
    fileId: fileIdOf(sha256, declaration),
    sourceId: source.source,
    sha256,
    bytes,
    records,
    malformed,
    ...facts,
    firstSeenAt: context.clock.now().toISOString(),
  };
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
