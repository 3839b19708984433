import { readFile } from "node:fs/promises";
import { extname } from "node:path";

import { exportBroken, GatekeeperError } from "../errors.ts";
import { readCsvRecords } from "../io/csv-reader.ts";
import type { LocalizedText } from "../language.ts";
import type { FoundTable } from "./written-table.ts";

/** Reads a Parquet file: names of columns, and every field as text. Given from outside, for an engine does it. */
export type ParquetReader = (path: string) => Promise<Pick<FoundTable, "columns" | "rows">>;

/** What a table's file can end in. */
export const TABLE_ENDINGS: ReadonlySet<string> = new Set([".csv", ".json", ".parquet", ".arrow"]);

/**
 * Reads a written table. Throws GK0531 for a file that is none, also where the reader of its format says so: a table that is
 * read by halves is not audited.
 */
export async function readTable(path: string, name: string, readParquet: ParquetReader): Promise<FoundTable> {
  const found = await readFields(path, name, readParquet);
  const [first] = found.columns;
  if (first === undefined || found.columns.some((column) => column.trim() === "")) throw broken(name, NO_HEADER);
  if (new Set(found.columns).size < found.columns.length) throw broken(name, TWICE);
  return found;
}

async function readFields(path: string, name: string, readParquet: ParquetReader): Promise<FoundTable> {
  try {
    switch (extname(path).toLowerCase()) {
      case ".csv":
        return await readCsv(path, name);
      case ".json":
        return { ...tableOfJson(await readFile(path, "utf8"), name), file: name, firstLine: null };
      case ".parquet":
        return { ...(await readParquet(path)), file: name, firstLine: null };
      case ".arrow":
        return { ...(await readArrow(path)), file: name, firstLine: null };
      default:
        throw broken(name, OTHER_ENDING);
    }
  } catch (error) {
    if (error instanceof GatekeeperError && error.code !== "GK0701") throw error;
    throw broken(name, UNREADABLE, error);
  }
}

async function readCsv(path: string, name: string): Promise<FoundTable> {
  const rows: string[][] = [];
  for await (const record of readCsvRecords(path, { name })) rows.push(record);
  const [columns = [], ...rest] = rows;
  return { file: name, columns, rows: rest, firstLine: 2 };
}

function tableOfJson(text: string, name: string): Pick<FoundTable, "columns" | "rows"> {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed) || !parsed.every(isRecord)) throw broken(name, NO_LIST);
  const columns = [...new Set(parsed.flatMap((row) => Object.keys(row)))];
  const rows = parsed.map((row) => columns.map((column) => fieldOf(row[column])));
  return { columns, rows };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldOf(value: unknown): string | null {
  return value === null || value === undefined ? null : textOf(value);
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

/** Loaded when it is needed: a quarter of the time that the program takes to start. */
async function readArrow(path: string): Promise<Pick<FoundTable, "columns" | "rows">> {
  const { DataType, tableFromIPC } = await import("apache-arrow");
  const table = tableFromIPC(await readFile(path));
  const columns = table.schema.fields.map(({ name }) => name);
  const vectors = table.schema.fields.map(({ name, type }) => ({
    vector: table.getChild(name),
    scale: DataType.isDecimal(type) ? type.scale : null,
  }));
  const rows = Array.from({ length: table.numRows }, (_, row) =>
    vectors.map(({ vector, scale }) => {
      const value: unknown = vector?.get(row);
      if (value === null || value === undefined) return null;
      return value instanceof Uint32Array ? decimalField(value, scale ?? 0) : textOf(value);
    }),
  );
  return { columns, rows };
}

/** A decimal number of four words, least first, as text. */
function decimalField(words: Uint32Array, scale: number): string {
  const size = words.reduceRight((sum, word) => (sum << 32n) + BigInt(word), 0n);
  const value = BigInt.asIntN(32 * words.length, size);
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return value < 0n ? `-${text}` : text;
}

function broken(file: string, reason: LocalizedText, cause?: unknown): GatekeeperError {
  return exportBroken({ file, reason }, { at: { file }, cause });
}

const NO_HEADER = { en: "a column of its header has no name", "zh-CN": "表头中有一列没有名称" };
const TWICE = { en: "two columns of its header have one name", "zh-CN": "表头中有两列同名" };
const NO_LIST = { en: "it is no list of records", "zh-CN": "不是由记录组成的列表" };
const OTHER_ENDING = {
  en: "it ends in none of .csv, .json, .parquet and .arrow",
  "zh-CN": "扩展名不是 .csv、.json、.parquet 或 .arrow",
};
const UNREADABLE = { en: "it cannot be read", "zh-CN": "无法读取" };
