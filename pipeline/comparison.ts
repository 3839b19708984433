import { type AsOf, parseAsOf } from "../src/config/as-of.ts";
import type { Project } from "../src/domain/project.ts";
import { hasDimension } from "../src/domain/report.ts";
import { usageInvalid } from "../src/errors.ts";
import { CLUSTERS_FILE, type FinishedRun, hasTables, readRuns, SEGMENTS_FILE } from "../src/state/run-store.ts";
import type { Comparison } from "./context.ts";
import { isMadeBy, segmentationHash } from "./segmentation-rules.ts";

/** What decides which moment is compared with. */
export interface Comparing {
  readonly project: Project;
  readonly asOf: AsOf;
  /** The moment that was asked for; the latest earlier run when nobody did. */
  readonly compareAsOf: string | undefined;
  readonly runsFolder: string;
}

/**
 * The earlier as-of moment that the project's reports compare with. Null when there is none.
 *
 * The one asked for is read from its newest finished run by the rules of today, or else to be computed. Without one it is the
 * latest that a finished run was made for, which is read whatever its rules were, those of today first.
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
  const segmentation = segmentationHash(project);
  if (compareAsOf === undefined) return isWanted ? latestBefore(asOf, runsFolder, segmentation) : null;
  const wanted = parseAsOf(compareAsOf, project.timeZone, "--compare-as-of");
  if (!isWanted) throw usageInvalid({ message: NOTHING_COMPARES });
  if (wanted.at >= asOf.at) throw usageInvalid({ message: notEarlier(compareAsOf, asOf.text) });
  const runs = await storedRuns(runsFolder);
  const run = runs.find(({ manifest }) => manifest.as_of === wanted.at && isMadeBy(segmentation, manifest)) ?? null;
  return { at: wanted.at, text: wanted.text, run, hasOtherRules: false };
}

async function latestBefore(asOf: AsOf, runsFolder: string, segmentation: string): Promise<Comparison | null> {
  const runs = await storedRuns(runsFolder);
  const earlier = runs.filter(({ manifest }) => manifest.as_of < asOf.at);
  const at = earlier
    .map(({ manifest }) => manifest.as_of)
    .toSorted()
    .at(-1);
  const ofMoment = earlier.filter(({ manifest }) => manifest.as_of === at);
  const own = ofMoment.find(({ manifest }) => isMadeBy(segmentation, manifest));
  const run = own ?? ofMoment[0];
  if (run === undefined) return null;
  return { at: run.manifest.as_of, text: run.manifest.as_of_text, run, hasOtherRules: own === undefined };
}

/** The finished runs that still have the tables to compare with, newest first. */
async function storedRuns(runsFolder: string): Promise<FinishedRun[]> {
  return (await readRuns(runsFolder)).filter((run) => hasTables(run, [SEGMENTS_FILE, CLUSTERS_FILE]));
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
