import type { AsOf } from "../src/config/as-of.ts";
import type { Project } from "../src/domain/project.ts";
import { hasDimension, MOST_EARLIER_MOMENTS } from "../src/domain/report.ts";
import { publishedBesideWithheld } from "../src/state/published-reports.ts";
import { FACTS_FILE, type FinishedRun, hasTables, readRuns, SEGMENTS_FILE } from "../src/state/run-store.ts";
import type { EarlierMoment, RunContext } from "./context.ts";
import { isMadeBy, segmentationHash } from "./segmentation-rules.ts";

/** The part of a run's context that is found here. */
export type Moments = Pick<RunContext, "earlierMoments" | "momentsLeftOut">;

/** Of a run whose reports show no sizes over time. */
export const NO_MOMENTS: Moments = { earlierMoments: [], momentsLeftOut: { otherRules: [], withheldCells: [] } };

/** What decides whose sizes are shown. */
export interface LookingBack {
  readonly project: Project;
  readonly asOf: AsOf;
  readonly runsFolder: string;
}

const TABLES = [SEGMENTS_FILE, FACTS_FILE];

/**
 * The latest earlier as-of moments for the reports that show segment sizes over time. Of several runs of a moment the one that
 * finished last speaks, among those that made segments by the rules of today; a moment without such a run is left out, because
 * a change of rules would look like a change of customers. So is one of which a report withheld some cells of a table: the sizes
 * would be totals to subtract from.
 */
export async function findEarlierMoments({ project, asOf, runsFolder }: LookingBack): Promise<Moments> {
  if (!hasDimension(project.reports, "as_of")) return NO_MOMENTS;
  const segmentation = segmentationHash(project);
  const earlier = (await readRuns(runsFolder)).filter(({ manifest }) => manifest.as_of < asOf.at);
  const stored = earlier.filter((run) => hasTables(run, TABLES));
  const comparable = byMoment(stored.filter(({ manifest }) => isMadeBy(segmentation, manifest)));
  const latest = comparable.slice(-MOST_EARLIER_MOMENTS);
  const guarded = await momentsWithheldOf(earlier, latest);
  return {
    earlierMoments: latest.filter(({ at }) => !guarded.has(at)),
    momentsLeftOut: {
      otherRules: byMoment(stored)
        .slice(-MOST_EARLIER_MOMENTS)
        .filter(({ at }) => !comparable.some((moment) => moment.at === at)),
      withheldCells: latest.filter(({ at }) => guarded.has(at)),
    },
  };
}

/** The moments of which any run published a table with withheld cells, whatever became of its private side. */
async function momentsWithheldOf(
  runs: readonly FinishedRun[],
  moments: readonly EarlierMoment[],
): Promise<Set<string>> {
  const withheld = new Set<string>();
  for (const run of runs) {
    const { as_of: at } = run.manifest;
    if (moments.some((moment) => moment.at === at) && (await publishedBesideWithheld(run))) withheld.add(at);
  }
  return withheld;
}

/** One run for each moment, ascending: of runs that are newest first, the newest. */
function byMoment(runs: readonly FinishedRun[]): EarlierMoment[] {
  const newest = new Map(runs.toReversed().map((run) => [run.manifest.as_of, run]));
  return [...newest].map(([at, run]) => ({ at, run })).toSorted((one, other) => (one.at < other.at ? -1 : 1));
}
