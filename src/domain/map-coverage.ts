import {
  holds,
  looksAt,
  namedSegments,
  type ScoreBins,
  type ScoreCell,
  type SegmentMap,
  type SegmentRule,
  segmentOf,
} from "./segment-map.ts";

/** What a map does with the score cube. */
export interface MapCoverage {
  /** Every cell of the dimensions that the map looks at, recency and frequency always among them, from the lowest scores. */
  readonly cells: readonly CoveredCell[];
  /** The cells for which no rule holds: the fallback takes them. */
  readonly gaps: readonly CoveredCell[];
  /** The cells that more than one segment claims. */
  readonly contested: readonly CoveredCell[];
  /** Pairs of segments that claim the same cells, the most cells first, then in the order of the map. */
  readonly overlaps: readonly Overlap[];
  readonly unreachable: readonly UnreachableRule[];
  /** Every segment and then the fallback, with the number of cells it takes. */
  readonly taken: ReadonlyMap<string, number>;
}

export interface CoveredCell extends ScoreCell {
  readonly segmentId: string;
  /** The ids of all segments that claim the cell, the winner first; none in a gap. */
  readonly claimedBy: readonly string[];
}

export interface Overlap {
  /** The segment that comes first, and so wins. */
  readonly winner: string;
  readonly other: string;
  readonly cells: number;
}

/** A rule that can never match, because rules before it hold wherever it does. */
export interface UnreachableRule {
  readonly segmentId: string;
  /** Counted from 0, in the map and in the segment. */
  readonly segmentIndex: number;
  readonly ruleIndex: number;
  /** The segments that take all its cells, in the order of the map; its own among them when an earlier rule of it does. */
  readonly takenBy: readonly string[];
}

/** Evaluates a map over every cell of the cube it is drawn for. Pure; throws nothing. Source: rfm.md §3. */
export function mapCoverage(map: SegmentMap): MapCoverage {
  const cells = cellsLookedAt(map).map((cell) => coveredCell(map, cell));
  const ids = namedSegments(map).map(({ id }) => id);
  return {
    cells,
    gaps: cells.filter(({ claimedBy }) => claimedBy.length === 0),
    contested: cells.filter(({ claimedBy }) => claimedBy.length > 1),
    overlaps: overlapsIn(cells, ids),
    unreachable: unreachableRules(map, cells),
    taken: new Map(ids.map((id) => [id, cells.filter(({ segmentId }) => segmentId === id).length])),
  };
}

/** The segment of every cell of the whole cube: what people's scores, and whether they are new, are looked up in. */
export function segmentCells(map: SegmentMap, bins: ScoreBins): (ScoreCell & { readonly segmentId: string })[] {
  return cube(bins, scoresTo(bins.m), [false, true]).map((cell) => ({ ...cell, segmentId: segmentOf(map, cell).id }));
}

/** The ids that people can have as their segment: those that take a cell. */
export function reachableSegments(map: SegmentMap): string[] {
  return [...mapCoverage(map).taken].filter(([, cells]) => cells > 0).map(([id]) => id);
}

function cellsLookedAt(map: SegmentMap): ScoreCell[] {
  const m = looksAt(map, "m") ? scoresTo(map.bins.m) : [null];
  return cube(map.bins, m, looksAt(map, "isNew") ? [false, true] : [null]);
}

function cube(
  bins: Pick<ScoreBins, "r" | "f">,
  mScores: readonly (number | null)[],
  newness: readonly (boolean | null)[],
): ScoreCell[] {
  return scoresTo(bins.r).flatMap((r) =>
    scoresTo(bins.f).flatMap((f) => mScores.flatMap((m) => newness.map((isNew) => ({ r, f, m, isNew })))),
  );
}

function scoresTo(bins: number): number[] {
  return Array.from({ length: bins }, (_, index) => index + 1);
}

function coveredCell(map: SegmentMap, cell: ScoreCell): CoveredCell {
  const claimedBy = map.segments.filter(({ rules }) => rules.some((rule) => holds(rule, cell))).map(({ id }) => id);
  return { ...cell, segmentId: segmentOf(map, cell).id, claimedBy };
}

function overlapsIn(cells: readonly CoveredCell[], ids: readonly string[]): Overlap[] {
  const pairs = ids.flatMap((winner, index) => ids.slice(index + 1).map((other) => ({ winner, other })));
  return pairs
    .map(({ winner, other }) => ({
      winner,
      other,
      cells: cells.filter(({ claimedBy }) => claimedBy.includes(winner) && claimedBy.includes(other)).length,
    }))
    .filter((pair) => pair.cells > 0)
    .toSorted((a, b) => b.cells - a.cells);
}

function unreachableRules({ segments }: SegmentMap, cells: readonly CoveredCell[]): UnreachableRule[] {
  const all = segments.flatMap(({ id, rules }, segmentIndex) =>
    rules.map((rule, ruleIndex) => ({ segmentId: id, segmentIndex, ruleIndex, rule })),
  );
  const reached = new Set(cells.map((cell) => all.find(({ rule }) => holds(rule, cell))));
  return all
    .filter((entry) => !reached.has(entry))
    .map(({ rule, ...entry }) => ({ ...entry, takenBy: winnersOf(rule, segments, cells) }));
}

function winnersOf(rule: SegmentRule, segments: SegmentMap["segments"], cells: readonly CoveredCell[]): string[] {
  const winners = new Set(cells.filter((cell) => holds(rule, cell)).map(({ segmentId }) => segmentId));
  return segments.map(({ id }) => id).filter((id) => winners.has(id));
}
