import type { AsOf } from "../src/config/as-of.ts";
import type { Project } from "../src/domain/project.ts";
import { MOST_EARLIER_MOMENTS } from "../src/domain/report.ts";
import { askedSizes, publishesSizes } from "../src/export/published-sizes.ts";
import { type EarlierRelease, readEarlierReleases } from "../src/state/earlier-releases.ts";
import { readRuns } from "../src/state/run-store.ts";
import type { EarlierMoment, RunContext } from "./context.ts";
import { isMadeBy, segmentationHash } from "./segmentation-rules.ts";

/** The part of a run's context that is found here. */
export type Moments = Pick<RunContext, "earlierMoments" | "momentsLeftOut">;

/** Of a run whose reports show no sizes over time. */
export const NO_MOMENTS: Moments = { earlierMoments: [], momentsLeftOut: { otherRules: [], notPublished: [] } };

/** What decides whose sizes are shown. */
export interface LookingBack {
  readonly project: Project;
  readonly asOf: AsOf;
  readonly runsFolder: string;
}

/**
 * The latest earlier as-of moments for the reports that show segment sizes over time: those of which a release published these sizes, by the rules of today and
 * without a withheld cell. Of several releases of a moment the first speaks. What was not published of a moment then is not said of it now, since nobody has judged what it gives
 * away beside everything that was. Throws GK0540 where what a release let out is not kept.
 */
export async function findEarlierMoments({ project, asOf, runsFolder }: LookingBack): Promise<Moments> {
  const asked = askedSizes(project.reports);
  if (asked === null) return NO_MOMENTS;
  const segmentation = segmentationHash(project);
  const runs = (await readRuns(runsFolder)).filter(({ manifest }) => manifest.as_of < asOf.at);
  const ofToday = runs.filter(({ manifest }) => isMadeBy(segmentation, manifest));
  const saying = (await readEarlierReleases(runsFolder)).filter(
    ({ run, released }) =>
      ofToday.some(({ folder }) => folder === run.folder) &&
      released.minimum_units >= project.disclosure.minimumUnits &&
      publishesSizes(released, asked),
  );
  const first = saying.filter((release) => !saying.some((other) => isRepeating(release, other)));
  const published = byMoment(first.map(({ run, customers }) => ({ at: run.manifest.as_of, run, customers })));
  const shown = published.slice(-MOST_EARLIER_MOMENTS);
  const oldest = published.length > MOST_EARLIER_MOMENTS ? shown[0]?.at : undefined;
  const isKnown = (at: string) => (oldest !== undefined && at < oldest) || shown.some((moment) => moment.at === at);
  const missed = byMoment(runs.toReversed().map((run) => ({ at: run.manifest.as_of, run })))
    .filter(({ at }) => !isKnown(at))
    .slice(-MOST_EARLIER_MOMENTS);
  const isOfToday = ({ at }: EarlierMoment) => ofToday.some(({ manifest }) => manifest.as_of === at);
  return {
    earlierMoments: shown,
    momentsLeftOut: {
      otherRules: missed.filter((moment) => !isOfToday(moment)),
      notPublished: missed.filter(isOfToday),
    },
  };
}

/** Whether a release is of the same moment as another, beside which it was made. */
function isRepeating({ run }: EarlierRelease, { run: other, released }: EarlierRelease): boolean {
  const { as_of: at, ledger } = run.manifest;
  return at === other.manifest.as_of && ledger?.compared_with.includes(released.run_id) === true;
}

/** One for each moment, ascending: of several the last. */
function byMoment<Moment extends EarlierMoment>(moments: readonly Moment[]): Moment[] {
  const last = new Map(moments.map((moment) => [moment.at, moment]));
  return [...last.values()].toSorted((one, other) => (one.at < other.at ? -1 : 1));
}
