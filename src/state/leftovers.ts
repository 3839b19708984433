import { readdir, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

import type { Clock } from "../domain/clock.ts";
import { removePath, writerOfTemporary } from "../io/atomic-write.ts";
import { isProcessAlive, processIdentity } from "../io/process-identity.ts";
import { sha256Text } from "../io/sha256.ts";
import type { Directories } from "./directories.ts";

/** How long the folder of a process that cannot be seen from here is left alone: no command takes a day. */
const UNSEEN_FOR_MS = 24 * 3_600_000;

/**
 * The name of this process's own folder in `tmp/`: its number, and the machine on which the number means something. Two
 * containers that share a project both hold a process 1.
 */
export async function temporaryFolderName(): Promise<string> {
  return `${process.pid}-${await machineTag()}`;
}

async function machineTag(): Promise<string> {
  const { bootId, pidNamespace } = await processIdentity(process.pid);
  return sha256Text(JSON.stringify([hostname(), bootId, pidNamespace])).slice(0, 12);
}

/**
 * What killed commands left, as paths: their folders in `tmp/`, and files in `cache/`, `state/` and the place of the journal's heads that
 * they had not finished writing. Of another machine only what has not changed for a day counts: whether its process runs cannot be seen.
 */
export async function findLeftovers(
  { temporary, cache, state }: Directories,
  clock: Clock,
  headsFolder?: string,
): Promise<string[]> {
  const found: string[] = [];
  for (const name of await namesIn(temporary)) {
    const path = join(temporary, name);
    if (await isAbandoned(path, name, clock)) found.push(path);
  }
  for (const folder of [cache, state, ...(headsFolder === undefined ? [] : [headsFolder])]) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const { name, parentPath } of entries) {
      const writer = writerOfTemporary(name);
      if (writer !== null && !(await isOtherProcessAlive(writer))) found.push(join(parentPath, name));
    }
  }
  return found.toSorted();
}

/** Removes them. Only for the holder of the lease: nobody else writes to the project then, and what is unfinished stays so. */
export async function removeLeftovers(directories: Directories, clock: Clock, headsFolder?: string): Promise<void> {
  for (const path of await findLeftovers(directories, clock, headsFolder)) await removePath(path);
}

/** Whether what lies at a path belongs to a process that is gone, by a name such as `temporaryFolderName` gives. */
export async function isAbandoned(path: string, name: string, clock: Clock): Promise<boolean> {
  const [pid, machine] = name.split("-");
  if (machine === undefined || machine === (await machineTag())) return !(await isOtherProcessAlive(Number(pid)));
  const found = await stat(path).catch(() => null);
  return found !== null && clock.now().getTime() - found.mtimeMs > UNSEEN_FOR_MS;
}

/** A process that reuses this one's own number left it before this one began. */
async function isOtherProcessAlive(pid: number): Promise<boolean> {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  return isProcessAlive(pid, null);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
