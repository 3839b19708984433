import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvText, type CsvRow, neutralise, writeCsv } from "../../src/io/csv-writer.ts";
import { sha256Text } from "../../src/io/sha256.ts";
import { scratchFolder } from "./scratch-folder.ts";

describe("CSV text", () => {
  test("lines end in CRLF, and only cells that need quotes get them", () => {
    const text = csvText(
      ["name", "note"],
      [
        ["Lin, Mei", 'said "no"'],
        ["two\nlines", " spaced "],
        ["王小明", null],
      ],
    );
    expect(text).toBe('name,note\r\n"Lin, Mei","said ""no"""\r\n"two\nlines", spaced \r\n王小明,\r\n');
  });

  test("a table without rows is its header", () => {
    expect(csvText(["a", "b"], [])).toBe("a,b\r\n");
  });

  test("a row whose only cell is empty still is a record to its reader", () => {
    const text = csvText(["a"], [[null], [""], ["x"]]);
    expect(text).toBe('a\r\n""\r\n""\r\nx\r\n');
    expect(parse(text, { skip_empty_lines: true })).toHaveLength(4);
  });

  test("a row with too few cells is our mistake", () => {
    expect(() => csvText(["a", "b"], [["1"]])).toThrow("assertion failed");
    expect(() => csvText([], [])).toThrow("assertion failed");
  });

  test("a header that begins like a formula is neutralised too", () => {
    expect(csvText(["=a"], [["@b"]])).toBe("'=a\r\n'@b\r\n");
  });

  test("csv-parse reads back every cell, neutralised, whatever it holds", () => {
    const cell = fc.option(fc.oneof(fc.string(), fc.stringMatching(/^[",\r\n =+@-]{0,6}$/)), { nil: null });
    const table = fc.integer({ min: 1, max: 4 }).chain((width) => {
      const row = fc.array(cell, { minLength: width, maxLength: width });
      return fc.tuple(fc.constant(Array.from({ length: width }, (_, index) => `column_${index}`)), fc.array(row));
    });
    fc.assert(
      fc.property(table, ([columns, rows]) => {
        const read = parse(csvText(columns, rows), { record_delimiter: "\r\n" });
        expect(read).toEqual([columns, ...rows.map((row) => row.map((value) => neutralise(value ?? "")))]);
      }),
    );
  });
});

describe("cells that a spreadsheet would take for a formula", () => {
  test.each([
    "=1+1",
    "+1-2",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\rx",
    "\tx",
    "  =1",
    "\u00a0=1",
    "\u3000@x",
    "\u200b=1",
    "\ufeff=1",
    "\n\n-x",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    " ＝1",
    "﹦1",
    "-",
    "+",
    "+123456",
    "+1234567890123456",
    "+86138 0000 0000",
    "+8613800000000\n",
    "-1.",
    "-.5",
    "-1e5",
    "--1",
    "- 5",
    "+1.5",
    " -5",
  ])("%j gets a leading apostrophe", (cell) => {
    expect(neutralise(cell)).toBe(`'${cell}`);
    expect(neutralise(neutralise(cell))).toBe(`'${cell}`);
  });

  test.each([
    "",
    "Lin Mei",
    "王小明",
    "+8613800000000",
    "+1234567",
    "+123456789012345",
    "-5",
    "-12.3400",
    "0",
    "12.5",
    "a=b",
    "mei@example.com",
    "'=1",
    "1-2",
  ])("%j is left as it is", (cell) => {
    expect(neutralise(cell)).toBe(cell);
  });
});

describe("writing a large table", () => {
  async function* inBatches(rows: readonly CsvRow[], size: number): AsyncGenerator<readonly CsvRow[]> {
    for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
  }

  test("the file has the bytes of the same table in one piece, whatever the batches, and is described truly", async () => {
    const path = join(await scratchFolder(), "list.csv");
    const rows = Array.from({ length: 1000 }, (_, index) => [`客户 ${index}`, index % 3 === 0 ? null : `=${index}`]);
    const text = csvText(["name", "note"], rows);
    for (const size of [1, 7, 5000]) {
      expect(await writeCsv(path, ["name", "note"], inBatches(rows, size))).toEqual({
        rows: 1000,
        bytes: Buffer.byteLength(text),
        sha256: sha256Text(text),
      });
      expect(await readFile(path, "utf8")).toBe(text);
    }
  });

  test("a source that fails leaves no list", async () => {
    const folder = await scratchFolder();
    async function* failing(): AsyncGenerator<readonly CsvRow[]> {
      yield [["1"]];
      throw new RangeError("the engine stopped");
    }
    await expect(writeCsv(join(folder, "list.csv"), ["a"], failing())).rejects.toThrow(RangeError);
    expect(await readdir(folder)).toEqual([]);
  });
});
