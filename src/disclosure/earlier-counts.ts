import type { CountedGroup } from "./protect-groups.ts";
import { CANDIDATES, groupId, HELD_OUT, LISTED } from "./run-counts.ts";

/** As much of what a run shows as says which of its numbers readers know. */
export interface ShownCounts {
  readonly minimum_units: number;
  readonly campaigns: readonly {
    readonly campaign_id: string;
    readonly candidates: number | null;
    readonly listed: number | null;
    readonly held_out?: number | null | undefined;
    readonly refused_by_class: Readonly<Record<string, number | null>>;
  }[];
}

/** The groups of a run by what it shows of them: known to readers, or not to be learnt from what others show. Pure; throws nothing. */
export function groupsOfRun(runId: string, { campaigns, minimum_units: minimumUnits }: ShownCounts): CountedGroup[] {
  return campaigns.flatMap((campaign) => {
    const { campaign_id: id, candidates, listed, held_out: heldOut, refused_by_class: classes } = campaign;
    const isNamed = Object.keys(classes).length > 0 || listed !== null;
    const group = (part: string, people: number | null, least: number): CountedGroup => ({
      id: groupId(runId, id, part),
      fate: people === null ? "hidden" : "shown",
      least,
    });
    return [
      group(CANDIDATES, candidates, isNamed ? minimumUnits : 0),
      group(LISTED, listed, isNamed ? 1 : 0),
      ...(heldOut === undefined ? [] : [group(HELD_OUT, heldOut, 1)]),
      ...Object.entries(classes).map(([reasonClass, people]) => group(reasonClass, people, 1)),
    ];
  });
}

/** Whether a run shows any number of people. */
export function showsAnybody({ campaigns }: ShownCounts): boolean {
  return campaigns.some(
    ({ candidates, listed, held_out: heldOut, refused_by_class: classes }) =>
      candidates !== null ||
      listed !== null ||
      Object.values({ ...classes, heldOut }).some((people) => (people ?? 0) > 0),
  );
}
