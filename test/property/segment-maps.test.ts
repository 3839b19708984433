import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { present } from "../../src/assert.ts";
import { readShippedMap, shippedMapNames } from "../../src/config/shipped-maps.ts";
import { mapCoverage, segmentCells } from "../../src/domain/map-coverage.ts";
import type { ScoreCell, SegmentMap, SegmentRule } from "../../src/domain/segment-map.ts";
import { mapOver } from "../support/segment-map.ts";

const shippedMaps = shippedMapNames().map((name) => present(readShippedMap(name).map, "a shipped map is good"));

describe("every map", () => {
  test("gives each cell of the cube exactly one segment of its own", () => {
    fc.assert(fc.property(anyMap(), expectPartition));
    for (const map of shippedMaps) expectPartition(map);
  });

  test("gives a cell to the first segment that claims it, and the cells nobody claims to the fallback", () => {
    fc.assert(
      fc.property(anyMap(), (map) => {
        for (const cell of mapCoverage(map).cells) {
          const claims = map.segments
            .filter(({ rules }) => rules.some((rule) => isInBox(rule, cell)))
            .map(({ id }) => id);
          expect(cell.claimedBy).toEqual(claims);
          expect(cell.segmentId).toBe(claims[0] ?? map.fallback.id);
        }
      }),
    );
  });

  test("gives the same cells without the rules that can never match", () => {
    fc.assert(
      fc.property(anyMap(), (map) => {
        const { unreachable } = mapCoverage(map);
        const isDead = (segment: number, rule: number) =>
          unreachable.some(({ segmentIndex, ruleIndex }) => segmentIndex === segment && ruleIndex === rule);
        const segments = map.segments.map(({ rules, ...segment }, index) => ({
          ...segment,
          rules: rules.filter((_, rule) => !isDead(index, rule)),
        }));
        expect(segmentCells({ ...map, segments }, map.bins)).toEqual(segmentCells(map, map.bins));
      }),
    );
  });

  test("calls no rule reachable that is not the first to hold somewhere", () => {
    fc.assert(
      fc.property(anyMap(), (map) => {
        const { unreachable } = mapCoverage(map);
        const called = map.segments.flatMap(({ rules }, s) => rules.map((_, r) => ({ s, r })));
        const reachable = called.filter(
          ({ s, r }) => !unreachable.some(({ segmentIndex, ruleIndex }) => segmentIndex === s && ruleIndex === r),
        );
        for (const { s, r } of reachable) expect(isFirstSomewhere(map, s, r)).toBe(true);
      }),
    );
  });
});

function expectPartition(map: SegmentMap): void {
  const { r, f, m } = map.bins;
  const cells = segmentCells(map, map.bins);
  expect(cells).toHaveLength(r * f * m * 2);
  expect(new Set(cells.map((cell) => JSON.stringify([cell.r, cell.f, cell.m, cell.isNew]))).size).toBe(cells.length);
  const ids = new Set([...map.segments, map.fallback].map(({ id }) => id));
  for (const { segmentId } of cells) expect(ids).toContain(segmentId);
  const { taken, cells: looked } = mapCoverage(map);
  expect([...taken.values()].reduce((sum, count) => sum + count, 0)).toBe(looked.length);
}

function isFirstSomewhere(map: SegmentMap, segment: number, rule: number): boolean {
  const before = map.segments.flatMap(({ rules }, s) =>
    rules.filter((_, r) => s < segment || (s === segment && r < rule)),
  );
  const own = present(map.segments[segment]?.rules[rule], "the rule is of the map");
  return mapCoverage(map).cells.some((cell) => isInBox(own, cell) && !before.some((earlier) => isInBox(earlier, cell)));
}

function isInBox({ r, f, m, isNew }: SegmentRule, cell: ScoreCell): boolean {
  const [rLow, rHigh] = r ?? [0, 99];
  const [fLow, fHigh] = f ?? [0, 99];
  const [mLow, mHigh] = m ?? [0, 99];
  const score = cell.m ?? 50;
  const isScored =
    cell.r >= rLow && cell.r <= rHigh && cell.f >= fLow && cell.f <= fHigh && score >= mLow && score <= mHigh;
  return isScored && (isNew === undefined || isNew === cell.isNew);
}

function anyMap(): fc.Arbitrary<SegmentMap> {
  return fc.integer({ min: 2, max: 5 }).chain((bins) => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: bins }), fc.integer({ min: 1, max: bins }))
      .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]);
    const one = fc.option(range, { nil: undefined });
    const rule = fc.record({ r: one, f: one, m: one, isNew: fc.option(fc.boolean(), { nil: undefined, freq: 4 }) });
    const segments = fc.array(fc.array(rule, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 });
    return segments.map((all) =>
      mapOver(
        bins,
        all.map((rules, index) => ({ id: `s${index}`, rules })),
      ),
    );
  });
}
