import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GatekeeperError } from "../../src/errors.ts";
import { type CsvReadOptions, readCsvRecords, readHeader } from "../../src/io/csv-reader.ts";
import { csvText } from "../../src/io/csv-writer.ts";
import { scratchFolder } from "./scratch-folder.ts";

async function fileWith(content: string | Buffer): Promise<string> {
  const path = join(await scratchFolder(), "input.csv");
  await writeFile(path, content);
  return path;
}

async function recordsOf(content: string, options?: CsvReadOptions): Promise<string[][]> {
  const records: string[][] = [];
  for await (const record of readCsvRecords(await fileWith(content), options)) records.push(record);
  return records;
}

async function failureOf(content: string, options?: CsvReadOptions): Promise<GatekeeperError> {
  return recordsOf(content, options).then(
    () => Promise.reject(new Error("it was read")),
    (error: unknown) => error as GatekeeperError,
  );
}

describe("reading records", () => {
  test("a written table comes back cell by cell, header first", async () => {
    const rows = [
      ["Lin, Mei", 'a "b"'],
      ["two\r\nlines", ""],
      ["王", "x"],
    ];
    expect(await recordsOf(csvText(["name", "note"], rows))).toEqual([["name", "note"], ...rows]);
  });

  test("a byte-order mark, LF and a declared dialect are understood", async () => {
    expect(await recordsOf("\ufeff'a';b\n'1;''2';3\n", { delimiter: ";", quote: "'" })).toEqual([
      ["a", "b"],
      ["1;'2", "3"],
    ]);
  });

  test("an empty file has no records", async () => {
    expect(await recordsOf("")).toEqual([]);
  });

  test.each([
    ["a stray quote", 'a,b\n1,2\nx"y,3\n', 3, "a quote stands inside a field"],
    ["text after a closing quote", 'a,b\n"1"secret,2\n', 2, "something other than a delimiter follows a closing quote"],
    ["a quote that never closes", 'a,b\n1,2\n"3,4\n', 3, "a quote opens in it and never closes"],
    ["a record with a field too many", "a,b\n1,2,3\n", 2, "another number of fields than the header"],
    ["a record with a field too few", "a,b\n1\n", 2, "another number of fields than the header"],
  ])("%s is refused by record, without its cells", async (_, content, record, reason) => {
    const failure = await failureOf(content);
    expect(failure).toMatchObject({ code: "GK0306", exitCode: 3 });
    expect(failure.cause).toBeUndefined();
    expect(failure.message).toContain(` record ${record} is not well-formed CSV (`);
    expect(failure.message).toContain(reason);
    expect(failure.message).not.toContain("secret");
  });

  test("a record beyond the limit is refused by its number", async () => {
    const failure = await failureOf(`a,b\n1,2\n${"x".repeat(300)},3\n`, { maxRecordLength: 200 });
    expect(failure.code).toBe("GK0304");
    expect(failure.message).toContain("record 3 is longer than 200 bytes");
  });

  test("a missing file and a folder are coded errors, and stopping early is none", async () => {
    const folder = await scratchFolder();
    await mkdir(join(folder, "sub"));
    for (const name of ["absent.csv", "sub"]) {
      await expect(readCsvRecords(join(folder, name)).next()).rejects.toMatchObject({ code: "GK0303" });
    }
    const path = await fileWith("a,b\n".repeat(200_000));
    for await (const record of readCsvRecords(path)) {
      expect(record).toEqual(["a", "b"]);
      break;
    }
  });
});

describe("reading the header", () => {
  const headerOf = async (text: string, options: CsvReadOptions = {}) => readHeader(Buffer.from(text), options);

  test("names come in order and as given, duplicates and blanks included", async () => {
    expect(await headerOf('\ufeffid, name ,"a,b",,id\r\n1,2,3,4,5\r\n')).toEqual(["id", " name ", "a,b", "", "id"]);
  });

  test("a header without a line end or over two lines is read, an empty file has none", async () => {
    expect(await headerOf("id|name", { delimiter: "|" })).toEqual(["id", "name"]);
    expect(await headerOf('"two\nlines",b\n1,2\n')).toEqual(["two\nlines", "b"]);
    expect(await headerOf("")).toEqual([]);
  });

  test("what follows the header is not judged", async () => {
    expect(await headerOf('a,b\n1,2,3\nx"y\n')).toEqual(["a", "b"]);
  });

  test("a first record beyond 1 MiB is refused", async () => {
    await expect(headerOf("x".repeat(1024 * 1024 + 100))).rejects.toMatchObject({ code: "GK0304" });
    await expect(headerOf(`"${"x\n".repeat(1024 * 1024)}`)).rejects.toMatchObject({ code: "GK0304" });
  });
});
