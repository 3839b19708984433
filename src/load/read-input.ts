import { rm } from "node:fs/promises";

import { assert } from "../assert.ts";
import type { SourceDeclaration } from "../domain/project.ts";
import { encodingUndeclared, GatekeeperError, inputEmpty, inputFileBroken, lineEndsUnreadable } from "../errors.ts";
import { type FileScan, scanFile } from "../io/scan-file.ts";
import type { LoadContext } from "./load-file.ts";
import { rawSelect } from "./raw-select.ts";
import { recordsBySkippingBlanks } from "./record-number.ts";
import type { LoadedFile } from "./input-cache.ts";
import { readSourceHeader } from "./source-header.ts";

/** One file of one source. */
export interface InputFile {
  /** Where it lies. */
  readonly path: string;
  /** As messages and the manifest name it. */
  readonly file: string;
  readonly source: SourceDeclaration;
  /** Everything that decides how it is read; part of its id in the cache. */
  readonly declaration: string;
}

/** What reading a file gave beside its rows. */
export interface InputReading {
  readonly sha256: string;
  readonly bytes: number;
  /** Records by counting them in the text, the header apart. */
  readonly records: number;
  readonly malformed: LoadedFile["malformed"];
}

/**
 * Reads a file and writes its records to `written` as Parquet, in the file's order, and to nothing else.
 *
 * The file is hashed and its records are counted while the engine reads it. A compressed file is decompressed first,
 * whole. Throws GK0303–GK0306, GK0321, GK0322, GK0325, GK0326, GK0332 and GK0245.
 */
export async function readInput(input: InputFile, written: string, context: LoadContext): Promise<InputReading> {
  return input.source.format === "csv" ? readCsv(input, written, context) : readParquet(input, written, context);
}

async function readCsv(input: InputFile, written: string, context: LoadContext): Promise<InputReading> {
  if (!input.path.endsWith(".gz")) return readText(input, input.path, null, written, context);
  const text = `${written}.text`;
  try {
    const scan = await scanFile(input.path, { ...dialectOf(input), name: input.file, gunzipTo: text });
    return await readText(input, text, scan, written, context);
  } finally {
    await rm(text, { force: true });
  }
}

/** `known` is the scan of a file that had to be decompressed; the text of any other is scanned here, beside the engine. */
async function readText(
  input: InputFile,
  text: string,
  known: FileScan | null,
  written: string,
  context: LoadContext,
): Promise<InputReading> {
  const { file, source } = input;
  const dialect = dialectOf(input);
  const header = await readSourceHeader(text, file, dialect);
  const relation = context.loader.csvRelation({ path: text, columns: header, ...dialect });
  const select = (hasQuotedLineFeeds: boolean) =>
    rawSelect(relation, source, { ...context, header, fileName: file, joins: { hasQuotedLineFeeds, ...dialect } });
  const isFirstFinal = known === null ? null : known.quotedLineFeeds > 0;
  const [scan] = await both(known ?? scanFile(text, { ...dialect, name: file }), async (scanned) =>
    checked(input, scanned, context.loader.writeParquet(select(isFirstFinal ?? false), written)),
  );
  if (isFirstFinal === null && scan.quotedLineFeeds > 0) await context.loader.writeParquet(select(true), written);
  const malformed = await context.loader.malformedRecords(relation);
  return {
    sha256: scan.sha256,
    bytes: scan.bytes,
    // In a table of one column an empty line is an empty cell; in any other it is nothing.
    records: scan.records - 1 + (header.length === 1 ? scan.emptyLines : 0),
    malformed: header.length === 1 ? malformed : recordsBySkippingBlanks(malformed, scan.recordsBeforeEmptyLines),
  };
}
