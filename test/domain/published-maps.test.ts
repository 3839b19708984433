import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { present } from "../../src/assert.ts";
import { readShippedMap } from "../../src/config/shipped-maps.ts";
import { type CoveredCell, mapCoverage, segmentCells } from "../../src/domain/map-coverage.ts";
import type { ScoreCell, Segment, SegmentMap } from "../../src/domain/segment-map.ts";
import { ROOT } from "../support/tidy/source-files.ts";
import { box, cumulativeBox, mapOver } from "../support/segment-map.ts";

const FILE = join(ROOT, "../shared/cases/rfm/published_maps_coverage.json");
const isOptional = (process.env["CI"] ?? "") !== "true";

/** What was computed of a published map; cells are written as their three scores. */
interface Published {
  readonly gaps: number;
  readonly gap_cells: readonly string[];
  readonly overlap_cells: number;
  readonly first_match: Readonly<Record<string, number>>;
  readonly unreachable_first: readonly string[];
  readonly top_overlaps: readonly (readonly [string, string, number])[];
  readonly rows: unknown;
}

describe.skipIf(!existsSync(FILE) && isOptional)(
  "published segment maps (skipped where ../shared has no coverage of them)",
  () => {
    test.each([
      ["rfm_classic_a", "r_rfm_test_and_v020"],
      ["rfm_classic_b", "r_rfm_readme_v030"],
    ])("%s has the gaps, overlaps, unreachable rules and cells of %s", (name, key) => {
      expectAsPublished(shipped(name), published(key));
    });

    test("rf_grid has the cells of the published grid, with the new customers among the most recent", () => {
      const { first_match: expected, gaps, overlap_cells: contested } = published("rf_regex_10");
      const grid = shipped("rf_grid");
      const coverage = mapCoverage(grid);
      expect([coverage.gaps.length, coverage.contested.length]).toEqual([gaps, contested]);
      const of = (isNew: boolean) => segmentCells(grid, grid.bins).filter((cell) => cell.isNew === isNew);
      const renamed = { cant_loose: "cant_lose", at_Risk: "at_risk" } as Record<string, string>;
      const grown = Object.fromEntries(Object.entries(expected).map(([id, cells]) => [renamed[id] ?? id, cells]));
      expect(countsOf(of(true))).toEqual(grown);
      const { new_customers: moved = 0, ...others } = grown;
      expect(countsOf(of(false))).toEqual({ ...others, promising: (others["promising"] ?? 0) + moved });
    });

    test("boxes of eleven segments, two of them the same, are evaluated as published", () => {
      const key = "r_rfm_case_study_11_2017";
      const rows = published(key).rows as [string, string, string, string][];
      expectAsPublished(
        mapOver(
          5,
          rows.map(([id, ...ranges]) => ({ id, rules: [box(...ranges)] })),
        ),
        published(key),
      );
    });

    test("the published grid itself is evaluated as published", () => {
      const rows = published("rf_regex_10").rows as [string, string][];
      const rangesOf = (pattern: string) =>
        pattern.match(/\[\d-\d\]|\d/gu)?.map((part) => part.replaceAll(/[[\]]/gu, "")) ?? [];
      const segments = rows.map(([id, pattern]) => ({ id, rules: [box(...rangesOf(pattern), "1-5")] }));
      expectAsPublished(mapOver(5, segments), published("rf_regex_10"));
    });

    test("lists of single cells over four scores are evaluated as published", () => {
      const rows = Object.entries(published("pymc_default_4x4x4").rows as Record<string, string[]>);
      const segments = rows.map(([id, cells]) => ({ id, rules: cells.map((cell) => box(...cell)) }));
      expectAsPublished(mapOver(4, segments), published("pymc_default_4x4x4"));
    });

    test("a ladder of upper bounds gives each segment its published cells, and leaves no gap", () => {
      const key = "snowflake_dbt_demo";
      const rows = published(key).rows as [number, number, string][];
      // One name stands on two steps of the ladder; a map has an id for each.
      const segments = rows.map(([r, f, name], step) => ({ id: `${name}/${step}`, rules: [cumulativeBox(r, f)] }));
      const { cells, gaps } = mapCoverage(mapOver(5, segments));
      const nameOf = (id: string) => id.split("/")[0] ?? id;
      expect(gaps).toHaveLength(published(key).gaps);
      expect(countsOf(cells, nameOf)).toEqual(published(key).first_match);
      const contested = cells.filter(({ claimedBy }) => new Set(claimedBy.map(nameOf)).size > 1);
      expect(contested).toHaveLength(published(key).overlap_cells);
    });
  },
);

function published(key: string): Published {
  const all = JSON.parse(readFileSync(FILE, "utf8")) as Record<string, Published>;
  return present(all[key], `the coverage has ${key}`);
}

function shipped(name: string): SegmentMap {
  return present(readShippedMap(name).map, "a shipped map is good");
}

/** Names of the published map are the ids, or the English labels but for capitals. */
function expectAsPublished(map: SegmentMap, expected: Published): void {
  const coverage = mapCoverage(map);
  const nameOf = publishedNames(map, Object.keys(expected.first_match).concat(expected.unreachable_first));
  expect(coverage.gaps.map(cellText)).toEqual(expected.gap_cells);
  expect(coverage.gaps).toHaveLength(expected.gaps);
  expect(coverage.contested).toHaveLength(expected.overlap_cells);
  const taken = coverage.cells.filter(({ claimedBy }) => claimedBy.length > 0);
  expect(countsOf(taken, nameOf)).toEqual(expected.first_match);
  expect(coverage.unreachable.map(({ segmentId }) => nameOf(segmentId))).toEqual(expected.unreachable_first);
  expectOverlaps(
    coverage.overlaps.map(({ winner, other, cells }) => [nameOf(winner), nameOf(other), cells] as const),
    expected,
  );
}

/** Pairs of equal size have no order of their own in the published list. */
function expectOverlaps(
  overlaps: readonly (readonly [string, string, number])[],
  { top_overlaps: top }: Published,
): void {
  expect(overlaps.slice(0, top.length).map(([, , cells]) => cells)).toEqual(top.map(([, , cells]) => cells));
  for (const pair of top) expect(overlaps).toContainEqual(pair);
}

function publishedNames({ segments }: SegmentMap, names: readonly string[]): (id: string) => string {
  const same = (name: string) => name.toLowerCase();
  const found = (segment: Segment) =>
    names.find((name) => name === segment.id || same(name) === same(segment.labels.en)) ?? segment.id;
  const byId = new Map(segments.map((segment) => [segment.id, found(segment)]));
  return (id) => byId.get(id) ?? id;
}

function countsOf(cells: readonly { segmentId: string }[], nameOf = (id: string) => id): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { segmentId } of cells) counts[nameOf(segmentId)] = (counts[nameOf(segmentId)] ?? 0) + 1;
  return counts;
}

function cellText({ r, f, m }: ScoreCell | CoveredCell): string {
  return `${r}${f}${m ?? ""}`;
}
