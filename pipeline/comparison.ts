import { existsSync } from "node:fs";

import { type AsOf, parseAsOf } from "../src/config/as-of.ts";
import type { Project } from "../src/domain/project.ts";
import { hasDimension } from "../src/domain/report.ts";
import { usageInvalid } from "../src/errors.ts";
import {
  CLUSTERS_FILE,
  SEGMENTS_FILE,
  type FinishedRun,
  findRun,
  finishedRuns,
  privateTable,
} from "../src/state/run-store.ts";
import type { Comparison } from "./context.ts";

/** What decides which moment is compared with. */
export interface Comparing {
  readonly project: Project;
  readonly asOf: AsOf;
  /** The moment that was asked for; the latest earlier run when nobody did. */
  readonly compareAsOf: string | undefined;
  readonly runsFolder: string;
}

/**
 * The earlier as-of moment that the project's reports compare with: the one asked for, from its newest finished run or else to
 * be computed; without one, the latest that a finished run was made for. Null when there is none.
 *
 * Throws GK0240 for a moment that is none, GK0102 for one that is not earlier or that no report compares with.
 */
export async function findComparison({
  project,
  asOf,
  compareAsOf,
  runsFolder,
}: Comparing): Promise<Comparison | null> {
  const isWanted = hasDimension(project.reports, "previous_segment");
  if (compareAsOf === undefined) return isWanted ? latestBefore(asOf, runsFolder) : null;
  const wanted = parseAsOf(compareAsOf, project.timeZone, "--compare-as-of");
  if (!isWanted) throw usageInvalid({ message: NOTHING_COMPARES });
  if (wanted.at >= asOf.at) throw usageInvalid({ message: notEarlier(compareAsOf, asOf.text) });
  const runs = await storedRuns(runsFolder);
  const run = runs.find(({ manifest }) => manifest.as_of === wanted.at) ?? null;
  return { at: wanted.at, text: wanted.text, run };
}

async function latestBefore(asOf: AsOf, runsFolder: string): Promise<Comparison | null> {
  const earlier = (await storedRuns(runsFolder)).filter(({ manifest }) => manifest.as_of < asOf.at);
  const at = earlier
    .map(({ manifest }) => manifest.as_of)
    .toSorted()
    .at(-1);
  const run = earlier.find(({ manifest }) => manifest.as_of === at);
  return run === undefined ? null : { at: run.manifest.as_of, text: run.manifest.as_of_text, run };
}

/** The finished runs that still have the tables to compare with, newest first. */
async function storedRuns(runsFolder: string): Promise<FinishedRun[]> {
  const names = await finishedRuns(runsFolder);
  const runs = await Promise.all(names.map(async (name) => findRun(runsFolder, name)));
  return runs.filter((run) => [SEGMENTS_FILE, CLUSTERS_FILE].every((file) => existsSync(privateTable(run, file))));
}

const NOTHING_COMPARES = {
  en: "--compare-as-of is given, and no report has the dimension previous_segment",
  "zh-CN": "给出了 --compare-as-of，但没有报表使用维度 previous_segment",
};

function notEarlier(text: string, asOf: string) {
  return {
    en: `--compare-as-of ${text} is not earlier than --as-of ${asOf}`,
    "zh-CN": `--compare-as-of ${text} 不早于 --as-of ${asOf}`,
  };
}
