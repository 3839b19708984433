import { segmentCells } from "../domain/map-coverage.ts";
import { type RfmDeclaration, scoreBins, type ScoreRule, scoreRules } from "../domain/rfm.ts";
import { SCORES } from "./class-bounds.ts";
import { REVENUE_GROUPS } from "./rank-classes.ts";
import type { ReleasedAmount } from "./release-model.ts";

/** Where on a scale everybody stands who has a value of a dimension: whoever stands higher brought as much or more. */
export interface ClassPlace {
  readonly dimension: string;
  readonly value: string;
  readonly amount: ReleasedAmount;
  /** Places on different scales say nothing of each other. */
  readonly scale: string;
  readonly from: number;
  readonly to: number;
  /** Dimensions within whose values the scale is one of its own; none by default. */
  readonly within?: readonly string[];
}

/** From where to where some customers stand on a scale. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * Where on the scales of orders and revenue customers stand by revenue group, by score, and by segment as far as its scores say it. Revenue groups and scores by rank of all revenue are places on one scale, since both go by
 * how many customers brought less; of other scores each has its own. Scores by stated edges have none: their edges say it all. Pure; throws nothing.
 */
export function classPlaces(rfm: RfmDeclaration): ClassPlace[] {
  return [...REVENUE_GROUPS.map(groupPlace), ...scoreRules(rfm).flatMap((rule) => scorePlaces(rfm, rule))];
}

/** By amount and scale, where customers stand who have some values, as some of their classes say. Pure; throws nothing. */
export function placesOf(values: Readonly<Record<string, string>>, places: readonly ClassPlace[]): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const { amount, scale, from, to, within = [] } of places) {
    if (!within.every((name) => Object.hasOwn(values, name))) continue;
    const key = [amount, scale, ...within.map((name) => values[name])].join("\u0000");
    const before = found.get(key) ?? { from, to };
    found.set(key, { from: Math.max(from, before.from), to: Math.min(to, before.to) });
  }
  return found;
}

/** From the least of the revenue of all to the greatest. */
function groupPlace(group: string): ClassPlace {
  const [from = 0, to = 0] = group.split("-").map(Number);
  const place = { from: shareOf(100 - to, 100), to: shareOf(100 - from, 100) };
  return { dimension: "revenue_group", value: `${group}%`, amount: "revenue", scale: "by rank", ...place };
}

function scorePlaces(rfm: RfmDeclaration, { dimension: of, mode, bins }: ScoreRule): ClassPlace[] {
  const amount = of === "frequency" ? "orders" : "revenue";
  const isOfAmount = of === "frequency" ? rfm.frequency === "orders" : of === "monetary" && rfm.monetary === "total";
  if (!isOfAmount || mode === "breaks") return [];
  const { dimension, letter } = SCORES[of];
  const scale = mode === "rank" ? "by rank" : dimension;
  const ofScore = Array.from({ length: bins }, (_, index): ClassPlace => {
    const place =
      mode === "rank" ? { from: shareOf(index, bins), to: shareOf(index + 1, bins) } : { from: index, to: index + 1 };
    const within = mode === "nested" ? (of === "frequency" ? ["r_score"] : ["r_score", "f_score"]) : [];
    return { dimension, value: String(index + 1), amount, scale, ...place, within };
  });
  // Within a segment scores of other dimensions differ.
  if (mode === "nested") return ofScore;
  const cells = segmentCells(rfm.map, scoreBins(rfm));
  const ofSegments = [...new Set(cells.map(({ segmentId }) => segmentId))].toSorted().map((value): ClassPlace => {
    const own = cells
      .filter(({ segmentId }) => segmentId === value)
      .flatMap((cell) => (cell[letter] === null ? ofScore : (ofScore[cell[letter] - 1] ?? [])));
    const [from, to] = [Math.min(...own.map((place) => place.from)), Math.max(...own.map((place) => place.to))];
    return { dimension: "segment", value, amount, scale, from, to };
  });
  // Who may have any score stands nowhere.
  const [lowest, highest] = [ofScore[0]?.from, ofScore.at(-1)?.to];
  return [...ofScore, ...ofSegments.filter(({ from, to }) => from !== lowest || to !== highest)];
}

/** The same number for the same share, whatever it is a part of. */
function shareOf(part: number, whole: number): number {
  return Math.round((part / whole) * 1e9) / 1e9;
}
