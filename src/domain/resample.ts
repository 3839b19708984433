import type { Dimension } from "./rfm.ts";

/** How often the orders are resampled, and what the draws start from; no resample costs nothing. */
export interface RobustnessDeclaration {
  readonly resamples: number;
  readonly seed: number;
}

/** More replicates than anybody waits for; a thousand give steady percentiles. */
export const MOST_RESAMPLES = 1000;

/** Where one score ends and the next begins, of all orders or of a replicate. */
export interface ScoreEdge {
  readonly dimension: Dimension;
  /** The scores that the dimension was scored within; 0 for all. */
  readonly withinR: number;
  readonly withinF: number;
  /** Which edge, from the worst score up, 1 the first. */
  readonly edge: number;
  readonly value: number;
}

/** An edge and how far resamples move it. */
export interface EdgeInterval extends ScoreEdge {
  /** How far the draws move it one way, on average: null where no replicate has it. */
  readonly bias: number | null;
  /** Where the replicates put it, less the bias. */
  readonly interval: Interval | null;
  /** In how many replicates there was such an edge. */
  readonly foundIn: number;
  readonly isWide: boolean;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The part of the replicates that an interval leaves out on either side: 2.5 %. */
const TAIL_PER_MILLE = 25;

/**
 * Which of so many values in order, counted from either end, is the percentile that bounds the interval; 0 when they are too
 * few, under 39, to have it. Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), §12.5 and §13.3,
 * k = ⌊(B + 1) α⌋.
 */
export function tailOf(values: number): number {
  return Math.floor(((values + 1) * TAIL_PER_MILLE) / 1000);
}

/** Where the values lie but for the tails; of too few the least and the greatest; null without any. */
export function intervalOf(values: readonly number[]): Interval | null {
  const ordered = values.toSorted((a, b) => a - b);
  const tail = Math.max(1, tailOf(ordered.length));
  const [low, high] = [ordered[tail - 1], ordered[ordered.length - tail]];
  return low === undefined || high === undefined ? null : { low, high };
}

/**
 * Every edge of all orders with its bias and its interval. The last of a customer's orders is later than the last of those drawn, and
 * who has few orders may have none drawn: that moves edges one way, whatever chance does. The mean of the replicates less the edge is
 * the estimate of it, and the interval is what they spread around their mean, put around the edge; source: Efron and Tibshirani,
 * An Introduction to the Bootstrap (1993), §10.2. An edge is wide when the interval reaches the nearest edge of another value
 * beside it, or when more replicates lack it than a tail holds: sampling alone could then have put it where another score
 * begins. What cannot be told from its neighbour is no difference; source: Goldstein and Spiegelhalter, League tables and
 * their limitations, Journal of the Royal Statistical Society A 159 (1996).
 */
export function edgeIntervals(
  edges: readonly ScoreEdge[],
  replicates: readonly (readonly ScoreEdge[])[],
): readonly EdgeInterval[] {
  const found = new Map<string, number[]>(edges.map((edge) => [keyOf(edge), []]));
  for (const replicate of replicates) for (const edge of replicate) found.get(keyOf(edge))?.push(edge.value);
  return edges.map((edge) => {
    const values = found.get(keyOf(edge)) ?? [];
    const bias = values.length === 0 ? null : rounded(meanOf(values) - edge.value);
    const interval = movedBy(intervalOf(values), -(bias ?? 0));
    const isOftenMissing = 1000 * (replicates.length - values.length) > TAIL_PER_MILLE * replicates.length;
    const isWide = interval === null || isOftenMissing || reachesNeighbour(edge, interval, edges);
    return { ...edge, bias, interval, foundIn: values.length, isWide };
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function movedBy(interval: Interval | null, by: number): Interval | null {
  return interval === null ? null : { low: rounded(interval.low + by), high: rounded(interval.high + by) };
}

/** To four decimals, as amounts are. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function reachesNeighbour({ value, ...of }: ScoreEdge, { low, high }: Interval, edges: readonly ScoreEdge[]): boolean {
  return edges
    .filter((other) => scaleOf(other) === scaleOf({ value, ...of }))
    .some((other) => (other.value < value && low <= other.value) || (other.value > value && high >= other.value));
}

/** Edges of one scale are neighbours. */
function scaleOf({ dimension, withinR, withinF }: ScoreEdge): string {
  return `${dimension} ${withinR} ${withinF}`;
}

function keyOf(edge: ScoreEdge): string {
  return `${scaleOf(edge)} ${edge.edge}`;
}
