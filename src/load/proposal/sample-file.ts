import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { CsvDelimiter, SourceFormat, TextEncoding } from "../../domain/project.ts";
import { formatOfName } from "../../domain/source-format.ts";
import type { Loader } from "../../engine/loader.ts";
import { headerIsData } from "../../errors.ts";
import { writeFileAtomic } from "../../io/atomic-write.ts";
import { readCsvRecords } from "../../io/csv-reader.ts";
import { apparentEncodingOf, type InputText } from "../../io/input-text.ts";
import { jsonSample } from "../json-names.ts";
import { parquetRelation } from "../read-parquet.ts";
import { type Dialect, firstText, readSourceHeader } from "../source-header.ts";
import type { SampleTable } from "./file-columns.ts";
import { looksLikeValue } from "./value-shape.ts";

/** The beginning of a file, and how it is read. */
export interface FileSample extends SampleTable {
  readonly format: SourceFormat;
  /** Of text; UTF-8 for Parquet, which has none. */
  readonly encoding: TextEncoding;
  /** Of CSV; a comma for other formats, which have none. */
  readonly delimiter: CsvDelimiter;
}

/** What is read of a file, however large it is. */
const SAMPLE_BYTES = 1024 * 1024;
const SAMPLE_RECORDS = 500;

/**
 * The names of a file's columns and its first records. The format follows from its name, and is CSV where that says none;
 * the encoding is the one its first bytes speak for. `openLoader` is asked for Parquet only, for the file's folder.
 *
 * Throws GK0110 for a first record that holds values, and what reading a header throws: GK0303–GK0306, GK0322, GK0325,
 * GK0326, GK0340, GK0341 and GK0348.
 */
export async function sampleFile(
  path: string,
  file: string,
  openLoader: (folder: string, temporaryFolder: string) => Promise<Loader>,
): Promise<FileSample> {
  const format = formatOfName(path) ?? "csv";
  const temporaryFolder = await mkdtemp(join(tmpdir(), "gatekeeper-init-"));
  try {
    if (format === "jsonl") return await sampleJsonLines(path, file);
    const sample =
      format === "parquet"
        ? await sampleParquet(path, file, await openLoader(dirname(path), temporaryFolder))
        : await sampleCsv(path, file, join(temporaryFolder, "start.csv"));
    if (sample.header.some(looksLikeValue)) throw headerIsData({ file }, { at: { file, line: 1 } });
    return sample;
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

async function sampleParquet(path: string, file: string, loader: Loader): Promise<FileSample> {
  try {
    const { relation, columns, nestedColumns } = await parquetRelation(path, file, loader);
    const header = columns.filter((name) => !nestedColumns.has(name));
    const rows = await loader.query(`select * from ${relation} limit ${SAMPLE_RECORDS}`);
    const records = rows.map((row) => header.map((name) => (row[name] === null ? "" : String(row[name]))));
    return { header, records, hasTypes: true, format: "parquet", encoding: "utf-8", delimiter: "," };
  } finally {
    await loader.close();
  }
}

async function sampleJsonLines(path: string, file: string): Promise<FileSample> {
  const encoding = await apparentEncodingOf(path, file);
  const sample = await jsonSample({ path, name: file, encoding }, SAMPLE_RECORDS);
  return { ...sample, hasTypes: true, format: "jsonl", encoding, delimiter: "," };
}

/** The start of the text is written as UTF-8 and read like any file: what is cut at its end is left out. */
async function sampleCsv(path: string, file: string, start: string): Promise<FileSample> {
  const encoding = await apparentEncodingOf(path, file);
  const text = (await firstText({ path, name: file, encoding }, SAMPLE_BYTES)).subarray(0, SAMPLE_BYTES);
  await writeFileAtomic(start, text, { sync: false });
  const delimiter = delimiterOf(text);
  const dialect = { delimiter, quote: '"' };
  const copy: InputText = { path: start, name: file, encoding: "utf-8" };
  const header = await readSourceHeader(copy, dialect);
  const records = await firstRecords(start, dialect);
  return { header, records, hasTypes: false, format: "csv", encoding, delimiter };
}

/** The sign that cuts the first line into the most pieces, outside quotes; of equal ones the more usual. */
function delimiterOf(bytes: Buffer): CsvDelimiter {
  const [line = ""] = bytes
    .toString("utf8")
    .replaceAll(/"[^"]*"/gu, "")
    .split(/\r?\n/u, 1);
  const counted = ([",", ";", "\t", "|"] as const).map((sign) => ({ sign, count: line.split(sign).length }));
  return counted.reduce((best, other) => (other.count > best.count ? other : best)).sign;
}

/** The records that can be read: the last one may be cut, and what is wrong with others is told at loading. */
async function firstRecords(path: string, dialect: Dialect): Promise<string[][]> {
  const records: string[][] = [];
  for await (const record of readCsvRecords(path, { ...dialect, skipsBroken: true })) {
    records.push(record);
    if (records.length > SAMPLE_RECORDS) break;
  }
  return records.slice(1);
}
