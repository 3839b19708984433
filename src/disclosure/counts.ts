/** Exact counts of one campaign: for the officer, and for nothing that leaves `private/`. */
export interface CampaignCounts {
  readonly campaignId: string;
  readonly candidates: number;
  readonly listed: number;
  readonly heldOut: number;
  readonly refused: number;
  /** Candidates who live where no rules are known, whatever became of them. */
  readonly withoutRules: number;
  /** Candidates by first reason, most severe first. */
  readonly byReason: readonly { readonly reasonCode: string; readonly people: number }[];
  /** Candidates by the class of their first reason. */
  readonly byClass: readonly { readonly reasonClass: string; readonly people: number }[];
}

/** Counts as anyone may see them; null is withheld. */
export interface PublicCounts {
  readonly campaignId: string;
  readonly candidates: number | null;
  readonly listed: number | null;
  /** Undefined where there is nobody, or nothing of the campaign is told. */
  readonly heldOut: number | null | undefined;
  /** Undefined where there is nobody, or nothing of the campaign is told. */
  readonly withoutRules: number | null | undefined;
  /** None where nothing of the campaign is told. */
  readonly byClass: readonly { readonly reasonClass: string; readonly people: number | null }[];
}

/** A notice that changed, and how many people must be told: for the officer. */
export interface NoticeChange {
  readonly noticeId: string;
  /** The newest version. */
  readonly version: string;
  readonly people: number;
}

/** The same as anyone may see it; null is withheld. */
export interface PublicNoticeChange extends Omit<NoticeChange, "people"> {
  readonly people: number | null;
}

/** Whether a count of protected units is unsafe by itself. */
export function isTooSmall(units: number, minimumUnits: number): boolean {
  return units > 0 && units < minimumUnits;
}
