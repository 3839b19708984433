import { mkdir, symlink, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { expandGlob } from "../../src/io/glob.ts";
import { scratchFolder } from "./scratch-folder.ts";

let folder: string;

beforeEach(async () => {
  folder = join(await scratchFolder(), "project");
  await mkdir(join(folder, "input", "old"), { recursive: true });
  for (const name of [
    "b.csv",
    "a.csv",
    "a10.csv",
    "B.csv",
    "ä.csv",
    "😀.csv",
    "\ufb01.csv",
    ".a.csv.1-1.tmp",
    "a.csv.gz",
    "a+b.csv",
  ]) {
    await writeFile(join(folder, "input", name), "");
  }
  await writeFile(join(folder, "input", "old", "a.csv"), "");
});

async function expand(pattern: string): Promise<string[]> {
  return (await expandGlob(folder, pattern)).map((path) => relative(folder, path));
}

test("a plain path is itself when it exists, in whatever spelling of the path, and nothing when it does not", async () => {
  expect(await expand("input/a.csv")).toEqual(["input/a.csv"]);
  expect(await expand("./input//old/../a.csv")).toEqual(["input/a.csv"]);
  expect(await expand("input/missing.csv")).toEqual([]);
  expect(await expand("input/a.csv/b")).toEqual([]);
});

test("a star matches within one name, in the order of code points, and no hidden file", async () => {
  expect(await expand("input/*.csv")).toEqual(
    ["B.csv", "a+b.csv", "a.csv", "a10.csv", "b.csv", "ä.csv", "\ufb01.csv", "😀.csv"].map((name) => `input/${name}`),
  );
  expect(await expand("input/.*.tmp")).toEqual(["input/.a.csv.1-1.tmp"]);
  expect(await expand("*.csv")).toEqual([]);
});

test("a question mark is exactly one character, also one beyond the basic plane", async () => {
  expect((await expand("input/?.csv")).map((path) => basename(path))).toEqual([
    "B.csv",
    "a.csv",
    "b.csv",
    "ä.csv",
    "\ufb01.csv",
    "😀.csv",
  ]);
  expect(await expand("input/a??.csv")).toEqual(["input/a+b.csv", "input/a10.csv"]);
});

test("other signs of regular expressions and shells are only themselves", async () => {
  expect(await expand("input/a+*.csv")).toEqual(["input/a+b.csv"]);
  expect(await expand("input/[ab].csv")).toEqual([]);
  expect(await expand("input/a.csv|*")).toEqual([]);
});

test("a pattern may stand in a folder's name and may leave the project", async () => {
  expect(await expand("input/*/a.csv")).toEqual(["input/old/a.csv"]);
  expect(await expandGlob(join(folder, "input", "old"), "../a.c?v")).toEqual([join(folder, "input", "a.csv")]);
  expect(await expandGlob("/nowhere", join(folder, "input", "b.*"))).toEqual([join(folder, "input", "b.csv")]);
});

test("a folder is returned as such, and a dangling link is not hidden", async () => {
  expect(await expand("input/ol*")).toEqual(["input/old"]);
  await symlink("nowhere", join(folder, "input", "link.txt"));
  expect(await expand("input/link.txt")).toEqual(["input/link.txt"]);
  expect(await expand("input/*.txt")).toEqual(["input/link.txt"]);
});

test("a path that two patterns of one expression reach is returned once", async () => {
  await symlink("old", join(folder, "input", "older"));
  expect(await expand("input/old*/../a.csv")).toEqual(["input/a.csv"]);
});
