import { describe, expect, test } from "vitest";

import { present } from "../../src/assert.ts";
import { readSegmentMap } from "../../src/config/read-segment-map.ts";
import { readShippedMap, shippedMapNames } from "../../src/config/shipped-maps.ts";
import { mapCoverage } from "../../src/domain/map-coverage.ts";
import type { SegmentMap } from "../../src/domain/segment-map.ts";
import { mapLines } from "../../src/report/map-picture.ts";
import { messagesIn } from "../../src/report/messages-in.ts";
import { displayWidth } from "../../src/report/text.ts";
import { folderWith } from "../config/project-folder.ts";
import { box, mapOver } from "../support/segment-map.ts";
import { textOf } from "../support/tidy/source-files.ts";

const document = textOf("docs/segment-maps.md");

describe("the picture of a segment map", () => {
  test.each(shippedMapNames())("of %s is the one that the document shows", (name) => {
    expect(document).toContain(pictureOf(shipped(name)).slice(3).join("\n"));
  });

  test("keeps within the width of the terminal where a single grid does, in every language", () => {
    for (const width of [24, 40, 80, 200])
      for (const language of ["en", "zh-CN"] as const) {
        const lines = pictureOf(shipped("rfm_classic_a"), width, language);
        const grids = lines.filter((line) => /^ +F1|^R\d/u.test(line));
        expect(Math.max(...grids.map(displayWidth))).toBeLessThanOrEqual(width);
        // Five levels of six lines each, and as many bands as the width asks for.
        const perBand = Math.max(1, Math.floor((width + 4) / (22 + 4)));
        expect(grids).toHaveLength(6 * Math.ceil(5 / perBand));
      }
  });

  test("puts Chinese titles and labels in columns that line up", () => {
    const lines = pictureOf(shipped("rf_grid"), 80, "zh-CN");
    const legend = lines.filter((line) => /^[A-J·] {2}/u.test(line));
    expect(legend).toHaveLength(11);
    expect(new Set(legend.map(displayWidth)).size).toBe(1);
    const [titles = "", header = ""] = lines.filter((line) => line.startsWith("非新客户") || line.includes("F1"));
    expect(displayWidth(titles.slice(0, titles.lastIndexOf("新客户")))).toBe(26);
    expect(header.lastIndexOf("F1") - 4).toBe(26);
  });

  test("marks more segments than there are letters with two, and never two of them alike", () => {
    const segments = Array.from({ length: 30 }, (_, index) => ({
      id: `s${index}`,
      rules: [box(`${1 + Math.floor(index / 10)}`, `${1 + (index % 10)}`, "1-10")],
    }));
    const legend = pictureOf(mapOver(10, segments)).filter((line) => / s\d+ +\d+ cells?$/u.test(line));
    const marks = legend.map((line) => line.split(" ")[0]);
    expect(marks.slice(0, 2).concat(marks.slice(25, 28))).toEqual(["A", "B", "Z", "AA", "AB"]);
    expect(new Set(marks).size).toBe(30);
  });

  test("parts the scores of a gap where one of them has two digits", () => {
    const lines = pictureOf(mapOver(10, [{ id: "most", rules: [{ r: [1, 9] }, { r: [10, 10], f: [2, 10] }] }]));
    expect(lines).toContain("  10-1");
  });
});

test("the map that the document writes is a good one", () => {
  const [, yaml = ""] = /## A map file\n\n```yaml\n([\s\S]*?)```/u.exec(document) ?? [];
  const { map, problems, unreachable } = readSegmentMap(folderWith({ "maps/own.yaml": yaml }), "maps/own.yaml");
  expect([problems, unreachable]).toEqual([[], []]);
  expect(map?.segments.map(({ id }) => id)).toEqual(["new_best", "best"]);
});

function shipped(name: string): SegmentMap {
  return present(readShippedMap(name).map, "a shipped map is good");
}

function pictureOf(map: SegmentMap, width = 80, language: "en" | "zh-CN" = "en"): string[] {
  return mapLines(map, mapCoverage(map), { language, width, messages: messagesIn(language).maps });
}
