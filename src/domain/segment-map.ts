import type { LocalizedText } from "../language.ts";

/** Rules that name the segment of every cell of the score cube, as data. Source: rfm.md §3. */
export interface SegmentMap {
  readonly id: string;
  readonly title: LocalizedText;
  /** Where the rules come from; undefined when nobody says. */
  readonly source: LocalizedText | undefined;
  /** The scores of each dimension that the map is drawn for. */
  readonly bins: ScoreBins;
  /** In the order in which they are tried: the first one with a rule that holds takes the cell. */
  readonly segments: readonly Segment[];
  /** Takes the cells for which no rule holds. */
  readonly fallback: NamedSegment;
}

/** The number of scores per dimension; scores run from 1, the worst, to it. */
export interface ScoreBins {
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

export interface NamedSegment {
  readonly id: string;
  readonly labels: LocalizedText;
}

export interface Segment extends NamedSegment {
  readonly rules: readonly SegmentRule[];
}

/** A box of the score cube: inclusive ranges, where an absent one takes every score. */
export interface SegmentRule {
  readonly r?: ScoreRange | undefined;
  readonly f?: ScoreRange | undefined;
  readonly m?: ScoreRange | undefined;
  /** Whether it takes new customers only, or only those who are not new; absent for both. */
  readonly isNew?: boolean | undefined;
}

/** From the lowest score to the highest, both included. */
export type ScoreRange = readonly [low: number, high: number];

export const SCORE_DIMENSIONS = ["r", "f", "m"] as const;

/** A cell of the score cube; a dimension that its map does not look at is null. */
export interface ScoreCell {
  readonly r: number;
  readonly f: number;
  readonly m: number | null;
  /** Whether the person is a new customer: their first order is as recent as their last. */
  readonly isNew: boolean | null;
}

/** Every segment that a map names, the fallback last. */
export function namedSegments({ segments, fallback }: SegmentMap): readonly NamedSegment[] {
  return [...segments, fallback];
}

/** Whether any rule of a map asks for a dimension, or for new customers. */
export function looksAt(map: Pick<SegmentMap, "segments">, dimension: keyof SegmentRule): boolean {
  return map.segments.some(({ rules }) => rules.some((rule) => rule[dimension] !== undefined));
}

/** Whether a rule takes a cell. Pure; throws nothing. */
export function holds(rule: SegmentRule, cell: ScoreCell): boolean {
  const isInside = SCORE_DIMENSIONS.every((dimension) => isWithin(rule[dimension], cell[dimension]));
  return isInside && (rule.isNew === undefined || rule.isNew === cell.isNew);
}

/** The segment that a map gives a cell: the first with a rule that holds, else the fallback. Pure; throws nothing. */
export function segmentOf({ segments, fallback }: SegmentMap, cell: ScoreCell): NamedSegment {
  return segments.find(({ rules }) => rules.some((rule) => holds(rule, cell))) ?? fallback;
}

function isWithin(range: ScoreRange | undefined, score: number | null): boolean {
  return range === undefined || (score !== null && score >= range[0] && score <= range[1]);
}
