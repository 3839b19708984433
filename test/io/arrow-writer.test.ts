import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Table, tableFromIPC } from "apache-arrow";
import { expect, test } from "vitest";
import { type ArrowColumn, writeArrowFile } from "../../src/io/arrow-writer.ts";
import { scratchFolder } from "./scratch-folder.ts";

async function writtenAndRead(columns: readonly ArrowColumn[]): Promise<Table> {
  const path = join(await scratchFolder(), "table.arrow");
  await writeArrowFile(path, columns);
  return tableFromIPC(await readFile(path));
}

/** The value of a column as apache-arrow gives it; a decimal is put together from its four 32-bit words. */
function valuesOf(table: Table, name: string): unknown[] {
  const vector = table.getChild(name);
  if (vector === null) throw new Error(`no column ${name}`);
  return Array.from({ length: table.numRows }, (_, row) => {
    const value: unknown = vector.get(row);
    return value instanceof Uint32Array
      ? BigInt.asIntN(
          128,
          value.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n),
        )
      : value;
  });
}

const MAX_DECIMAL = 10n ** 38n - 1n;

const ALL_TYPES: readonly ArrowColumn[] = [
  { name: "segment", type: "utf8", values: ["at_risk", null, "", "冠军 😀"] },
  { name: "customers", type: "int64", values: [0n, -(2n ** 63n), null, 2n ** 63n - 1n] },
  { name: "revenue", type: "decimal128(38,4)", values: [-1n, MAX_DECIMAL, -MAX_DECIMAL, null] },
  { name: "is_total", type: "bool", values: [true, false, null, true] },
  { name: "from_date", type: "date32", values: ["1969-12-31", "1970-01-01", null, "2026-02-28"] },
];

test("every value of every type is read back, and a missing value is null and not zero", async () => {
  const table = await writtenAndRead(ALL_TYPES);
  expect(table.schema.fields.map((field) => `${field.name}: ${String(field.type)}`)).toEqual([
    "segment: Utf8",
    "customers: Int64",
    "revenue: Decimal[38e+4]",
    "is_total: Bool",
    "from_date: Date32<DAY>",
  ]);
  for (const { name, type, values } of ALL_TYPES) {
    const expected = type === "date32" ? values.map((value) => (value === null ? null : Date.parse(value))) : values;
    expect(valuesOf(table, name).map((value) => (value instanceof Date ? value.getTime() : value))).toEqual(expected);
  }
});

test("the file format is the random-access one, and the same table has the same bytes", async () => {
  const folder = await scratchFolder();
  await writeArrowFile(join(folder, "one"), ALL_TYPES);
  await writeArrowFile(join(folder, "two"), ALL_TYPES);
  const bytes = await readFile(join(folder, "one"));
  expect(bytes.subarray(0, 6).toString()).toBe("ARROW1");
  expect(bytes.subarray(-6).toString()).toBe("ARROW1");
  expect(bytes.equals(await readFile(join(folder, "two")))).toBe(true);
});

test("more rows than fit one batch are all there, in order", async () => {
  const count = 150_001;
  const table = await writtenAndRead([
    { name: "id", type: "utf8", values: Array.from({ length: count }, (_, index) => `客${index}`) },
    { name: "number", type: "int64", values: Array.from({ length: count }, (_, index) => BigInt(index)) },
    { name: "odd", type: "bool", values: Array.from({ length: count }, (_, index) => index % 2 === 1) },
  ]);
  expect(table.numRows).toBe(count);
  expect(table.batches).toHaveLength(3);
  const [ids, numbers, odd] = [valuesOf(table, "id"), valuesOf(table, "number"), valuesOf(table, "odd")];
  for (let row = 0; row < count; row += 1) {
    if (ids[row] !== `客${row}` || numbers[row] !== BigInt(row) || odd[row] !== (row % 2 === 1))
      expect.fail(`row ${row}`);
  }
});

test("a table without rows keeps its columns", async () => {
  const table = await writtenAndRead([{ name: "revenue", type: "decimal128(38,4)", values: [] }]);
  expect(table.numRows).toBe(0);
  expect(table.schema.fields.map((field) => field.name)).toEqual(["revenue"]);
});

test.each<[string, ArrowColumn[]]>([
  ["columns of unequal length", [ALL_TYPES[0] as ArrowColumn, { name: "x", type: "bool", values: [] }]],
  ["a decimal of 39 digits", [{ name: "x", type: "decimal128(38,4)", values: [10n ** 38n] }]],
  ["an integer beyond 64 bits", [{ name: "x", type: "int64", values: [2n ** 63n] }]],
  ["a day that does not exist", [{ name: "x", type: "date32", values: ["2026-02-30"] }]],
  ["a date with a time", [{ name: "x", type: "date32", values: ["2026-02-28T00:00"] }]],
])("%s is our mistake", async (_, columns) => {
  await expect(writtenAndRead(columns)).rejects.toThrow("assertion failed");
});
