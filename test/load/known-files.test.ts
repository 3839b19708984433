import { mkdir, readdir, readFile, rename, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { SourceDeclaration } from "../../src/domain/project.ts";
import {
  type Loading,
  onlyInput,
  openLoading,
  outcome,
  refusals,
  settle,
  source,
  type SourceOptions,
} from "./support/loading.ts";

let loading: Loading;

beforeEach(async () => {
  loading = await openLoading();
});

afterEach(async () => {
  await loading.close();
});

const HEADER = "customer_id,full_name";

const customers = (files: readonly string[], id = "crm") => source("customers", { header: HEADER, files, source: id });

const textOf = (...ids: string[]) => [HEADER, ...ids.map((id) => `${id},Wren`), ""].join("\n");

/** Damages what the cache says of every file it knows, so that a file told from the cache shows itself. */
async function forgeCache(records: number): Promise<void> {
  const folder = join(loading.cache, "customers");
  for (const name of (await readdir(folder)).filter((file) => file.endsWith(".json"))) {
    const told = JSON.parse(await readFile(join(folder, name), "utf8")) as { loaded: Record<string, unknown> };
    await writeFile(join(folder, name), JSON.stringify({ ...told, loaded: { ...told.loaded, records } }));
  }
}

describe("a file that is known", () => {
  test("is not read again while the file system says it was not touched", async () => {
    await loading.write("input/c.csv", textOf("c1", "c2"));
    const own = customers(["input/c.csv"]);
    const first = await onlyInput(loading.load([own]));
    expect(first.loaded.records).toBe(2);
    await forgeCache(77);
    expect((await onlyInput(loading.load([own]))).loaded).toEqual({ ...first.loaded, records: 77 });
  });

  test("is read again when its declaration changes, and has another id then", async () => {
    await loading.write("input/c.csv", textOf("c1"));
    const first = await onlyInput(loading.load([customers(["input/c.csv"])]));
    const other = { ...customers(["input/c.csv"]), columns: customers(["input/c.csv"]).columns.slice(0, 1) };
    const again = await onlyInput(loading.load([other]));
    expect(again.loaded.fileId).not.toBe(first.loaded.fileId);
    expect(
      (await onlyInput(loading.load([customers(["input/c.csv"])], { timeZone: "Europe/London" }))).loaded.fileId,
    ).not.toBe(first.loaded.fileId);
  });

  test.each<[string, SourceOptions]>([
    ["encoding", { encoding: "gb18030" }],
    ["formats", { formats: { date: "d/M/yyyy", timestamp: undefined, decimal: ".", thousands: "", pivot: undefined } }],
    ["types", { types: { full_name: "text" } }],
    ["dialect", { csv: { delimiter: ",", quote: "'" } }],
  ])("is read again when its %s is declared otherwise", async (_, other) => {
    await loading.write("input/c.csv", textOf("c1"));
    const first = await onlyInput(loading.load([customers(["input/c.csv"])]));
    const again = await onlyInput(loading.load([{ ...customers(["input/c.csv"]), ...other } as SourceDeclaration]));
    expect(again.loaded.fileId).not.toBe(first.loaded.fileId);
  });

  test("stays known when only a limit changes that it did not reach", async () => {
    await loading.write("input/c.csv", textOf("c1"));
    const first = await onlyInput(loading.load([customers(["input/c.csv"])]));
    await forgeCache(77);
    const again = await onlyInput(loading.load([{ ...customers(["input/c.csv"]), maxDecompressedBytes: 1 }]));
    expect(again.loaded).toEqual({ ...first.loaded, records: 77 });
  });

  test("keeps its id and the moment it was first seen when only its time stamps change", async () => {
    const path = await loading.write("input/c.csv", textOf("c1"));
    const first = await onlyInput(loading.load([customers(["input/c.csv"])]));
    await settle(path, new Date("2026-01-02T03:04:05Z"));
    loading.now = new Date(loading.now.getTime() + 3_600_000);
    expect((await onlyInput(loading.load([customers(["input/c.csv"])]))).loaded).toEqual(first.loaded);
  });

  test("that is rewritten in the same length, with its old time stamp, is noticed", async () => {
    const path = await loading.write("input/c.csv", textOf("c1"));
    const stamp = new Date("2026-01-02T03:04:05Z");
    await settle(path, stamp);
    await loading.load([customers(["input/c.csv"])]);
    await writeFile(path, textOf("c9"));
    await settle(path, stamp);
    const [row] = await loading.rows(await onlyInput(loading.load([customers(["input/c.csv"])])));
    expect(row?.["customer_id"]).toBe("c9");
  });

  test("that another file took the place of is noticed, whatever stamp it bears", async () => {
    const path = await loading.write("input/c.csv", textOf("c1"));
    const stamp = new Date("2026-01-02T03:04:05Z");
    const other = await loading.write("input/other.tmp", textOf("c9"));
    for (const file of [path, other]) await settle(file, stamp);
    await loading.load([customers(["input/c.csv"])]);
    await rename(other, path);
    const [row] = await loading.rows(await onlyInput(loading.load([customers(["input/c.csv"])])));
    expect(row?.["customer_id"]).toBe("c9");
  });

  test("that changed less than two seconds ago is not trusted: it could change again within the clock's grain", async () => {
    await loading.write("input/c.csv", textOf("c1"));
    loading.now = new Date();
    await loading.load([customers(["input/c.csv"])]);
    await forgeCache(77);
    expect(await readdir(loading.cache)).toEqual(["customers"]);
    loading.now = new Date(loading.now.getTime() + 60_000);
    await loading.load([customers(["input/c.csv"])]);
    expect((await readdir(loading.cache)).toSorted()).toEqual(["customers", "marks"]);
  });

  test("whose rows the cache has lost is read again", async () => {
    await loading.write("input/c.csv", textOf("c1", "c2"));
    const first = await onlyInput(loading.load([customers(["input/c.csv"])]));
    const kept = (ending: string) => join(loading.cache, "customers", `${first.loaded.fileId}.${ending}`);
    await writeFile(kept("json"), "{ torn");
    expect((await onlyInput(loading.load([customers(["input/c.csv"])]))).loaded.records).toBe(2);
    await truncate(kept("parquet"), 100);
    expect(await loading.rows(await onlyInput(loading.load([customers(["input/c.csv"])])))).toHaveLength(2);
  });
});

describe("several files", () => {
  test("of a source are found by patterns, each once, in the order of their names", async () => {
    for (const name of ["b.csv", "a.csv", "c.csv", ".hidden.csv", "notes.txt"])
      await loading.write(`input/${name}`, textOf(name));
    const inputs = await loading.load([customers(["input/*.csv", "input/a.csv", "input/../input/b.csv"])]);
    expect(inputs.map(({ file }) => file)).toEqual(["input/a.csv", "input/b.csv", "input/c.csv"]);
  });

  test("of the same name in different folders do not get in each other's way", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `input/day-${index}/customers.csv`);
    for (const [index, name] of names.entries())
      await loading.write(name, textOf(...Array.from({ length: index + 1 }, (_each, place) => `c${index}-${place}`)));
    const inputs = await loading.load([customers(names)]);
    expect(inputs.map(({ loaded }) => loaded.rowsLoaded)).toEqual(names.map((_, index) => index + 1));
  });

  test("may be one file that several sources read at once, and each keeps its own rejects", async () => {
    await loading.write("input/people.csv", "customer_id,kind,value\nc1,phone,1\nbroken\nc2,fax,2\n");
    const options = { header: "customer_id,kind,value", files: ["input/people.csv"], threshold: 1_000_000 };
    const inputs = await loading.load([
      source("customers", options),
      source("contact_points", options),
      source("contact_points", { ...options, source: "again" }),
    ]);
    expect(inputs.map(outcome)).toEqual([
      { records: 3, loaded: 2, rejected: 1, excluded: 0, rejects: ["2 malformed"] },
      { records: 3, loaded: 1, rejected: 2, excluded: 0, rejects: ["2 malformed", "3 kind GK0314"] },
      { records: 3, loaded: 1, rejected: 2, excluded: 0, rejects: ["2 malformed", "3 kind GK0314"] },
    ]);
  });

  test("may have names that look like patterns", async () => {
    await loading.write("input/export [1]'s.csv", textOf("c1"));
    await loading.write("input/export 1's.csv", textOf("c2", "c3"));
    const [input] = await loading.load([customers(["input/export [1]'s.csv"])]);
    expect(input?.loaded.rowsLoaded).toBe(1);
  });

  test("that are missing, folders or unreadable are told all at once", async () => {
    await mkdir(join(loading.folder, "input", "folder.csv"), { recursive: true });
    await symlink("nowhere", join(loading.folder, "input", "dangling.csv"));
    await loading.write("input/short.csv", "customer_id\n");
    const own = customers(["input/none-*.csv", "input/folder.csv", "input/dangling.csv", "input/short.csv"]);
    expect(await refusals(loading.load([own]))).toEqual([
      'GK0323 no file matches "input/none-*.csv" of source "crm"',
      "GK0324 input/folder.csv is a folder where a file is expected",
      "GK0303 input/dangling.csv cannot be read whole: the system says ENOENT",
      'GK0321 input/short.csv has no column "full_name", which its source maps',
    ]);
  });
});

describe("a compressed file", () => {
  test("is read like the text it holds, members put together included", async () => {
    const { gzipSync } = await import("node:zlib");
    await loading.write("input/c.csv.gz", Buffer.concat([gzipSync(textOf("c1")), gzipSync("c2,Wren\n")]));
    expect((await onlyInput(loading.load([customers(["input/c.csv.gz"])]))).loaded.rowsLoaded).toBe(2);
  });

  test("leaves no decompressed copy behind, well or not", async () => {
    await loading.gzip("input/c.csv.gz", textOf("c1"));
    await loading.load([customers(["input/c.csv.gz"])]);
    await loading.gzip("input/d.csv.gz", "customer_id\n");
    expect(await refusals(loading.load([customers(["input/d.csv.gz"])]))).toHaveLength(1);
    expect(await readdir(join(loading.folder, "tmp"))).toEqual([]);
  });
});
