import type { PublicCounts } from "../disclosure/counts.ts";
import type { Messages } from "./messages.ts";
import { columnsText, plainNumber } from "./text.ts";

/** The protected counts of each campaign as lines for a person; `[c]` is withheld. */
export function countsLines(counts: readonly PublicCounts[], minimumUnits: number, messages: Messages): string[] {
  const lines = counts.flatMap((campaign) => ["", campaign.campaignId, ...campaignLines(campaign, messages).map((line) => `  ${line}`)]);
  const isAnyWithheld = counts.some(({ candidates, listed }) => candidates === null || listed === null);
  return isAnyWithheld ? [...lines, "", messages.withheldNote(minimumUnits)] : lines;
}

function campaignLines({ candidates, listed, byClass }: PublicCounts, messages: Messages): string[] {
  const rows = [
    [messages.candidates, shown(candidates)],
    ...byClass.map(({ reasonClass, people }) => [`  ${messages.refused}: ${messages.reasonClasses[reasonClass] ?? reasonClass}`, shown(people)]),
    [messages.listed, shown(listed)],
  ];
  return columnsText(rows, [false, true]);
}

function shown(people: number | null): string {
  return people === null ? "[c]" : plainNumber(people);
}
