import { existsSync } from "node:fs";
import { join, relative } from "node:path";

import type { Clock } from "../src/domain/clock.ts";
import type { Project } from "../src/domain/project.ts";
import type { RetainedItem } from "../src/domain/retention.ts";
import { localDate } from "../src/config/as-of.ts";
import { readJournal } from "../src/journal/read-journal.ts";
import { cacheItems, inputFileIds } from "../src/load/cache-items.ts";
import { InputCache } from "../src/load/input-cache.ts";
import type { Directories } from "../src/state/directories.ts";
import { findLeftovers } from "../src/state/leftovers.ts";
import { ReleaseStore } from "../src/state/release-store.ts";
import { runItems, type RunItems } from "../src/state/run-items.ts";
import { dayAfter } from "../src/state/run-retention.ts";

const DAY_MS = 86_400_000;

/**
 * Everything in a project's state and whether retention keeps it, in the order of the folders: what a cap, a release or the
 * record of what happened needs is always kept. Reads and removes nothing else. Source: operations.md §5.
 */
export async function retainedItems(project: Project, directories: Directories, clock: Clock): Promise<RetainedItem[]> {
  const { retention: rules, timeZone } = project;
  const today = localDate(clock.now(), timeZone);
  const releases = await ReleaseStore.open(directories.releases);
  const runs = await runItems(directories.runs, releases, await publishedAt(directories), { rules, today, timeZone });
  const use = {
    inputs: await inputFileIds(project, new InputCache(directories.cache)),
    runs: new Set(runs.filter(({ needsInputs }) => needsInputs).flatMap(fileIdsOf)),
  };
  const contactValuesBefore = clock.now().getTime() - daysOf(rules.privateTables, today) * DAY_MS;
  return [
    ...runs.flatMap(({ items }) => items),
    ...releases.records.map(({ releaseId }) => forEver(`releases/${releaseId}`, "contact_history")),
    ...(existsSync(join(directories.state, "stops")) ? [forEver("state/stops", "stops")] : []),
    forEver("journal", "journal"),
    ...(await cacheItems(directories.cache, use, contactValuesBefore)),
    ...(await findLeftovers(directories, clock)).map((path) => leftover(relative(directories.root, path), path)),
  ];
}

/** When each run was finished, by its id: an instant as the journal has it. */
async function publishedAt({ journal }: Directories): Promise<ReadonlyMap<string, string>> {
  const entries = await readJournal(journal);
  return new Map(
    entries
      .filter(({ type }) => type === "run.published")
      .map(({ details, at }) => [details["run_id"] as string, at] as const)
      // A run that was made anew after its folder was lost is as old as its last making.
      .toSorted(([, one], [, other]) => (one < other ? -1 : 1)),
  );
}

function fileIdsOf({ run }: RunItems): string[] {
  return run.manifest.inputs.map(({ file_id: fileId }) => fileId);
}

/** The days a duration takes from a day on. */
function daysOf(duration: Parameters<typeof dayAfter>[1], from: string): number {
  return (Date.parse(dayAfter(from, duration)) - Date.parse(from)) / DAY_MS;
}

function forEver(name: string, reason: RetainedItem["reason"]): RetainedItem {
  return { name, paths: [], isKept: true, reason, until: null };
}

function leftover(name: string, path: string): RetainedItem {
  return { name, paths: [path], isKept: false, reason: "leftover", until: null };
}
