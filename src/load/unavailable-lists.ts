import type { ListDeclaration, Project } from "../domain/project.ts";
import { deliveriesWithoutRows, listRowsOf } from "./check-lists.ts";
import type { LoadedInput } from "./load-inputs.ts";
import {
  type CampaignEnd,
  isAskedBy,
  type LastSnapshot,
  newestSnapshots,
  olderSnapshots,
  tooOldSnapshots,
} from "./register-snapshots.ts";

/** A list that a campaign must ask and cannot. */
export interface UnavailableList {
  readonly campaignId: string;
  readonly listId: string;
  /** The country whose people it is about; null for everybody. */
  readonly place: string | null;
  /** What is wrong with it, as evidence says it. */
  readonly fault: string;
}

/**
 * The lists that are missing, empty, too old for a campaign or older than the snapshot used last (`before`), and whose people the project refuses in place of the run; for every other list
 * that is so the run is refused before. Sorted by campaign and list. Source: consent-gate.md §4 and §8.
 */
export function unavailableLists(
  project: Pick<Project, "lists" | "rules">,
  inputs: readonly LoadedInput[],
  campaigns: readonly CampaignEnd[],
  before: Readonly<Record<string, LastSnapshot>>,
): UnavailableList[] {
  const lists = project.lists.filter(({ whenUnavailable }) => whenUnavailable === "refuse_people");
  if (lists.length === 0) return [];
  const rows = listRowsOf(inputs);
  const snapshots = newestSnapshots({ lists }, inputs);
  const old = tooOldSnapshots(snapshots, campaigns, project.rules);
  const older = olderSnapshots(snapshots, before);
  const faultOf = (list: ListDeclaration, campaignId: string): string | undefined => {
    if ((rows[list.listId] ?? 0) === 0) return list.allowEmpty ? undefined : "no rows";
    if (!list.allowEmpty && deliveriesWithoutRows(list, inputs).length > 0) return "a delivery without rows";
    const replaced = older.find(({ register }) => register.list.listId === list.listId);
    if (replaced !== undefined)
      return `snapshot of ${replaced.register.snapshot} older than that of ${replaced.last}, used before`;
    const found = old.find(
      ({ register, campaign }) => register.list.listId === list.listId && campaign.id === campaignId,
    );
    return found && `snapshot of ${found.register.snapshot} too old on ${found.day}`;
  };
  const found = campaigns.flatMap((end) =>
    lists
      .filter((list) => isAskedBy(list, end.campaign))
      .flatMap((list): UnavailableList[] => {
        const fault = faultOf(list, end.campaign.id);
        const place = list.register?.jurisdiction ?? null;
        return fault === undefined ? [] : [{ campaignId: end.campaign.id, listId: list.listId, place, fault }];
      }),
  );
  const key = ({ campaignId, listId }: UnavailableList) => `${campaignId} ${listId}`;
  return found.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
