import { rm } from "node:fs/promises";

import type { SourceDeclaration } from "../domain/project.ts";
import type { Loader, ParquetRelation } from "../engine/loader.ts";
import {
  csvBroken,
  encodingUndeclared,
  GatekeeperError,
  inputEmpty,
  inputFileBroken,
  lineEndsUnreadable,
} from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { type FileScan, scanFile } from "../io/scan-file.ts";
import type { LoadedFile } from "./input-cache.ts";
import type { LoadContext } from "./load-file.ts";
import { rawSelect } from "./raw-select.ts";
import { withoutEmptyLines } from "./record-number.ts";
import { dialectOf, readSourceHeader, ZERO_BYTES } from "./source-header.ts";

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
 * Reads a file and writes a row for each record to `written` as Parquet, in the file's order.
 *
 * The file is hashed and its records are counted while the engine reads it. A compressed file is decompressed first,
 * whole. Throws GK0245, GK0303–GK0306, GK0321, GK0322, GK0325, GK0326 and GK0332.
 */
export async function readInput(input: InputFile, written: string, context: LoadContext): Promise<InputReading> {
  return input.source.format === "csv" ? readCsv(input, written, context) : readParquet(input, written, context);
}

async function readCsv(input: InputFile, written: string, context: LoadContext): Promise<InputReading> {
  if (!input.path.endsWith(".gz")) return readText(input, { path: input.path, scan: null }, written, context);
  const path = `${written}.text`;
  try {
    const scan = await scanFile(input.path, { ...dialectOf(input.source), name: input.file, gunzipTo: path });
    return await readText(input, { path, scan }, written, context);
  } finally {
    await rm(path, { force: true });
  }
}

/** The text of an input file, scanned already when it had to be decompressed. */
interface InputText {
  readonly path: string;
  readonly scan: FileScan | null;
}

async function readText(
  input: InputFile,
  text: InputText,
  written: string,
  context: LoadContext,
): Promise<InputReading> {
  const { file, source } = input;
  const { loader } = context;
  const dialect = dialectOf(source);
  const header = await readSourceHeader(text.path, file, dialect);
  const relation = loader.csvRelation({ path: text.path, columns: header, ...dialect });
  const write = async (mayBeJoined: boolean) =>
    loader.writeParquet(rawSelect(relation, source, { ...context, header, fileName: file, mayBeJoined }), written);
  const [scanned, wrote] = await Promise.allSettled([
    text.scan ?? scanFile(text.path, { ...dialect, name: file }),
    write((text.scan?.quotedLineFeeds ?? 0) > 0),
  ]);
  // What the scan says comes first: it knows why the engine could not go on.
  if (scanned.status === "rejected") throw scanned.reason;
  const scan = scanned.value;
  checkText(file, scan);
  if (wrote.status === "rejected") throw lineEndsProblem(file, wrote.reason);
  if (text.scan === null && scan.quotedLineFeeds > 0) await write(true);
  const unread = await loader.malformedRecords(relation);
  const malformed = unread.map(({ record, problem }) => ({ record, problem }));
  // In a table of one column an empty line is an empty cell; in any other it is nothing.
  const isOneColumn = header.length === 1;
  const numbered = isOneColumn ? malformed : withoutEmptyLines(malformed, scan.recordsBeforeEmptyLines);
  const multiline = numbered[unread.findIndex(({ isMultiline }) => isMultiline)];
  if (multiline !== undefined) throw quotesProblem(file, multiline.record, SEVERAL_LINES);
  checkWidths(file, scan, { isOneColumn, malformed: numbered });
  const records = scan.records - 1 + (isOneColumn ? scan.emptyLines : 0);
  return { sha256: scan.sha256, bytes: scan.bytes, records, malformed: numbered };
}

const SEVERAL_LINES: LocalizedText = { en: "its quotes run over several lines", "zh-CN": "引号跨越多行" };
const UNCLOSED_QUOTE: LocalizedText = { en: "a quote opens in it and never closes", "zh-CN": "其中的引号没有闭合" };
const MORE_FIELDS: LocalizedText = { en: "it has more fields than the header", "zh-CN": "字段数多于表头" };
const MIXED_LINE_ENDS: LocalizedText = {
  en: "some of its lines end in CRLF, others in LF alone",
  "zh-CN": "有些行以 CRLF 结尾，有些行只以 LF 结尾",
};
const CARRIAGE_RETURN: LocalizedText = { en: "a carriage return stands inside a line", "zh-CN": "行内含有回车符" };
const NO_PARQUET: LocalizedText = {
  en: "it is not a Parquet file, or is damaged",
  "zh-CN": "它不是 Parquet 文件，或已损坏",
};

function checkText(file: string, scan: FileScan): void {
  const at = { file };
  if (scan.records === 0) throw inputEmpty({ file }, { at });
  if (scan.hasNul) throw encodingUndeclared({ file, encoding: ZERO_BYTES }, { at });
  if (scan.hasUnterminatedQuote) throw quotesProblem(file, scan.records - 1, UNCLOSED_QUOTE);
  if (scan.lineEnd === "mixed") throw lineEndsUnreadable({ file, problem: MIXED_LINE_ENDS }, { at });
}

/**
 * The engine overlooks empty fields beyond the header's at a record's end. Such a record may have a stray delimiter further
 * left, which shifts every cell after it to another column.
 */
function checkWidths(
  file: string,
  { surplusRecords }: FileScan,
  { isOneColumn, malformed }: { isOneColumn: boolean; malformed: LoadedFile["malformed"] },
): void {
  const rejected = new Set(malformed.map(({ record }) => record));
  // In a table of one column empty lines have numbers too, and nothing can be shifted.
  const overlooked = isOneColumn ? undefined : surplusRecords.find((record) => !rejected.has(record));
  if (overlooked !== undefined)
    throw csvBroken({ file, record: overlooked + 1, reason: MORE_FIELDS }, { at: { file } });
}

/** How many records lie in such a one nobody can tell, so it is no reject to be counted. Its number is after the header. */
function quotesProblem(file: string, record: number, reason: LocalizedText): GatekeeperError {
  return csvBroken({ file, record: record + 1, reason }, { at: { file } });
}

/** The engine follows quotes as the scan does; it stops at a carriage return that ends no line. */
function lineEndsProblem(file: string, cause: unknown): unknown {
  if (!(cause instanceof GatekeeperError) || cause.category !== "bug") return cause;
  return lineEndsUnreadable({ file, problem: CARRIAGE_RETURN }, { at: { file }, cause });
}

async function readParquet(input: InputFile, written: string, context: LoadContext): Promise<InputReading> {
  const { path, file, source } = input;
  const { loader } = context;
  // Hashed like any other file; the records it seems to have as text mean nothing.
  const scan = await scanFile(path, { name: file, quote: null, maxRecordBytes: Number.MAX_SAFE_INTEGER });
  const { relation, columns } = await parquetRelation(path, file, loader);
  const select = rawSelect(relation, source, { ...context, header: columns, fileName: file, mayBeJoined: false });
  const records = await loader.writeParquet(select, written).catch(async (error: unknown) => {
    await loader.writeParquet(`select * from ${relation}`, written).catch(brokenParquet(file));
    throw error;
  });
  return { sha256: scan.sha256, bytes: scan.bytes, records, malformed: [] };
}

/** The columns of a Parquet file and the SQL that reads it. Throws GK0303 for a file that is none. */
export async function parquetRelation(path: string, file: string, loader: Loader): Promise<ParquetRelation> {
  return loader.parquetRelation(path).catch(brokenParquet(file));
}

function brokenParquet(file: string): (cause: unknown) => never {
  return (cause) => {
    throw inputFileBroken({ file, reason: NO_PARQUET }, { at: { file }, cause });
  };
}
