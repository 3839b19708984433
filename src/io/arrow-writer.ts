import {
  Bool,
  type Data,
  DateDay,
  Decimal,
  Field,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
} from "apache-arrow";
import { assert } from "../assert.ts";
import { writeFileAtomic } from "./atomic-write.ts";

/** A column of values; null is a missing value. Decimals are scaled by 10⁴; a date is YYYY-MM-DD. */
export type ArrowColumn =
  | { readonly name: string; readonly type: "utf8"; readonly values: readonly (string | null)[] }
  | { readonly name: string; readonly type: "int64"; readonly values: readonly (bigint | null)[] }
  | { readonly name: string; readonly type: "decimal128(38,4)"; readonly values: readonly (bigint | null)[] }
  | { readonly name: string; readonly type: "bool"; readonly values: readonly (boolean | null)[] }
  | { readonly name: string; readonly type: "date32"; readonly values: readonly (string | null)[] };

/** Fixed, so that the same table always has the same bytes; one batch stays far from Arrow's 2 GiB of text. */
const BATCH_ROWS = 65_536;

/**
 * Writes a table as an Arrow IPC file (the random-access format), every column nullable; same table, same bytes.
 *
 * The columns have equal lengths. A number beyond its type or a date that is none is our mistake and stops.
 * Throws GK0503 when the file cannot be written.
 */
export async function writeArrowFile(path: string, columns: readonly ArrowColumn[]): Promise<void> {
  const rows = columns[0]?.values.length ?? 0;
  for (const column of columns) assert(column.values.length === rows, `column ${column.name} has ${rows} values`);
  const schema = new Schema(columns.map((column) => new Field(column.name, columnData(column, 0, 0).type, true)));
  const batches: RecordBatch[] = [];
  for (let start = 0; start < rows; start += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, rows - start);
    const children = columns.map((column) => columnData(column, start, length));
    batches.push(
      new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children })),
    );
  }
  await writeFileAtomic(path, tableToIPC(new Table(schema, batches), "file"));
}

/** One batch's slice of a column, in Arrow's own layout, its type included. */
function columnData(column: ArrowColumn, start: number, length: number): Data {
  const end = start + length;
  switch (column.type) {
    case "utf8":
      return utf8Data(column.values.slice(start, end));
    case "int64":
      return int64Data(column.values.slice(start, end));
    case "decimal128(38,4)":
      return decimalData(column.values.slice(start, end));
    case "bool":
      return boolData(column.values.slice(start, end));
    default:
      return dateData(column.values.slice(start, end));
  }
}

function utf8Data(values: readonly (string | null)[]): Data {
  const texts = values.map((value) => Buffer.from(value ?? "", "utf8"));
  const valueOffsets = new Int32Array(values.length + 1);
  let offset = 0;
  for (const [index, text] of texts.entries()) {
    offset += text.byteLength;
    assert(offset < 2 ** 31, "a batch's text fits Arrow's 32-bit offsets");
    valueOffsets[index + 1] = offset;
  }
  const data = new Uint8Array(Buffer.concat(texts));
  return makeData({ type: new Utf8(), length: values.length, ...validity(values), valueOffsets, data });
}

function int64Data(values: readonly (bigint | null)[]): Data {
  const data = new BigInt64Array(values.length);
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    assert(BigInt.asIntN(64, value) === value, "an int64 fits 64 bits");
    data[index] = value;
  }
  return makeData({ type: new Int64(), length: values.length, ...validity(values), data });
}

const DECIMAL_BOUND = 10n ** 38n;

/** Sixteen bytes a value, two's complement, least significant word first. */
function decimalData(values: readonly (bigint | null)[]): Data {
  const words = new BigUint64Array(values.length * 2);
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    assert(-DECIMAL_BOUND < value && value < DECIMAL_BOUND, "a decimal fits 38 digits");
    words[index * 2] = BigInt.asUintN(64, value);
    words[index * 2 + 1] = BigInt.asUintN(64, value >> 64n);
  }
  const data = new Uint32Array(words.buffer);
  return makeData({ type: new Decimal(4, 38, 128), length: values.length, ...validity(values), data });
}

function boolData(values: readonly (boolean | null)[]): Data {
  const data = bits(values.map((value) => value === true));
  return makeData({ type: new Bool(), length: values.length, ...validity(values), data });
}

const DAY_MS = 86_400_000;

function dateData(values: readonly (string | null)[]): Data {
  const data = new Int32Array(values.length);
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const midnight = new Date(`${value}T00:00:00Z`);
    assert(!Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(`${value}T`), "a date is YYYY-MM-DD");
    data[index] = midnight.getTime() / DAY_MS;
  }
  return makeData({ type: new DateDay(), length: values.length, ...validity(values), data });
}

function validity(values: readonly unknown[]): { nullCount: number; nullBitmap: Uint8Array } {
  const nullCount = values.filter((value) => value === null).length;
  return { nullCount, nullBitmap: bits(values.map((value) => value !== null)) };
}

/** One bit a value, least significant first. */
function bits(flags: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(flags.length / 8));
  for (const [index, flag] of flags.entries())
    if (flag) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
  return bytes;
}
