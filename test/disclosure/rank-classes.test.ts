import { describe, expect, test } from "vitest";

import { shippedMapNames } from "../../src/config/shipped-maps.ts";
import { knownGroups, rankClasses } from "../../src/disclosure/rank-classes.ts";
import { segmentCells } from "../../src/domain/map-coverage.ts";
import type { RfmDeclaration } from "../../src/domain/rfm.ts";
import { SCORE_DIMENSIONS } from "../../src/domain/segment-map.ts";
import { rfmByMap } from "../support/rfm-by-map.ts";
import { box, mapOver } from "../support/segment-map.ts";

describe("classes by rank", () => {
  test("of the shipped maps are these unions of segments", () => {
    expect(unionsOf(rfmByMap("rf_grid"))).toEqual([
      ["at_risk cant_lose hibernating", 0.4],
      ["about_to_sleep champions loyal_customers need_attention new_customers potential_loyalists promising", 0.6],
    ]);
    expect(unionsOf(rfmByMap("rfm_classic_a"))).toEqual([]);
    expect(unionsOf(rfmByMap("rfm_classic_b"))).toEqual([]);
    expect(unionsOf(rfmByMap("value_8", { scores: "median" }))).toEqual([
      ["general_keep general_win_back important_keep important_win_back", 0.5],
      ["general_develop general_value important_develop important_value", 0.5],
      ["general_develop general_win_back important_develop important_win_back", 0.5],
      ["general_keep general_value important_keep important_value", 0.5],
      ["general_develop general_keep general_value general_win_back", 0.5],
      ["important_develop important_keep important_value important_win_back", 0.5],
    ]);
  });

  test.each(shippedMapNames())("of %s, with everybody, span all that scores say of its segments", (name) => {
    const rfm = rfmByMap(name, { scores: "rank" });
    const cells = segmentCells(rfm.map, rfm.map.bins);
    const lineOf = (has: (cell: (typeof cells)[number]) => boolean) => cells.map((cell) => (has(cell) ? 1 : 0));
    const scores = SCORE_DIMENSIONS.flatMap((letter) =>
      Array.from({ length: rfm.map.bins[letter] }, (_, index) => lineOf((cell) => cell[letter] === index + 1)),
    );
    const segments = [...new Set(cells.map(({ segmentId }) => segmentId))].map((id) =>
      lineOf(({ segmentId }) => segmentId === id),
    );
    const known = rankClasses(rfm)
      .filter(({ dimension }) => dimension === "segment")
      .map(({ values }) => lineOf(({ segmentId }) => values.includes(segmentId)));
    const inBoth = rankOf(scores) + rankOf(segments) - rankOf([...scores, ...segments]);
    expect(rankOf([...known, lineOf(() => true)])).toBe(inBoth);
  });

  test("join segments that share a score, however far apart", () => {
    const map = mapOver(3, [
      { id: "ends", rules: [box("1", "1-3", "1-3"), box("3", "1-3", "1-3")] },
      { id: "middle", rules: [box("2", "1-3", "1-3")] },
    ]);
    expect(unionsOf({ ...rfmByMap("rf_grid"), bins: { recency: 3, frequency: 3, monetary: 3 }, map })).toEqual([
      ["middle", 1 / 3],
      ["ends", 2 / 3],
    ]);
  });

  test("are no scores by stated edges or by the mean", () => {
    const dimensions = (rfm: RfmDeclaration) => new Set(rankClasses(rfm).map(({ dimension }) => dimension));
    expect(
      dimensions(rfmByMap("rf_grid", { breaks: { frequency: [2, 3, 5, 10], recency: [30, 60, 90, 180] } })),
    ).toEqual(new Set(["revenue_group", "m_score"]));
    expect(dimensions(rfmByMap("value_8", { scores: "mean" }))).toEqual(new Set(["revenue_group"]));
    expect(dimensions(rfmByMap("rf_grid", { scores: "quartile_4" }))).toContain("f_score");
  });

  test("are known, with everybody, unless equal values move enough customers to hide", () => {
    const classes = rankClasses(rfmByMap("rf_grid"));
    const inScores = (...sizes: readonly number[]) =>
      sizes.map((customers, index) => ({ values: { f_score: String(index + 1) }, customers }));
    const all = [0, 1, 2, 3, 4];
    expect(knownGroups(inScores(100, 100, 100, 100, 100), classes, 10)).toEqual([[0], all, [1], [2], [3], [4]]);
    expect(knownGroups(inScores(109, 100, 100, 91, 100), classes, 10)).toEqual([[0], all, [1], [2], [3], [4]]);
    expect(knownGroups(inScores(110, 90, 100, 100, 100), classes, 10)).toEqual([[2], all, [3], [4]]);
    expect(knownGroups(inScores(500, 0, 0, 0, 0), classes, 10)).toEqual([]);
  });

  test("are of those alone who are counted and have the dimension", () => {
    const counted: Parameters<typeof knownGroups>[0] = [
      { values: { revenue_group: "00-10%", region: "A" }, customers: 40 },
      { values: { revenue_group: "10-20%", region: "A" }, customers: 40 },
      { values: { revenue_group: "20-30%", region: "B" }, customers: 320 },
      { values: { region: "A" }, customers: 400 },
      { values: null, customers: 70 },
    ];
    expect(knownGroups(counted, rankClasses(rfmByMap("rf_grid")), 10)).toEqual([[0], [0, 1, 2], [1]]);
  });
});

function unionsOf(rfm: RfmDeclaration): [string, number][] {
  const unions = rankClasses(rfm).filter(({ dimension }) => dimension === "segment");
  return unions.map(({ values, share }) => [values.join(" "), share]);
}

/** How many of the lines say something of their own. */
function rankOf(lines: readonly (readonly number[])[]): number {
  let left = lines.map((line) => [...line]);
  let rank = 0;
  for (let column = 0; column < (lines[0]?.length ?? 0); column += 1) {
    const pivot = left.find((line) => Math.abs(line[column] ?? 0) > 1e-9);
    if (pivot === undefined) continue;
    rank += 1;
    left = left
      .filter((line) => line !== pivot)
      .map((line) => {
        const factor = (line[column] ?? 0) / (pivot[column] ?? 1);
        return factor === 0 ? line : line.map((weight, index) => weight - factor * (pivot[index] ?? 0));
      });
  }
  return rank;
}
