import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";

import { type Directories, openDirectories } from "../../src/state/directories.ts";
import { findLeftovers, removeLeftovers, temporaryFolderName } from "../../src/state/leftovers.ts";
import { scratchFolder } from "../io/scratch-folder.ts";

const NOBODY = 2 ** 22 + 1;
const HOUR_MS = 3_600_000;
const clock = { now: () => new Date() };

let directories: Directories;
let machine: string;

beforeEach(async () => {
  directories = await openDirectories(await scratchFolder());
  machine = (await temporaryFolderName()).split("-")[1] ?? "";
});

async function folderIn(name: string, changedAgoMs = 0): Promise<string> {
  const path = join(directories.temporary, name);
  await mkdir(path, { recursive: true });
  const then = new Date(Date.now() - changedAgoMs);
  await utimes(path, then, then);
  return path;
}

describe("what killed commands left", () => {
  test("the folder of a process that is gone counts at once, that of one that runs never", async () => {
    const gone = await folderIn(`${NOBODY}-${machine}`);
    await folderIn(`${process.ppid}-${machine}`, 48 * HOUR_MS);
    expect(await findLeftovers(directories, clock)).toEqual([gone]);
  });

  test("a folder that another machine or container made is left alone for a day, whoever has its number here", async () => {
    await folderIn(`${NOBODY}-0123456789ab`, 23 * HOUR_MS);
    const old = await folderIn(`${process.ppid}-ba9876543210`, 25 * HOUR_MS);
    expect(await findLeftovers(directories, clock)).toEqual([old]);
  });

  test("files in cache and state that were never finished count, finished ones never", async () => {
    await mkdir(join(directories.cache, "customers"));
    const unfinished = join(directories.cache, "customers", `.a.json.${NOBODY}-3.tmp`);
    await writeFile(unfinished, "{");
    await writeFile(join(directories.cache, "customers", "a.json"), "{}");
    await writeFile(join(directories.state, `.index.json.${process.ppid}-1.tmp`), "{");
    expect(await findLeftovers(directories, clock)).toEqual([unfinished]);
  });

  test("is removed with everything in it, and nothing else is", async () => {
    const gone = await folderIn(`${NOBODY}-${machine}`);
    await writeFile(join(gone, "stops.parquet"), "half");
    await folderIn(`${process.ppid}-${machine}`);
    await removeLeftovers(directories, clock);
    expect(await readdir(directories.temporary)).toEqual([`${process.ppid}-${machine}`]);
  });

  test("in a project that never ran is nothing", async () => {
    expect(await findLeftovers({ ...directories, temporary: "nowhere", cache: "nowhere" }, clock)).toEqual([]);
  });
});
