import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openDuckDBLoader } from "../../src/engine/duckdb/loader.ts";
import type { Loader } from "../../src/engine/loader.ts";
import { GatekeeperError } from "../../src/errors.ts";
import { WellFormedRecords } from "../../src/io/well-formed-records.ts";

let folder: string;
let loader: Loader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatekeeper-well-formed-"));
  const settings = { threads: 1, memoryLimit: "500MB", temporaryFolder: join(folder, "tmp"), folders: [folder] };
  loader = await openDuckDBLoader(settings);
});

afterAll(async () => {
  await loader.close();
  await rm(folder, { recursive: true, force: true });
});

const DIALECT = { delimiter: ",", quote: '"' };

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** What is kept of a text, and which records are not; null where it refuses the file. */
async function filtered(text: string | Buffer, columns: number, size = 1000, brokenMax = 1000) {
  const records = new WellFormedRecords({ ...DIALECT, file: "x.csv", columns, brokenMax });
  const pieces: Buffer[] = [];
  try {
    for await (const piece of records.filter(cut(Buffer.from(text), size))) pieces.push(piece);
  } catch (error) {
    if (error instanceof GatekeeperError) return error.code;
    throw error;
  }
  return { kept: Buffer.concat(pieces).toString(), broken: records.broken };
}

test.each<[string, string, string, number[]]>([
  ["too few fields, and too many", "a,b\n1,2\n3\n4,5,6\n7,8\n", "a,b\n1,2\n7,8\n", [2, 3]],
  ["in CRLF, without a last line end", "a,b\r\n1,2\r\n3\r\n4,5", "a,b\r\n1,2\r\n4,5", [2]],
  ["empty lines, which are none", "a,b\n\n1,2\n\n\n3\n4,5\n\n", "a,b\n1,2\n4,5\n", [2]],
  ["something after a closing quote", 'a,b\n"1"x,2\n"3" ,4\n"5"" 6",7\n', 'a,b\n"3" ,4\n"5"" 6",7\n', [1]],
  ["delimiters in quotes", 'a,b\n"1,2",3\n"4,5"\n', 'a,b\n"1,2",3\n', [2]],
  ["fields too many, empty ones too", 'a,b\n1,2,\n3,4,,""\n5,6\n5,6,,x\n', "a,b\n5,6\n", [1, 2, 4]],
])("finds %s, however the text is cut", async (_, text, kept, broken) => {
  for (const size of [1, 2, 3, 7, 1000]) expect(await filtered(text, 2, size)).toEqual({ kept, broken });
});

test("an empty line is a record where there is one column", async () => {
  expect(await filtered("a\n1\n\n2,3\n4\n", 1)).toEqual({ kept: "a\n1\n\n4\n", broken: [3] });
});

test("bytes that are no UTF-8 break their record", async () => {
  const bytes = Buffer.concat([Buffer.from("a,b\n1,"), Buffer.from([0xe5]), Buffer.from("\n2,客\n")]);
  for (const size of [1, 2, 1000]) expect(await filtered(bytes, 2, size)).toEqual({ kept: "a,b\n2,客\n", broken: [1] });
});

describe("refuses the file", () => {
  test("where a broken record runs over several lines: nobody knows how many it is", async () => {
    expect(await filtered('a,b\n1,"2\n3,"4\n5,6\n', 2)).toBe("GK0306");
  });

  test("where more records are broken than can be kept", async () => {
    expect(await filtered("a,b\n1\n2\n3,4\n", 2, 1000, 2)).toEqual({ kept: "a,b\n3,4\n", broken: [1, 2] });
    expect(await filtered("a,b\n1\n2\n3\n", 2, 1000, 2)).toBe("GK0349");
  });
});

test("the engine takes apart what is kept, and nothing else", async () => {
  const field = fc.oneof(
    fc.constantFrom(
      "",
      "x",
      " ",
      '""',
      '"y"',
      '"a,b"',
      '"q""q"',
      '"z" ',
      '"z"x',
      'm"m',
      ' "s"',
      '"" ',
      "客",
      '"\u00e9"',
    ),
    fc.string({ unit: fc.constantFrom(..."ab \"',"), maxLength: 4 }),
  );
  const record = fc.array(field, { minLength: 1, maxLength: 4 }).map((fields) => fields.join(","));
  let files = 0;
  let broken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 12 }),
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 3 }),
      async (records, lineEnd, columns) => {
        const names = ["a", "b", "c"].slice(0, columns);
        const text = [names.join(","), ...records, ""].join(lineEnd);
        const ours = await filtered(text, columns);
        // A quote that stays open is found before, records of several lines are refused, a quote after blanks is a quote
        // to the engine and a character to us, and the engine pardons empty fields too many.
        const isPlain = !records.some((one) => isOpen(one) || /(?:^|,) +"/u.test(one) || isPardoned(one, columns));
        fc.pre(typeof ours !== "string" && isPlain && !/"[^"]*$/u.test(text.replaceAll('""', "")));
        files += 1;
        const path = join(folder, `${files}.csv`);
        await writeFile(path, text);
        const relation = loader.csvRelation({ path, columns: names, ...DIALECT });
        const rows = await loader.query(`select * from ${relation}`);
        const rejected = (await loader.malformedRecords(relation)).map((one) => one.record);
        const empty = columns === 1 ? 0 : records.filter((one) => one === "").length;
        expect(rows.length + ours.broken.length, text).toBe(records.length - empty);
        if (empty === 0) expect(rejected, text).toEqual(ours.broken);
        broken += ours.broken.length;
        await writeFile(path, ours.kept);
        const strict = loader.csvRelation({ path, columns: names, ...DIALECT, onMalformed: "fail" });
        expect(await loader.query(`select * from ${strict}`), text).toEqual(rows);
        await rm(path);
      },
    ),
    { numRuns: 400 },
  );
  expect(broken).toBeGreaterThan(100);
});

/** Whether a quote opens at the start of a field and does not close in the record. */
function isOpen(record: string): boolean {
  const last = [...record.matchAll(/(?:^|,)"(?:[^"]|"")*(?:"|$)/gu)].at(-1)?.[0] ?? '"x"';
  return !last.endsWith('"');
}

/** Whether a record ends in an empty field and may have too many. */
function isPardoned(record: string, columns: number): boolean {
  return /(?:^|,)(?:"" *)?$/u.test(record) && record.split(",").length > columns;
}
