import { present } from "../../src/assert.ts";
import type { ScoreRange, SegmentMap, SegmentRule } from "../../src/domain/segment-map.ts";
import { sameInEveryLanguage } from "../../src/language.ts";

/** A map of a test's own with as many scores in every dimension; its ids are its labels. */
export function mapOver(
  bins: number,
  segments: readonly { readonly id: string; readonly rules: readonly SegmentRule[] }[],
): SegmentMap {
  const named = (id: string) => ({ id, labels: sameInEveryLanguage(id) });
  return {
    id: "own",
    title: sameInEveryLanguage("Own"),
    source: undefined,
    bins: { r: bins, f: bins, m: bins },
    segments: segments.map(({ id, rules }) => ({ ...named(id), rules })),
    fallback: named("others"),
  };
}

/** A rule from ranges as they are written: `box("4-5", "1", "1-5")`. */
export function box(...ranges: readonly string[]): SegmentRule {
  const [r, f, m] = ranges.map(rangeOf);
  return { r, f, m };
}

/** A rule for all scores up to `r` and `f`, written over the whole of five values of m. */
export function cumulativeBox(r: number, f: number): SegmentRule {
  return { r: [1, r], f: [1, f], m: [1, 5] };
}

function rangeOf(text: string): ScoreRange {
  const [low, high = low] = text.split("-").map(Number);
  return [present(low, "a range has a lowest score"), present(high, "a range has a highest score")];
}
