import { isTooSmall } from "./counts.ts";

/** How many records of a source have a finding: exact, for the officer only. */
export interface SourceFinding {
  readonly sourceId: string;
  readonly finding: string;
  readonly records: number;
  /** All records of the source. */
  readonly recordsOfSource: number;
}

/** The same for everybody: a share in wide bands, null where it would tell of a few. */
export interface FindingShare {
  readonly sourceId: string;
  readonly finding: string;
  readonly share: ShareBand | null;
}

export const SHARE_BANDS = ["<1%", "1-5%", "5-25%", "25-75%", ">75%"] as const;
export type ShareBand = (typeof SHARE_BANDS)[number];

const UPPER_ENDS = [1, 5, 25, 75];

/**
 * The findings as terminal and `public/` show them. A finding of fewer than `minimumUnits` records, or of all but so few, has
 * no share; any other is in a band too wide to tell one record from the next but at its ends.
 *
 * Source: disclosure.md §2, the frequency rule. Pure; throws nothing.
 */
export function shareOf(finding: SourceFinding, minimumUnits: number): FindingShare {
  const { sourceId, records, recordsOfSource } = finding;
  const isUnsafe = isTooSmall(records, minimumUnits) || isTooSmall(recordsOfSource - records, minimumUnits);
  return { sourceId, finding: finding.finding, share: isUnsafe ? null : bandOf((100 * records) / recordsOfSource) };
}

function bandOf(percent: number): ShareBand {
  const place = UPPER_ENDS.findIndex((end) => percent < end);
  return SHARE_BANDS[place === -1 ? SHARE_BANDS.length - 1 : place] ?? ">75%";
}
