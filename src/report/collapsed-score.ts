import type { Dimension } from "../domain/rfm.ts";

/** A score that tells few apart. */
export interface CollapsedScore {
  readonly dimension: Dimension;
  readonly levels: number;
  readonly bins: number;
  /** Its edges are stated. */
  readonly hasBreaks: boolean;
}

/** Breaks to begin with: days, orders, and an amount of any currency. */
export const BREAKS_TO_BEGIN_WITH: Readonly<Record<Dimension, string>> = {
  recency: "[30, 90, 180, 365]",
  frequency: "[2, 3, 5, 10]",
  monetary: "[50, 100, 500, 1000]",
};
