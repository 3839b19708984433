import type { Highs } from "highs";

import { type CampaignCounts, isTooSmall, type PublicCounts } from "./counts.ts";
import { type CountedGroup, type GroupPattern, type PeopleAtom, protectGroups } from "./protect-groups.ts";

/** Parts of a campaign's candidates that no class of reasons has the name of. */
export const CANDIDATES = "candidates";
export const LISTED = "listed";
export const HELD_OUT = "held_out";
export const WITHOUT_RULES = "without_rules";
export const WITH_RULES = "with_rules";

/** Everybody whom reports count. */
export const REPORTED = "reported";

/** The name of a group of a run's people: those of a part of a campaign's candidates. The run at hand is called nothing. */
export function groupId(runId: string, campaignId: string, part: string): string {
  return JSON.stringify([runId, campaignId, part]);
}

/** What is counted of a run, and what readers know beside it. */
export interface CountedRun {
  readonly counts: readonly CampaignCounts[];
  /** Of the people of the run and of what is beside it; null where they are too many to be looked at together. */
  readonly atoms: readonly PeopleAtom[] | null;
  /** What reports and earlier runs show. */
  readonly beside: readonly CountedGroup[];
}

/** What everybody may see of a run's counts. */
export interface RunPattern {
  /** Ids of groups that are not shown, of those that are counted. */
  readonly withheld: ReadonlySet<string>;
  /** Campaigns of which not even the parts are named. */
  readonly whole: ReadonlySet<string>;
  readonly leastError: GroupPattern["leastError"];
  /** Whether people differ in too many ways to be looked at. */
  readonly isTooLarge: boolean;
}

/**
 * What is withheld of the counts of all campaigns of a run together. How many candidates there are may be known from a report, so it is settled first, and what follows
 * is protected against whoever knows it. A campaign of too few candidates shows nothing; nor does one whose parts are too few to hide in one another, the
 * smallest campaigns first.
 *
 * Source: disclosure.md §2 to §5 and the last line of §7. Pure; throws on an error of the solver.
 */
export function protectRun(highs: Highs, { counts, atoms, beside }: CountedRun, minimumUnits: number): RunPattern {
  const few = counts.filter(({ candidates }) => candidates < minimumUnits);
  const ids = (some: readonly CampaignCounts[]) => some.map(({ campaignId }) => campaignId);
  const everything = new Set(counts.flatMap(allGroups));
  if (atoms === null) return { withheld: everything, whole: new Set(ids(counts)), leastError: null, isTooLarge: true };
  const many = counts.filter(({ candidates }) => candidates >= minimumUnits);
  const totals = protectGroups(
    highs,
    [
      ...beside,
      ...counts.map((campaign) => totalOf(campaign, few.includes(campaign) ? "hidden" : "open", minimumUnits)),
    ],
    atoms,
    minimumUnits,
  );
  const smallestFirst = many.toSorted((a, b) => a.candidates - b.candidates || (a.campaignId < b.campaignId ? -1 : 1));
  for (let hidden = 0; ; hidden += 1) {
    const whole = new Set(ids([...few, ...smallestFirst.slice(0, hidden)]));
    const groups = counts.flatMap((campaign) => {
      const isHidden = few.includes(campaign) || totals.withheld.has(totalId(campaign));
      const total = totalOf(campaign, isHidden ? "hidden" : "shown", minimumUnits);
      return [total, ...partsOf(campaign, !whole.has(campaign.campaignId))];
    });
    const pattern = protectGroups(highs, [...beside, ...groups], atoms, minimumUnits);
    if (!pattern.isProved && hidden < smallestFirst.length) continue;
    const hiddenParts = counts.filter(({ campaignId }) => whole.has(campaignId)).flatMap(partIds);
    const hiddenTotals = pattern.isProved ? [...totals.withheld, ...few.map(totalId)] : counts.map(totalId);
    return {
      withheld: new Set([...hiddenTotals, ...hiddenParts, ...pattern.withheld]),
      whole,
      leastError: pattern.leastError,
      isTooLarge: false,
    };
  }
}

/** The counts with what several patterns withhold: each was proved beside other things that readers know. Pure; throws nothing. */
export function publicCountsOf(counts: readonly CampaignCounts[], patterns: readonly RunPattern[]): PublicCounts[] {
  return counts.map((campaign) => {
    const { campaignId } = campaign;
    const shown = (part: string, people: number) =>
      patterns.some(({ withheld }) => withheld.has(groupId("", campaignId, part))) ? null : people;
    const candidates = shown(CANDIDATES, campaign.candidates);
    const listed = shown(LISTED, campaign.listed);
    if (patterns.some(({ whole }) => whole.has(campaignId)))
      return { campaignId, candidates, listed: null, heldOut: undefined, withoutRules: undefined, byClass: [] };
    return {
      campaignId,
      candidates,
      listed,
      heldOut: campaign.heldOut === 0 ? undefined : shown(HELD_OUT, campaign.heldOut),
      withoutRules: campaign.withoutRules === 0 ? undefined : shown(WITHOUT_RULES, campaign.withoutRules),
      byClass: campaign.byClass.map(({ reasonClass, people }) => ({ reasonClass, people: shown(reasonClass, people) })),
    };
  });
}

function totalId({ campaignId }: CampaignCounts): string {
  return groupId("", campaignId, CANDIDATES);
}

/** Of a campaign that names its parts a reader knows that it is not too small. */
function totalOf(campaign: CampaignCounts, fate: CountedGroup["fate"], minimumUnits: number): CountedGroup {
  return { id: totalId(campaign), fate, least: isTooSmall(campaign.candidates, minimumUnits) ? 0 : minimumUnits };
}

function partIds({ campaignId, byClass }: CampaignCounts): string[] {
  const names = [LISTED, HELD_OUT, ...byClass.map(({ reasonClass }) => reasonClass), WITHOUT_RULES];
  return names.map((part) => groupId("", campaignId, part));
}

function allGroups(campaign: CampaignCounts): string[] {
  return [totalId(campaign), ...partIds(campaign)];
}

/** Zeros are left out of what is shown, so whatever is named is somebody. Who is with rules is what the others leave. */
function partsOf(campaign: CampaignCounts, isOpen: boolean): CountedGroup[] {
  const fate = isOpen ? "open" : "hidden";
  const parts = partIds(campaign).map((id): CountedGroup => ({ id, fate, least: isOpen ? 1 : 0 }));
  return [...parts, { id: groupId("", campaign.campaignId, WITH_RULES), fate: "hidden", least: 0 }];
}
