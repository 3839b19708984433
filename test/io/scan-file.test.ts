import { appendFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RecordCounter } from "../../src/io/record-counter.ts";
import { scanFile, type ScanOptions, type TextFileScan } from "../../src/io/scan-file.ts";
import { sha256Text } from "../../src/io/sha256.ts";
import { scratchFolder } from "./scratch-folder.ts";

async function scanOf(content: string | Uint8Array, options?: ScanOptions): Promise<TextFileScan> {
  const path = join(await scratchFolder(), "input.csv");
  await writeFile(path, content);
  return scanFile(path, options);
}

describe("counting records", () => {
  test.each([
    ["", 0, 0, false],
    ["a,b", 1, 0, false],
    ["a,b\n", 1, 0, true],
    ["a,b\n1,2", 2, 0, false],
    ["a,b\r\n1,2\r\n", 2, 0, true],
    ["a,b\n1,2\n\n", 2, 1, true],
    ["a,b\r\n\r\n1,2\r\n\r\n\r\n", 2, 3, true],
    ["\n", 0, 1, true],
    ["\r", 1, 0, false],
    ['a,b\n"1\n2",3\n', 2, 0, true],
    ['a,b\n"1""\n2",3\n', 2, 0, true],
    ['a,b\n"","\n"\n4,5', 3, 0, false],
    ['""\n""', 2, 0, false],
    ['a,b\n5" pipe,1\n6" pipe,2\n', 3, 0, true],
    ['a,b\n1, "x\ny,2\n', 3, 0, true],
    ["\ufeffa,b\n1,2\n", 2, 0, true],
    ['\ufeff"a\nb",c\n1,2\n', 2, 0, true],
    ["\ufeff", 0, 0, false],
    ["a,b\rc,d\n", 1, 0, true],
    ["客户,电话\n王小明,一\n", 2, 0, true],
  ])("%j holds %i records and %i empty lines", async (content, records, emptyLines, endsWithNewline) => {
    expect(await scanOf(content)).toMatchObject({ records, emptyLines, endsWithNewline, hasUnterminatedQuote: false });
  });

  test("a declared quote and delimiter count, and the default ones are then ordinary characters", async () => {
    expect(await scanOf("a|b\n'1\n2'|3\n4|\"5\n", { quote: "'", delimiter: "|" })).toMatchObject({ records: 3 });
    expect(await scanOf('a;b\n1,"2;3\n4;5\n', { delimiter: ";" })).toMatchObject({ records: 3 });
    expect(await scanOf('a\tb\n1\t"2\n3"\n', { delimiter: "\t" })).toMatchObject({ records: 2 });
  });

  test("without quotes every line is a record, as in JSON Lines", async () => {
    expect(await scanOf('"a\n"b\n{"c": ",\\""}\n', { quote: null })).toMatchObject({
      records: 3,
      hasUnterminatedQuote: false,
    });
  });

  test.each([
    ['a,b\n"1,2\n', true],
    ['a,b\n1,"', true],
    ['a,b\n1,"2""', true],
    ['a,b\n1,"2"', false],
    ['a,b\n1,2"\n', false],
  ])("whether %j ends inside quotes is told", async (content, hasUnterminatedQuote) => {
    expect(await scanOf(content)).toMatchObject({ hasUnterminatedQuote });
  });

  test.each([
    ["a\nb\n", "lf"],
    ["a\r\nb\r\n", "crlf"],
    ["a\r\nb\n", "mixed"],
    ['"a\n"\r\nb\r\n', "crlf"],
    ["a", null],
  ])("the line ends of %j are told", async (content, lineEnd) => {
    expect(await scanOf(content)).toMatchObject({ lineEnd });
  });

  test("csv-parse finds as many records in any text it accepts, however the text is cut into chunks", () => {
    const piece = fc.constantFrom('"', '""', ",", "\n", "\r\n", "x", "客", " ", '","', '"\n"', "y".repeat(1500));
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
    let accepted = 0;
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1 }), (content, cuts) => {
        const counter = new RecordCounter({ file: "x", quote: '"', delimiter: ",", maxRecordBytes: 1e9 });
        const bytes = Buffer.from(content);
        for (let start = 0, cut = 0; start < bytes.length; cut += 1) {
          const size = cuts[cut % cuts.length] as number;
          counter.push(bytes.subarray(start, start + size));
          start += size;
        }
        const counts = counter.end();
        const oracle = recordsByCsvParse(content);
        if (oracle === null) return;
        accepted += 1;
        expect(counts.records).toBe(oracle.length);
        if (oracle.some((record) => isWide(oracle, record) && record.at(-1) === ""))
          expect(counts.hasSurplusFields).toBe(true);
        if (counts.hasSurplusFields) expect(oracle.some((record) => isWide(oracle, record))).toBe(true);
        expect(counts.hasUnterminatedQuote).toBe(false);
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  function isWide(records: readonly (readonly string[])[], record: readonly string[]): boolean {
    return record.length > (records[0]?.length ?? 0);
  }

  test.each([
    ["a,b\n1,2\n1,2,\n", true],
    ['a,b\r\n1,"2,"\r\n1,2,""\r\n', true],
    ['a,b\n1,"x\n",\n', true],
    ["a,b\n,,,", true],
    ['a,b\n1,\n,\n1,""\n', false],
    ["a,b\n1,2,3\n", false],
  ])(
    "whether a record of %j has more fields than the first one and ends in an empty one is told",
    async (content, hasSurplusFields) => {
      expect(await scanOf(content)).toMatchObject({ hasSurplusFields });
    },
  );

  function recordsByCsvParse(content: string): readonly string[][] | null {
    try {
      const delimiters = ["\r\n", "\n"];
      return parse(content, { record_delimiter: delimiters, skip_empty_lines: true, relax_column_count: true });
    } catch {
      return null;
    }
  }
});

describe("what else is told", () => {
  test("hash and sizes of the file as delivered", async () => {
    const content = "客户,电话\n".repeat(300_000);
    const bytes = Buffer.byteLength(content);
    expect(await scanOf(content)).toMatchObject({
      sha256: sha256Text(content),
      bytes,
      textBytes: bytes,
      records: 300_000,
    });
  });
});

describe("limits and broken files", () => {
  test("a record beyond the limit is named by its number, with quotes and without", async () => {
    const long = "x".repeat(5000);
    for (const record of [`1,${long}`, `1,"${long.replaceAll("xx", "x\n")}"`]) {
      await expect(scanOf(`a,b\n\n1,2\n${record}\n3,4\n`, { maxRecordBytes: 4000 })).rejects.toMatchObject({
        code: "GK0304",
        exitCode: 3,
        message: expect.stringContaining("record 3 is longer than 4000 bytes") as unknown,
      });
    }
    expect(await scanOf(`a\n${"x".repeat(4000)}\n`, { maxRecordBytes: 4000 })).toMatchObject({ records: 2 });
    await expect(scanOf(`a\n${"x".repeat(4001)}\n`, { maxRecordBytes: 4000 })).rejects.toMatchObject({
      code: "GK0304",
    });
  });

  test("by default a quote that swallows a megabyte is a record too long", async () => {
    await expect(scanOf(`a,b\n1,"2\n${"3,4\n".repeat(300_000)}`)).rejects.toThrow(
      "record 2 is longer than 1048576 bytes",
    );
  });

  test("a missing file and a folder are broken inputs", async () => {
    const folder = await scratchFolder();
    await mkdir(join(folder, "sub"));
    for (const [name, reason] of [
      ["absent", "ENOENT"],
      ["sub", "EISDIR"],
    ] as const) {
      const file = join(folder, name);
      await expect(scanFile(file)).rejects.toMatchObject({
        code: "GK0303",
        message: `${file} cannot be read whole: the system says ${reason}`,
        at: { file },
      });
    }
  });

  test("a file that grows while it is read is refused", async () => {
    const path = join(await scratchFolder(), "growing.csv");
    await writeFile(path, "1,2\n".repeat(5_000_000));
    const scan = scanFile(path);
    await appendFile(path, "3,4\n");
    await expect(scan).rejects.toThrow("it changed while it was being read");
  });
});

describe("gzip", () => {
  const text = 'a,b\n"1\n1",2\n'.repeat(200_000);
  const [one, two] = [gzipSync("a,b\n1,2\n"), gzipSync("3,4\n")];

  async function gunzipped(
    content: Uint8Array,
    options: ScanOptions = {},
  ): Promise<{ scan: TextFileScan; copy: string }> {
    const folder = await scratchFolder();
    await writeFile(join(folder, "input.csv.gz"), content);
    try {
      const scan = await scanFile(join(folder, "input.csv.gz"), { ...options, copy: { to: join(folder, "copy.csv") } });
      return { scan, copy: await readFile(join(folder, "copy.csv"), "utf8") };
    } catch (error) {
      // A broken file leaves no copy, not even a temporary one.
      expect(await readdir(folder)).toEqual(["input.csv.gz"]);
      throw error;
    }
  }

  test("the copy is the text, the hash is of the file as delivered, the records are those of the text", async () => {
    const { scan, copy } = await gunzipped(gzipSync(text));
    expect(copy === text).toBe(true);
    const compressed = gzipSync(text);
    expect(scan).toMatchObject({
      bytes: compressed.length,
      textBytes: text.length,
      records: 400_000,
      endsWithNewline: true,
    });
    expect(scan.sha256).not.toBe(sha256Text(text));
  });

  test("every member of a file of several is read", async () => {
    const { scan, copy } = await gunzipped(Buffer.concat([one, two, gzipSync(""), two]));
    expect(copy).toBe("a,b\n1,2\n3,4\n3,4\n");
    expect(scan.records).toBe(4);
  });

  test("a byte-order mark that the first member cuts in two is still known", async () => {
    const mark = Buffer.from('\ufeff"a\nb",c\n');
    const { scan } = await gunzipped(Buffer.concat([gzipSync(mark.subarray(0, 1)), gzipSync(mark.subarray(1))]));
    expect(scan).toMatchObject({ records: 1, textBytes: 8 });
  });

  const flipped = Buffer.from(one);
  flipped[flipped.length - 6] = (flipped[flipped.length - 6] as number) ^ 1;

  test.each([
    ["cut in its data", gzipSync(text).subarray(0, 500)],
    ["cut in its checksum", one.subarray(0, -1)],
    ["cut in its second member", Buffer.concat([one, two.subarray(0, 5)])],
    ["with a wrong checksum", flipped],
    ["that is plain text", Buffer.from("a,b\n1,2\n")],
    ["that is empty", Buffer.alloc(0)],
    ["followed by garbage", Buffer.concat([one, Buffer.from("garbage")])],
    ["followed by a zero byte", Buffer.concat([one, Buffer.alloc(1)])],
    ["whose second member hides behind a zero byte", Buffer.concat([one, Buffer.alloc(1), two])],
    ["followed by zero bytes for more than one read", Buffer.concat([one, Buffer.alloc(3 * 1024 * 1024)])],
  ])("a file %s is broken, and leaves no copy", async (_, content) => {
    await expect(gunzipped(content)).rejects.toMatchObject({ code: "GK0303", exitCode: 3 });
  });

  test("a file that grows beyond the limit when decompressed is refused, and leaves no copy", async () => {
    await expect(gunzipped(gzipSync(text), { maxTextBytes: 100_000 })).rejects.toMatchObject({
      code: "GK0305",
      exitCode: 3,
    });
    expect((await gunzipped(gzipSync(text), { maxTextBytes: text.length })).scan.textBytes).toBe(text.length);
  });

  test("a copy that cannot be written is not the input's fault", async () => {
    const folder = await scratchFolder();
    await writeFile(join(folder, "input.csv.gz"), one);
    await expect(
      scanFile(join(folder, "input.csv.gz"), { copy: { to: join(folder, "no", "copy") } }),
    ).rejects.toMatchObject({
      code: "GK0503",
    });
  });
});
