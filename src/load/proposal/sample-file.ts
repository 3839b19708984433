import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createGunzip } from "node:zlib";

import type { CsvDelimiter } from "../../domain/project.ts";
import { formatByName } from "../../domain/source-format.ts";
import type { Loader } from "../../engine/loader.ts";
import { headerIsData, inputFileBroken, encodingUndeclared } from "../../errors.ts";
import { writeFileAtomic } from "../../io/atomic-write.ts";
import { readCsvRecords } from "../../io/csv-reader.ts";
import { parquetRelation } from "../read-input.ts";
import { type Dialect, readSourceHeader, unreadable } from "../source-header.ts";
import type { SampleTable } from "./file-columns.ts";
import { looksLikeValue } from "./value-shape.ts";

/** The beginning of a file, and how it is read. */
export interface FileSample extends SampleTable {
  readonly format: "csv" | "parquet";
  /** Of CSV; a comma for Parquet, which has none. */
  readonly delimiter: CsvDelimiter;
}

/** What is read of a file, however large it is. */
const SAMPLE_BYTES = 1024 * 1024;
const SAMPLE_RECORDS = 500;

/**
 * The header of a file and its first records. `openLoader` is asked for Parquet only, for the file's folder.
 *
 * Throws GK0110 for a first record that holds values, and what reading a header throws: GK0303, GK0304, GK0306, GK0322,
 * GK0325 and GK0326.
 */
export async function sampleFile(
  path: string,
  file: string,
  openLoader: (folder: string, temporaryFolder: string) => Promise<Loader>,
): Promise<FileSample> {
  const temporaryFolder = await mkdtemp(join(tmpdir(), "gatekeeper-init-"));
  try {
    const sample =
      formatByName(path) === "parquet"
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
    const { relation, columns } = await parquetRelation(path, file, loader);
    const rows = await loader.query(`select * from ${relation} limit ${SAMPLE_RECORDS}`);
    const records = rows.map((row) => columns.map((name) => (row[name] === null ? "" : String(row[name]))));
    return { header: columns, records, format: "parquet", delimiter: "," };
  } finally {
    await loader.close();
  }
}

async function sampleCsv(path: string, file: string, start: string): Promise<FileSample> {
  const bytes = await firstBytes(path, file);
  await writeFileAtomic(start, bytes, { sync: false });
  const delimiter = delimiterOf(bytes);
  const dialect = { delimiter, quote: '"' };
  const header = await readSourceHeader(start, file, dialect);
  if (header.some((name) => name.includes("\uFFFD")))
    throw encodingUndeclared({ file, encoding: NOT_UTF8 }, { at: { file } });
  return { header, records: await firstRecords(start, dialect), format: "csv", delimiter };
}

const NOT_UTF8 = { en: "not UTF-8 text", "zh-CN": "不是 UTF-8 文本" };

async function firstBytes(path: string, file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const source = createReadStream(path);
    const text: AsyncIterable<Buffer> = path.endsWith(".gz") ? source.pipe(createGunzip()) : source;
    for await (const chunk of text) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= SAMPLE_BYTES) break;
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).syscall !== undefined) throw unreadable(file, cause);
    const reason = { en: "its compressed data is damaged", "zh-CN": "压缩数据已损坏" };
    throw inputFileBroken({ file, reason }, { at: { file }, cause });
  }
  return Buffer.concat(chunks).subarray(0, SAMPLE_BYTES);
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
