import type { Messages } from "./messages.ts";
import { columnsText, plainNumber, type TextTable } from "./text.ts";

/** Protected counts by campaign, as `public/counts.json` has them; null is withheld. */
export interface CountsToShow {
  readonly minimum_units: number;
  readonly campaigns: readonly CampaignToShow[];
  /** Notices that changed. */
  readonly notices?: readonly NoticeToShow[] | undefined;
}

interface NoticeToShow {
  readonly notice_id: string;
  readonly version: string;
  readonly people_to_tell: number | null;
}

interface CampaignToShow {
  readonly campaign_id: string;
  readonly candidates: number | null;
  readonly listed: number | null;
  readonly held_out?: number | null | undefined;
  readonly without_rules?: number | null | undefined;
  readonly refused_by_class: Readonly<Record<string, number | null>>;
}

/** The protected counts of each campaign as lines for a person; `[c]` is withheld. */
export function countsLines(counts: CountsToShow, messages: Messages): string[] {
  const lines = counts.campaigns.flatMap((campaign) => [
    "",
    campaign.campaign_id,
    ...campaignLines(campaign, messages).map((line) => `  ${line}`),
  ]);
  const { notices = [] } = counts;
  const told = notices.map(({ notice_id: id, version, people_to_tell: people }) =>
    messages.peopleToTell(id, version, shown(people)),
  );
  const isAnyWithheld =
    counts.campaigns.some(
      ({ candidates, listed, held_out: heldOut, without_rules: without, refused_by_class: classes }) =>
        [candidates, listed, heldOut, without, ...Object.values(classes)].includes(null),
    ) || notices.some(({ people_to_tell: people }) => people === null);
  return [
    ...lines,
    ...(told.length > 0 ? ["", ...told] : []),
    ...(isAnyWithheld ? ["", messages.withheldNote(counts.minimum_units)] : []),
  ];
}

/** The protected counts as a table for programs: one row for each number, empty where it is withheld. */
export function countsTable({ campaigns }: CountsToShow): TextTable {
  const rows = campaigns.flatMap((campaign) => [
    countRow(campaign.campaign_id, "candidates", null, campaign.candidates),
    ...Object.entries(campaign.refused_by_class)
      .toSorted(byName)
      .map(([reasonClass, people]) => countRow(campaign.campaign_id, "refused", reasonClass, people)),
    ...(campaign.held_out === undefined ? [] : [countRow(campaign.campaign_id, "held_out", null, campaign.held_out)]),
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
  const { without_rules: without, held_out: heldOut } = campaign;
  const places = without === undefined ? [] : [[`  ${messages.withoutRules}`, shown(without)]];
  return columnsText(
    [
      [messages.candidates, shown(campaign.candidates)],
      ...places,
      ...refused,
      ...(heldOut === undefined ? [] : [[messages.heldOut, shown(heldOut)]]),
      [messages.listed, shown(campaign.listed)],
    ],
    [false, true],
  );
}

function shown(people: number | null): string {
  return people === null ? "[c]" : plainNumber(people);
}
