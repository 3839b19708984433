import type { Messages } from "./messages.ts";
import { columnsText, plainNumber, type TextTable } from "./text.ts";

/** Protected counts by campaign, as `public/counts.json` has them; null is withheld. */
export interface CountsToShow {
  readonly minimum_units: number;
  readonly campaigns: readonly CampaignToShow[];
}

interface CampaignToShow {
  readonly campaign_id: string;
  readonly candidates: number | null;
  readonly listed: number | null;
  readonly refused_by_class: Readonly<Record<string, number | null>>;
}

/** The protected counts of each campaign as lines for a person; `[c]` is withheld. */
export function countsLines(counts: CountsToShow, messages: Messages): string[] {
  const lines = counts.campaigns.flatMap((campaign) => [
    "",
    campaign.campaign_id,
    ...campaignLines(campaign, messages).map((line) => `  ${line}`),
  ]);
  const isAnyWithheld = counts.campaigns.some(({ candidates, listed }) => candidates === null || listed === null);
  return isAnyWithheld ? [...lines, "", messages.withheldNote(counts.minimum_units)] : lines;
}

/** The protected counts as a table for programs: one row for each number, empty where it is withheld. */
export function countsTable({ campaigns }: CountsToShow): TextTable {
  const rows = campaigns.flatMap((campaign) => [
    countRow(campaign.campaign_id, "candidates", null, campaign.candidates),
    ...Object.entries(campaign.refused_by_class)
      .toSorted(byName)
      .map(([reasonClass, people]) => countRow(campaign.campaign_id, "refused", reasonClass, people)),
    countRow(campaign.campaign_id, "listed", null, campaign.listed),
  ]);
  return { columns: ["campaign_id", "outcome", "reason_class", "people", "value_status"], numbers: ["people"], rows };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function countRow(campaignId: string, outcome: string, reasonClass: string | null, people: number | null) {
  return [
    campaignId,
    outcome,
    reasonClass,
    people === null ? null : String(people),
    people === null ? "withheld" : "published",
  ];
}

/** The classes in the order in which they are judged: the messages name them in that order. */
function campaignLines(campaign: CampaignToShow, messages: Messages): string[] {
  const refused = Object.entries(messages.reasonClasses).flatMap(([reasonClass, label]) => {
    const people = campaign.refused_by_class[reasonClass];
    return people === undefined ? [] : [[`  ${messages.refusedBecause(label)}`, shown(people)]];
  });
  return columnsText(
    [[messages.candidates, shown(campaign.candidates)], ...refused, [messages.listed, shown(campaign.listed)]],
    [false, true],
  );
}

function shown(people: number | null): string {
  return people === null ? "[c]" : plainNumber(people);
}
