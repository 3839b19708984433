import type { Duration } from "./durations.ts";
import type { ScoreBins, SegmentMap } from "./segment-map.ts";

/** The three dimensions, in the order of their letters. */
export const DIMENSIONS = ["recency", "frequency", "monetary"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What a refund does: nothing, subtract, or undo the sale that it gives back whole. Source: rfm.md §1. */
export const REFUND_POLICIES = ["net", "gross", "drop_cancelled"] as const;

/** Whole local days since the last sale, or the time since then in days with a fraction. */
export const RECENCIES = ["days", "exact"] as const;

/** Distinct transactions, their lines, days with a sale, or those after the first. */
export const FREQUENCIES = ["orders", "lines", "active_days", "repeat_days"] as const;

/** The sum, or the sum for each order, day with a sale, or day with a sale after the first. */
export const MONETARIES = ["total", "mean_per_order", "mean_per_active_day", "mean_repeat"] as const;

const OF_DAYS: ReadonlySet<string> = new Set(["active_days", "repeat_days", "mean_per_active_day", "mean_repeat"]);

/** Whether a definition of frequency or monetary value counts the days with a sale. */
export function countsDays(definition: RfmDeclaration["frequency"] | RfmDeclaration["monetary"]): boolean {
  return OF_DAYS.has(definition);
}

/** How values become scores. Source: rfm.md §2. */
export const SCORE_MODES = ["rank", "nested", "r_compatible", "quartile_4", "mean", "median", "breaks"] as const;
export type ScoreMode = (typeof SCORE_MODES)[number];

/** The local days whose sales count, the last one apart; of a length they are counted back from the as-of day. */
export type RfmWindow =
  | { readonly last: Duration }
  | { readonly from: string | undefined; readonly to: string | undefined };

/** How recency, frequency and monetary value are defined, scored and made into segments. */
export interface RfmDeclaration {
  readonly refunds: (typeof REFUND_POLICIES)[number];
  /** Undefined for all history. */
  readonly window: RfmWindow | undefined;
  readonly recency: (typeof RECENCIES)[number];
  readonly frequency: (typeof FREQUENCIES)[number];
  readonly monetary: (typeof MONETARIES)[number];
  readonly scores: ScoreMode;
  /** How many scores each dimension has. */
  readonly bins: Readonly<Record<Dimension, number>>;
  /** Dimensions scored by stated edges whatever `scores` says: ascending, each the least value of the next class. */
  readonly breaks: Readonly<Partial<Record<Dimension, readonly number[]>>>;
  readonly map: SegmentMap;
  /** Too few people or too short a history is an error, not a warning. */
  readonly isStrict: boolean;
}

/** The scores of each dimension, by the letters that segment maps use. */
export function scoreBins({ bins }: Pick<RfmDeclaration, "bins">): ScoreBins {
  return { r: bins.recency, f: bins.frequency, m: bins.monetary };
}

/** How one dimension is scored. */
export interface ScoreRule {
  readonly dimension: Dimension;
  readonly mode: ScoreMode;
  readonly bins: number;
  readonly cuts: readonly ScoreCut[];
}

/** What lies between two scores: a stated edge, the mean, or the quantile of a share. */
export interface ScoreCut {
  readonly kind: "break" | "mean" | "quantile";
  /** Of a break the edge itself; of a quantile what is added to it. */
  readonly edge: number;
  readonly share: number;
  /** Whether the edge itself belongs to the class above. */
  readonly isInclusive: boolean;
  /** Equal edges, and those at the least or the greatest value, count once or not at all. */
  readonly isDistinct: boolean;
}

/** Modes that score by rank, without edges. */
export function isRanked(mode: ScoreMode): boolean {
  return mode === "rank" || mode === "nested";
}

/** How many scores a mode makes, where it decides that itself. */
export const BINS_OF_MODES: Readonly<Partial<Record<ScoreMode, number>>> = { quartile_4: 4, mean: 2, median: 2 };

/** The rules of the three dimensions. Source: rfm.md §2. */
export function scoreRules({ scores, bins, breaks }: RfmDeclaration): readonly ScoreRule[] {
  return DIMENSIONS.map((dimension) => {
    const stated = breaks[dimension];
    const mode = stated === undefined ? scores : "breaks";
    const cuts = stated === undefined ? cutsOf(scores, dimension, bins[dimension]) : stated.map(breakAt);
    return { dimension, mode, bins: bins[dimension], cuts };
  });
}

/**
 * R's rfm package adds one to each quantile and counts the edge to the class above; pandas' qcut leaves an edge to the class
 * below and drops those that coincide. A mean or median parts what is strictly better than it.
 */
function cutsOf(mode: ScoreMode, dimension: Dimension, bins: number): readonly ScoreCut[] {
  const isWorseInclusive = dimension === "recency";
  switch (mode) {
    case "r_compatible":
      return quantiles(bins, { edge: 1, isInclusive: true, isDistinct: false });
    case "quartile_4":
      return quantiles(4, { edge: 0, isInclusive: false, isDistinct: true });
    case "median":
      return quantiles(2, { edge: 0, isInclusive: isWorseInclusive, isDistinct: false });
    case "mean":
      return [{ kind: "mean", edge: 0, share: 0, isInclusive: isWorseInclusive, isDistinct: false }];
    case "rank":
    case "nested":
    case "breaks":
      return [];
  }
}

function quantiles(classes: number, cut: Pick<ScoreCut, "edge" | "isInclusive" | "isDistinct">): readonly ScoreCut[] {
  return Array.from({ length: classes - 1 }, (_, index) => ({
    ...cut,
    kind: "quantile",
    share: (index + 1) * (1 / classes),
  }));
}

function breakAt(edge: number): ScoreCut {
  return { kind: "break", edge, share: 0, isInclusive: true, isDistinct: false };
}
