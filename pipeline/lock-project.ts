import { hostname } from "node:os";
import { join } from "node:path";

import type { Clock } from "../src/domain/clock.ts";
import type { JournalDeclaration } from "../src/domain/project.ts";
import type { Directories } from "../src/state/directories.ts";
import { acquireLease, type Lease } from "../src/state/lease.ts";
import { removeLeftovers } from "../src/state/leftovers.ts";
import { completeJournal } from "./publication.ts";

/**
 * Makes this process the one writer of a project, then removes what killed commands left and writes what they could not write
 * into the journal. `command` is its name, for others to read. Throws GK0501 when somebody else writes.
 */
export async function lockProject(
  directories: Directories,
  journal: JournalDeclaration,
  clock: Clock,
  command: string,
): Promise<Lease> {
  const lease = await acquireLease(leaseFolder(directories), {
    clock,
    holder: { pid: process.pid, host: hostname(), command },
  });
  try {
    await removeLeftovers(directories, clock, journal.headsFolder);
    await completeJournal(directories, journal, clock);
    return lease;
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/** Where the tickets of a project's lease are. */
export function leaseFolder({ root }: Pick<Directories, "root">): string {
  return join(root, "lease");
}
