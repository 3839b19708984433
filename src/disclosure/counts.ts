/** Exact counts of one campaign: for the officer, and for nothing that leaves `private/`. */
export interface CampaignCounts {
  readonly campaignId: string;
  readonly candidates: number;
  readonly listed: number;
  readonly heldOut: number;
  readonly refused: number;
  /** Candidates by first reason, most severe first. */
  readonly byReason: readonly { readonly reasonCode: string; readonly people: number }[];
  /** Candidates by the class of their first reason. */
  readonly byClass: readonly { readonly reasonClass: string; readonly people: number }[];
}

/** Counts as anyone may see them; null is withheld. */
export interface PublicCounts {
  readonly campaignId: string;
  /** Withheld with any part, since the difference would give the part away. */
  readonly candidates: number | null;
  readonly listed: number | null;
  readonly byClass: readonly { readonly reasonClass: string; readonly people: number | null }[];
}

/**
 * The counts that terminal, logs and `public/` show: one from 1 to `minimumUnits` − 1 is withheld, and with it every
 * total it is a part of. A true zero is shown.
 *
 * Source: disclosure.md §2, the frequency rule. Pure; throws nothing.
 */
export function protectCounts(counts: CampaignCounts, minimumUnits: number): PublicCounts {
  const shown = (people: number) => (isTooSmall(people, minimumUnits) ? null : people);
  const byClass = counts.byClass.map(({ reasonClass, people }) => ({ reasonClass, people: shown(people) }));
  const parts = [shown(counts.listed), ...byClass.map(({ people }) => people)];
  return {
    campaignId: counts.campaignId,
    candidates: parts.includes(null) ? null : counts.candidates,
    listed: shown(counts.listed),
    byClass,
  };
}

/** Whether a count of protected units is unsafe by itself. */
export function isTooSmall(units: number, minimumUnits: number): boolean {
  return units > 0 && units < minimumUnits;
}
