import { existsSync } from "node:fs";
import { join } from "node:path";

import { releasedTablesGone, releasedUnderOtherKey, throwProblems } from "../src/errors.ts";
import { readJournal } from "../src/journal/read-journal.ts";
import type { Directories } from "../src/state/directories.ts";
import { nearestReleases } from "../src/export/nearest-releases.ts";
import { type EarlierRelease, LEDGER_FOLDER, readEarlierReleases } from "../src/state/earlier-releases.ts";
import { checkReleasedAmounts } from "./check-released-amounts.ts";
import type { RunContext } from "./context.ts";

/** What of the ledger of releases matters to a run. */
export interface ReleasesBefore {
  /** The id that the run would have if nothing had been released before. */
  readonly baseId: string;
  /** In the order of their moments and ids. */
  readonly earlier: readonly EarlierRelease[];
}

/**
 * The releases that a run's reports are looked at beside: the nearest by their moment, and for a run that is made once more those of its first time. Throws
 * GK0540 where one is not kept, GK0541 where its customers are hashed under another key, and GK0542 where one said orders and revenue of overlapping days.
 */
export async function findEarlierReleases(
  { project, asOf, directories, reportPeriod }: Pick<RunContext, "project" | "asOf" | "directories" | "reportPeriod">,
  baseId: string,
): Promise<ReleasesBefore> {
  const all = await readEarlierReleases(directories.runs);
  const first = all.find(({ run }) => run.manifest.ledger?.base_id === baseId)?.run.manifest.ledger?.compared_with;
  // What a run that is made once more says has been beside the others since its first time.
  if (first === undefined) throwProblems(checkReleasedAmounts({ project, asOf, reportPeriod }, all));
  const earlier =
    first === undefined ? nearestReleases(all, asOf.at) : all.filter(({ released }) => first.includes(released.run_id));
  const lost = first?.find((id) => !earlier.some(({ released }) => released.run_id === id));
  if (lost !== undefined) throw releasedTablesGone({ run: lost });
  const { keyId } = project.keys.reference;
  const otherKeys = earlier.filter(({ released }) => released.key_id !== keyId);
  throwProblems(
    otherKeys.map(({ released: { run_id: run, key_id: other } }) => releasedUnderOtherKey({ run, keyId: other })),
  );
  return { baseId, earlier };
}

/** Throws GK0540 where the journal tells of published tables of a run, other than this one, that is not there any more. */
export async function assertNoReleaseIsLost(directories: Directories, runId: string): Promise<void> {
  const marker = `private/${LEDGER_FOLDER}/released_tables.json`;
  for (const { type, details } of await readJournal(directories.journal)) {
    const { run_id: id, files } = details;
    if (type !== "run.sealed" || typeof id !== "string" || id === runId) continue;
    const isRelease = typeof files === "object" && files !== null && marker in files;
    if (isRelease && !existsSync(join(directories.runs, id))) throw releasedTablesGone({ run: id });
  }
}
