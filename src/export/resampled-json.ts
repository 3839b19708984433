import type { ResampledJson } from "../artefacts/robustness.ts";
import { edgeIntervals, intervalOf, type RobustnessDeclaration, type ScoreEdge, tailOf } from "../domain/resample.ts";

/** How many people of each segment, by all orders, one replicate leaves in it, moves, and draws no order of. */
export interface Replicate {
  readonly changes: readonly SegmentChanges[];
  readonly edges: readonly ScoreEdge[];
}

export interface SegmentChanges {
  readonly segment: string;
  readonly stable: number;
  readonly changed: number;
  readonly withoutOrders: number;
}

interface Resampled extends RobustnessDeclaration {
  readonly edges: readonly ScoreEdge[];
  readonly replicates: readonly Replicate[];
}

/** What `resampled_orders` of robustness.json says. */
export function resampledJson({ resamples, seed, edges, replicates }: Resampled): ResampledJson {
  const all = replicates.flatMap(({ changes }) => changes);
  const segments = [...new Set(all.map(({ segment }) => segment))].map((segment) => ({
    segment,
    ...sharesOf(
      all.filter((changes) => changes.segment === segment),
      resamples,
    ),
  }));
  const shares = replicates.flatMap(({ changes }) => sharesOf(changes, 1).changed_share ?? []);
  const changedShare = intervalOf(shares);
  return {
    resamples,
    seed,
    bounds: tailOf(resamples) > 0 ? "percentiles" : "range",
    ...sharesOf(all, resamples),
    changed_share_low: changedShare?.low ?? null,
    changed_share_high: changedShare?.high ?? null,
    segments,
    edges: edgeIntervals(
      edges,
      replicates.map((replicate) => replicate.edges),
    ).map(edgeJson),
  };
}

/** Of the people of so many replicates together. */
function sharesOf(all: readonly SegmentChanges[], replicates: number) {
  const sum = (count: (changes: SegmentChanges) => number): number =>
    all.reduce((total, changes) => total + count(changes), 0);
  const changed = sum((changes) => changes.changed);
  const scored = changed + sum(({ stable }) => stable);
  const people = scored + sum(({ withoutOrders }) => withoutOrders);
  return {
    customers: people / replicates,
    changed_share: shareOf(changed, scored),
    without_orders_share: shareOf(people - scored, people),
  };
}

/** To six decimals; null of nobody. */
function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6;
}

function edgeJson({ dimension, withinR, withinF, edge, value, bias, interval, foundIn, isWide }: EdgeOf) {
  return {
    dimension,
    within_r_score: withinR === 0 ? null : withinR,
    within_f_score: withinF === 0 ? null : withinF,
    edge,
    value,
    bias,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    found_in: foundIn,
    is_wide: isWide,
  };
}

type EdgeOf = ReturnType<typeof edgeIntervals>[number];
