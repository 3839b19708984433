import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openDuckDBLoader } from "../../src/engine/duckdb/loader.ts";
import type { Loader } from "../../src/engine/loader.ts";

let folder: string;
let loader: Loader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatekeeper-loader-"));
  loader = await openDuckDBLoader({
    threads: 2,
    memoryLimit: "500MB",
    temporaryFolder: join(folder, "tmp"),
    folders: [folder],
  });
});

afterAll(async () => {
  await loader.close();
  await rm(folder, { recursive: true, force: true });
});

const DIALECT = { delimiter: ",", quote: '"' };

async function relationOf(name: string, text: string, columns: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return loader.csvRelation({ path, columns, ...DIALECT });
}

describe("a CSV relation", () => {
  test("is all text: nothing is taken for a number, a date or null but the empty cell", async () => {
    const relation = await relationOf("text.csv", 'a,b\n007,2026-03-01\n,"x"\nNULL,""\n', ["a", "b"]);
    expect(await loader.query(`select * from ${relation}`)).toEqual([
      { a: "007", b: "2026-03-01" },
      { a: null, b: "x" },
      { a: "NULL", b: null },
    ]);
  });

  test("keeps the order of the file, however many threads read it", async () => {
    const relation = await relationOf(
      "order.csv",
      `a\n${Array.from({ length: 300_000 }, (_, index) => index).join("\n")}\n`,
      ["a"],
    );
    const path = join(folder, "order.parquet");
    expect(await loader.writeParquet(`select a from ${relation}`, path)).toBe(300_000);
    const { relation: written } = await loader.parquetRelation(path);
    const [row] = await loader.query(
      `select count(*) as wrong from (select a, row_number() over () - 1 as place from ${written}) as numbered where cast(a as bigint) <> place`,
    );
    expect(Number(row?.["wrong"])).toBe(0);
  });

  test("leaves out what it cannot take apart, once each, and says where", async () => {
    const relation = await relationOf("broken.csv", 'a,b\n1,2\n3\n4,5,6,7\n"8"x,9\n10,11\n', ["a", "b"]);
    expect(await loader.query(`select a from ${relation}`)).toEqual([{ a: "1" }, { a: "10" }]);
    const malformed = await loader.malformedRecords(relation);
    expect(malformed.map(({ record, isMultiline }) => [record, isMultiline])).toEqual([
      [2, false],
      [3, false],
      [4, false],
    ]);
  });

  test("tells a broken record of several lines", async () => {
    const relation = await relationOf("lines.csv", 'a,b\n1,"2\n3,"4\n5,6\n', ["a", "b"]);
    await loader.query(`select a from ${relation}`);
    expect((await loader.malformedRecords(relation)).some(({ isMultiline }) => isMultiline)).toBe(true);
  });

  test("keeps what it left out apart from another relation over the same file", async () => {
    // To the second relation the other record is the broken one.
    const [first, second] = [
      await relationOf("same.csv", "a,b\n1\n2,3\n", ["a", "b"]),
      loader.csvRelation({ path: join(folder, "same.csv"), columns: ["a"], ...DIALECT }),
    ];
    await loader.query(`select a from ${first}`);
    await loader.query(`select a from ${second}`);
    const problems = await Promise.all([first, second].map(async (relation) => loader.malformedRecords(relation)));
    expect(problems.flat().map(({ problem }) => problem)).toEqual(["missing columns", "too many columns"]);
  });

  test("keeps nothing of a file once its broken records were asked for: a run may have thousands of files", async () => {
    const relation = await relationOf("kept.csv", "a,b\n1\n2,3\n", ["a", "b"]);
    await loader.query(`select a from ${relation}`);
    expect(await loader.malformedRecords(relation)).toHaveLength(1);
    const [left] = await loader.query(
      "select count(*) as tables from duckdb_tables() where table_name like 'rejects%'",
    );
    const before = Number(left?.["tables"]);
    const other = await relationOf("kept-too.csv", "a,b\n1\n2,3\n", ["a", "b"]);
    await loader.query(`select a from ${other}`);
    await loader.malformedRecords(other);
    const [now] = await loader.query("select count(*) as tables from duckdb_tables() where table_name like 'rejects%'");
    expect(Number(now?.["tables"])).toBe(before);
  });
});

describe("the lock", () => {
  test.each([
    ["a file outside its folders", () => "select * from read_text('/etc/hostname')"],
    ["a setting", () => "set threads = 1"],
    ["an extension", () => "load httpfs"],
    ["a copy to another place", () => "copy (select 1) to '/var/tmp/gatekeeper-test.csv'"],
  ])("refuses %s, in words that name neither statement nor path", async (_, statement) => {
    const error = await loader.query(statement()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "GK0701" });
    expect((error as Error).message).not.toMatch(/hostname|threads|httpfs|gatekeeper-test/u);
  });
});
