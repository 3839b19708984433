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
  /** Withheld with any part, since the difference would give the part away. */
  readonly candidates: number | null;
  readonly listed: number | null;
  /** Undefined where there is nobody, or the candidates are too few to tell anything of. */
  readonly withoutRules: number | null | undefined;
  readonly byClass: readonly { readonly reasonClass: string; readonly people: number | null }[];
}

/**
 * The counts that terminal, logs and `public/` show. One from 1 to `minimumUnits` − 1 is withheld, and with it the total.
 * Since a reader may know the total from elsewhere, more are withheld, smallest first, until at least two are and together
 * they hold `minimumUnits` people: the difference then says nothing about any one of them. A true zero is shown.
 *
 * Source: disclosure.md §2, the frequency rule, and §3 for a single row of cells. Pure; throws nothing.
 */
export function protectCounts(counts: CampaignCounts, minimumUnits: number): PublicCounts {
  if (counts.candidates < minimumUnits)
    return { campaignId: counts.campaignId, candidates: null, listed: null, withoutRules: undefined, byClass: [] };
  const parts = [
    { name: LISTED, people: counts.listed },
    ...counts.byClass.map(({ reasonClass, people }) => ({ name: reasonClass, people })),
  ];
  const withheld = withheldParts(parts, minimumUnits);
  const shown = (name: string, people: number) => (withheld.has(name) ? null : people);
  return {
    campaignId: counts.campaignId,
    candidates: withheld.size > 0 ? null : counts.candidates,
    listed: shown(LISTED, counts.listed),
    withoutRules: protectedPart(counts.withoutRules, counts.candidates, minimumUnits),
    byClass: counts.byClass.map(({ reasonClass, people }) => ({ reasonClass, people: shown(reasonClass, people) })),
  };
}

/** A part of a whole that may be known: withheld too where the others are too few. Undefined for nobody. */
function protectedPart(part: number, whole: number, minimumUnits: number): number | null | undefined {
  if (part === 0) return undefined;
  return isTooSmall(part, minimumUnits) || isTooSmall(whole - part, minimumUnits) ? null : part;
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

/** How many must be told, each count by the frequency rule. Source: disclosure.md §2. Pure; throws nothing. */
export function protectNoticeChanges(changes: readonly NoticeChange[], minimumUnits: number): PublicNoticeChange[] {
  return changes.map((change) => ({
    ...change,
    people: isTooSmall(change.people, minimumUnits) ? null : change.people,
  }));
}

/** No class of reasons has this name. */
const LISTED = "listed";

interface Part {
  readonly name: string;
  readonly people: number;
}

function withheldParts(parts: readonly Part[], minimumUnits: number): ReadonlySet<string> {
  const bySize = parts
    .filter(({ people }) => people > 0)
    .toSorted((a, b) => a.people - b.people || (a.name < b.name ? -1 : 1));
  const withheld = bySize.filter(({ people }) => isTooSmall(people, minimumUnits));
  if (withheld.length === 0) return new Set();
  const people = () => withheld.reduce((total, part) => total + part.people, 0);
  for (const part of bySize.slice(withheld.length)) {
    if (withheld.length >= 2 && people() >= minimumUnits) break;
    withheld.push(part);
  }
  return new Set(withheld.map(({ name }) => name));
}

/** Whether a count of protected units is unsafe by itself. */
export function isTooSmall(units: number, minimumUnits: number): boolean {
  return units > 0 && units < minimumUnits;
}
