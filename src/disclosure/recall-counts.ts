import type { Highs } from "highs";

import { type CountedGroup, type PeopleAtom, protectGroups } from "./protect-groups.ts";
import { CANDIDATES, groupId } from "./run-counts.ts";

/** Whom a recall took back of one list, by whatever is one for each person. */
export interface RecalledPeople {
  readonly campaignId: string;
  readonly people: ReadonlySet<string>;
}

/** Whom a recall took back. */
export interface Recalled {
  readonly recallId: string;
  readonly lists: readonly RecalledPeople[];
  /** Of whom a stop was honoured late. */
  readonly late: ReadonlySet<string>;
}

/** Which counts of a recall everybody may see. */
export interface ShownRecall {
  /** Ids of campaigns. */
  readonly lists: readonly string[];
  readonly inTime: boolean;
  readonly late: boolean;
}

/** The counts of people that a recall shows everybody; null is withheld. */
export interface RecallCounts {
  readonly ofLists: ReadonlyMap<string, number | null>;
  /** People every stop of whom was honoured in time. */
  readonly inTime: number | null;
  /** People of whom a stop was honoured late. */
  readonly late: number | null;
}

/** How somebody's stops were honoured: parts of all who were recalled, of whichever list. */
export const TIMES = ["in time", "late"] as const;

/** No campaign has this id. */
export const EVERY_LIST = "";

/** The people of a recall by how their stops were honoured, in the order of `TIMES`. Pure; throws nothing. */
export function timesOf({ lists, late }: Recalled): ReadonlySet<string>[] {
  const everybody = lists.flatMap(({ people }) => [...people]);
  return [new Set(everybody.filter((person) => !late.has(person))), late];
}

/** The groups that a recall counts, of the fate of what was shown; open before that is decided. Pure; throws nothing. */
export function groupsOfRecall({ recallId, lists }: Recalled, shown?: ShownRecall): CountedGroup[] {
  const fate = (isShown: boolean | undefined): CountedGroup["fate"] =>
    isShown === undefined ? "open" : isShown ? "shown" : "hidden";
  const times = shown && [shown.inTime, shown.late];
  return [
    ...lists.map(({ campaignId }) => ({
      id: groupId(recallId, campaignId, CANDIDATES),
      fate: fate(shown?.lists.includes(campaignId)),
      least: 1,
    })),
    ...TIMES.map((time, index) => ({ id: groupId(recallId, EVERY_LIST, time), fate: fate(times?.[index]), least: 1 })),
  ];
}

/**
 * Which counts of a recall may be seen, each of distinct people, beside what was counted before: the run, the releases of its lists, and earlier recalls, each of
 * which has fewer stops. No atoms are too many to be looked at. Source: disclosure.md §2 to §5. Pure; throws on an error of the solver.
 */
export function protectRecall(
  highs: Highs,
  recalled: Recalled,
  { groups, atoms }: { readonly groups: readonly CountedGroup[]; readonly atoms: readonly PeopleAtom[] | null },
  minimumUnits: number,
): ShownRecall {
  const open = groupsOfRecall(recalled);
  const withheld =
    atoms === null
      ? new Set(open.map(({ id }) => id))
      : protectGroups(highs, [...groups, ...open], atoms, minimumUnits).withheld;
  const isShown = (campaignId: string, part: string) => !withheld.has(groupId(recalled.recallId, campaignId, part));
  // A zero beside a withheld number says what became of each of the few.
  const areTimesShown = TIMES.every((time) => isShown(EVERY_LIST, time));
  return {
    lists: recalled.lists.map(({ campaignId }) => campaignId).filter((id) => isShown(id, CANDIDATES)),
    inTime: areTimesShown,
    late: areTimesShown,
  };
}

/** The counts with what is withheld. Pure; throws nothing. */
export function recallCounts(recalled: Recalled, shown: ShownRecall): RecallCounts {
  const [inTime, late] = timesOf(recalled).map((people) => people.size);
  const ofLists = recalled.lists.map(
    ({ campaignId, people }) => [campaignId, shown.lists.includes(campaignId) ? people.size : null] as const,
  );
  return {
    ofLists: new Map(ofLists),
    inTime: shown.inTime ? (inTime ?? 0) : null,
    late: shown.late ? (late ?? 0) : null,
  };
}
