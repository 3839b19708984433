import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";

import type { PublicCountsJson } from "../src/artefacts/counts.ts";
import { present } from "../src/assert.ts";
import type { CountsProtectionJson } from "../src/artefacts/counts-protection.ts";
import { type CampaignCounts, isTooSmall, type PublicCounts } from "../src/disclosure/counts.ts";
import { groupsOfRun, showsAnybody } from "../src/disclosure/earlier-counts.ts";
import type { PeopleAtom } from "../src/disclosure/protect-groups.ts";
import {
  CANDIDATES,
  HELD_OUT,
  LISTED,
  protectRun,
  publicCountsOf,
  REPORTED,
  type RunPattern,
  WITHOUT_RULES,
} from "../src/disclosure/run-counts.ts";
import { loadSolver } from "../src/disclosure/solver.ts";
import { peopleAtoms } from "../src/export/people-atoms.ts";
import { readRuns } from "../src/state/run-store.ts";
import type { RunContext } from "./context.ts";
import { namePartsOf } from "./decided-parts.ts";

/** Counts of candidates, and where it is said what each of them is counted as. */
export interface CountsToProtect {
  readonly counts: readonly CampaignCounts[];
  /** With the columns of `disclosure.decided_parts`. */
  readonly table: string;
  /** People whom the table has not. */
  readonly others?: readonly PeopleAtom[];
}

export interface ProtectedCounts {
  readonly shown: readonly PublicCounts[];
  readonly protection: CountsProtectionJson;
}

/**
 * What everybody may see of counts: beside the reports' number of customers, and beside what the runs until now showed, as long as who was counted there
 * is kept. Asked once, for every command and file that shows them.
 */
export async function protectCounts(context: RunContext, asked: CountsToProtect): Promise<ProtectedCounts> {
  const { minimumUnits } = context.project.disclosure;
  const earlier = asked.counts.length === 0 ? [] : await earlierRuns(context);
  const patterns = asked.counts.length === 0 ? [] : await patternsBeside(context, asked, earlier);
  const shown = publicCountsOf(asked.counts, patterns).map((campaign) =>
    besideEarlier(campaign, earlier, minimumUnits),
  );
  return { shown, protection: protectionJson(asked.counts, shown, patterns, earlier, minimumUnits) };
}

/** A run that told numbers, and where it says who was counted. */
interface EarlierRun {
  readonly runId: string;
  readonly table: string;
  readonly counts: PublicCountsJson;
}

async function earlierRuns({ engine, directories, results }: RunContext): Promise<EarlierRun[]> {
  const runs = (await readRuns(directories.runs)).filter(({ manifest }) => manifest.run_id !== results.runId);
  const found: EarlierRun[] = [];
  for (const { folder, manifest } of runs) {
    const decisions = join(folder, "private", "decisions.parquet");
    const file = join(folder, "public", "counts.json");
    if (!existsSync(decisions) || !existsSync(file)) continue;
    const counts = JSON.parse(await readFile(file, "utf8")) as PublicCountsJson;
    if (!showsAnybody(counts)) continue;
    const runId = manifest.run_id;
    found.push({ runId, table: await namePartsOf(engine, decisions, runId), counts });
  }
  return found.toSorted((one, other) => (one.runId < other.runId ? -1 : 1));
}

/** One pattern beside all earlier runs; where people differ in too many ways for that, one beside each half of them. */
async function patternsBeside(
  context: RunContext,
  asked: CountsToProtect,
  earlier: readonly EarlierRun[],
): Promise<RunPattern[]> {
  const { engine, project, staged } = context;
  const hasReports = project.reports.length > 0 && staged === null;
  const own = { runId: "", table: asked.table, campaignIds: asked.counts.map(({ campaignId }) => campaignId) };
  const others = earlier.map(({ runId, table, counts }) => ({
    runId,
    table,
    campaignIds: counts.campaigns.map(({ campaign_id: id }) => id),
  }));
  const found = await peopleAtoms(engine, [own, ...others], hasReports);
  if (found === null && earlier.length > 1) {
    const middle = Math.ceil(earlier.length / 2);
    const first = await patternsBeside(context, asked, earlier.slice(0, middle));
    return [...first, ...(await patternsBeside(context, asked, earlier.slice(middle)))];
  }
  const atoms = found && [...found, ...(asked.others ?? [])];
  const reported = hasReports ? [{ id: REPORTED, fate: "shown" as const, least: 0 }] : [];
  const beside = [...reported, ...earlier.flatMap(({ runId, counts }) => groupsOfRun(runId, counts))];
  return [protectRun(await loadSolver(), { counts: asked.counts, atoms, beside }, project.disclosure.minimumUnits)];
}

/** Of earlier runs it is not kept who lived where no rules are known: only a number that hardly differs from theirs would tell of few. */
function besideEarlier(campaign: PublicCounts, earlier: readonly EarlierRun[], minimumUnits: number): PublicCounts {
  const { campaignId, withoutRules } = campaign;
  const before = earlier.flatMap(({ counts }) =>
    counts.campaigns.filter(({ campaign_id: id }) => id === campaignId).map(({ without_rules: people = 0 }) => people),
  );
  const isClose = before.some(
    (people) => people !== null && isTooSmall(Math.abs(people - (withoutRules ?? 0)), minimumUnits),
  );
  return withoutRules === undefined || !isClose ? campaign : { ...campaign, withoutRules: null };
}

function protectionJson(
  counts: readonly CampaignCounts[],
  shown: readonly PublicCounts[],
  patterns: readonly RunPattern[],
  earlier: readonly EarlierRun[],
  minimumUnits: number,
): CountsProtectionJson {
  const errors = patterns.flatMap(({ leastError }) => leastError ?? []);
  const least = (side: "below" | "above") => Math.min(...errors.map((error) => error[side]));
  return {
    minimum_units: minimumUnits,
    beside: earlier.map(({ runId }) => runId),
    is_too_large: patterns.some(({ isTooLarge }) => isTooLarge),
    least_error: errors.length === 0 ? null : { below: least("below"), above: least("above") },
    groups: counts.flatMap((exact, index) => groupsJson(exact, present(shown[index], "each campaign is protected"))),
  };
}

/** Each group that is somebody, with whether it is shown. */
function groupsJson(exact: CampaignCounts, shown: PublicCounts): CountsProtectionJson["groups"] {
  const classes = exact.byClass.map(({ reasonClass, people }) => {
    const found = shown.byClass.find((each) => each.reasonClass === reasonClass);
    return { part: reasonClass, people, isShown: (found?.people ?? null) !== null };
  });
  const parts = [
    { part: CANDIDATES, people: exact.candidates, isShown: shown.candidates !== null },
    { part: LISTED, people: exact.listed, isShown: shown.listed !== null },
    { part: HELD_OUT, people: exact.heldOut, isShown: (shown.heldOut ?? null) !== null },
    ...classes,
    { part: WITHOUT_RULES, people: exact.withoutRules, isShown: (shown.withoutRules ?? null) !== null },
  ];
  return parts
    .filter(({ people }) => people > 0)
    .map(({ part, people, isShown }) => ({ campaign_id: exact.campaignId, part, people, is_shown: isShown }));
}
