import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";

import { sha256File } from "./sha256.ts";

/** How two folders compare, by path below them. */
export interface FolderComparison {
  readonly same: readonly string[];
  /** Of both, with other bytes. */
  readonly differing: readonly string[];
  readonly onlyInFirst: readonly string[];
  readonly onlyInSecond: readonly string[];
}

/** Compares every file of two folders byte by byte, by their hashes. */
export async function compareFolders(first: string, second: string): Promise<FolderComparison> {
  const [one, other] = [await filesOf(first), await filesOf(second)];
  const both = one.filter((file) => other.includes(file));
  const same: string[] = [];
  for (const file of both)
    if ((await sha256File(join(first, file))) === (await sha256File(join(second, file)))) same.push(file);
  return {
    same,
    differing: both.filter((file) => !same.includes(file)),
    onlyInFirst: one.filter((file) => !other.includes(file)),
    onlyInSecond: other.filter((file) => !one.includes(file)),
  };
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}
