import { join } from "node:path";

import type { Clock } from "../src/domain/clock.ts";
import type { JournalDeclaration } from "../src/domain/project.ts";
import type { JournalDetails, JournalEntry } from "../src/journal/chain.ts";
import { journalProblem, openJournal } from "../src/journal/journal.ts";
import { verifyingKey } from "../src/journal/journal-place.ts";
import { JOURNAL_FILE, verifyJournal } from "../src/journal/verify-journal.ts";
import type { Directories } from "../src/state/directories.ts";
import { finishedRuns } from "../src/state/run-store.ts";
import { OutcomeStore } from "../src/state/outcome-store.ts";
import { StopsStore } from "../src/state/stops-store.ts";
import { recordedOutcomes } from "./recorded-outcomes.ts";
import { recordedStops } from "./recorded-stops.ts";

/**
 * Opens the stops as what the journal says they are; as they are where `entries` is null. Throws GK0442 when they are something else, and
 * GK0610 when they cannot be read.
 */
export async function openStops(
  directories: Pick<Directories, "state" | "runs">,
  entries: readonly JournalEntry[] | null,
): Promise<StopsStore> {
  const hasRun = (await finishedRuns(directories.runs)).length > 0;
  return StopsStore.open(directories.state, hasRun, entries === null ? null : recordedStops(entries));
}

/** Opens the reported outcomes as what the journal says they are; as they are where `entries` is null. Throws GK0443 when they are something else. */
export async function openOutcomes(
  { state }: Pick<Directories, "state">,
  entries: readonly JournalEntry[] | null,
): Promise<OutcomeStore> {
  return OutcomeStore.open(state, entries === null ? null : recordedOutcomes(entries));
}

/** The entries of a sound journal. Throws GK0601, GK0605 and GK0606 for one that is not. */
export async function soundEntries(
  directories: Pick<Directories, "journal">,
  { headsFolder, key }: Pick<JournalDeclaration, "headsFolder" | "key">,
): Promise<readonly JournalEntry[]> {
  const found = await verifyJournal(directories.journal, { headsFolder, key: verifyingKey({ key }) });
  if (found.verdict !== "ok" && found.verdict !== "torn_last_line")
    throw journalProblem(join(directories.journal, JOURNAL_FILE), found);
  return found.entries;
}

/** Adds one entry to a journal that is not open. */
export function noteInJournal(
  { journal: folder }: Pick<Directories, "journal">,
  place: JournalDeclaration,
  clock: Clock,
): (type: string, details: JournalDetails) => Promise<void> {
  return async (type, details) => {
    const journal = await openJournal({ ...place, folder }, clock);
    try {
      await journal.append(type, details);
    } finally {
      await journal.close();
    }
  };
}
