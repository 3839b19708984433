import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Clock } from "../src/domain/clock.ts";
import { publishFolder } from "../src/io/atomic-write.ts";
import type { JournalDeclaration } from "../src/domain/project.ts";
import type { JournalDetails } from "../src/journal/chain.ts";
import { openJournal } from "../src/journal/journal.ts";
import { readJournal } from "../src/journal/read-journal.ts";
import { JOURNAL_FILE } from "../src/journal/verify-journal.ts";
import type { Directories } from "../src/state/directories.ts";
import type { Lease } from "../src/state/lease.ts";
import { hashesBelow } from "./published-files.ts";

/** What is published by one rename: a run's folder, a release's, or a recall's in that of its release. */
export interface Publication {
  readonly kind: "run" | "release" | "recall";
  readonly id: string;
  /** Where it was put together. */
  readonly temporary: string;
  /** What the journal keeps of it beside the id. */
  readonly details: JournalDetails;
}

/**
 * Publishes a folder under its id, between two entries of the journal: `sealed` says what is about to appear, with the hash of every file,
 * `published` that it did. A crash leaves the folder whole or not there; the second entry is made up for by the next run.
 */
export async function publish(
  directories: Directories,
  place: JournalDeclaration,
  clock: Clock,
  lease: Lease | null,
  publication: Publication,
): Promise<void> {
  const { kind, id, temporary, details } = publication;
  const files = await hashesBelow(temporary);
  // Before the journal is touched, and again after the syncs: they may take long.
  const assertHeld = async () => lease?.assertHeld();
  await assertHeld();
  const journal = await openJournal({ ...place, folder: directories.journal }, clock);
  try {
    await journal.append(`${kind}.sealed`, { ...details, [`${kind}_id`]: id, files });
    await publishFolder(temporary, folderOf(directories, kind, id), assertHeld);
    await journal.append(`${kind}.published`, { [`${kind}_id`]: id });
  } finally {
    await journal.close();
  }
}

/** Adds the `published` entries that a crash right after the rename kept from being written. */
export async function completeJournal(
  directories: Directories,
  place: JournalDeclaration,
  clock: Clock,
): Promise<void> {
  if (!existsSync(join(directories.journal, JOURNAL_FILE)) && !existsSync(place.headsFolder)) return;
  const journal = await openJournal({ ...place, folder: directories.journal }, clock);
  try {
    const entries = await readJournal(directories.journal);
    for (const kind of ["run", "release", "recall"] as const) {
      const idsOf = (type: string) =>
        entries
          .filter((entry) => entry.type === `${kind}.${type}`)
          .map(({ details }) => details[`${kind}_id`] as string);
      const published = new Set(idsOf("published"));
      for (const id of new Set(idsOf("sealed"))) {
        if (published.has(id) || !existsSync(folderOf(directories, kind, id))) continue;
        await journal.append(`${kind}.published`, { [`${kind}_id`]: id, made_up_for: true });
      }
    }
  } finally {
    await journal.close();
  }
}

function folderOf(directories: Directories, kind: Publication["kind"], id: string): string {
  return join(kind === "run" ? directories.runs : directories.releases, id);
}
