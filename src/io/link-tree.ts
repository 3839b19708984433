import { copyFile, link, readdir } from "node:fs/promises";
import { join } from "node:path";

import { makePrivateFolder } from "./atomic-write.ts";

/**
 * Makes a folder beside another with the same files in it, and takes no room: they are linked, or copied where that cannot be.
 * `isWanted` is asked about each path below the folder; a folder that is not wanted is left out with all it holds.
 */
export async function linkTree(
  from: string,
  to: string,
  isWanted: (path: string) => boolean = () => true,
  below = "",
): Promise<void> {
  await makePrivateFolder(join(to, below));
  for (const entry of await readdir(join(from, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (!isWanted(path)) continue;
    if (entry.isDirectory()) await linkTree(from, to, isWanted, path);
    else await linkFile(join(from, path), join(to, path));
  }
}

/** Gives a file a second name, or copies it where the file system allows no links. */
export async function linkFile(from: string, to: string): Promise<void> {
  await link(from, to).catch(async () => copyFile(from, to));
}
