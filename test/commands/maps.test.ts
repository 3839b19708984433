import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";

import { filesIn, fixtureProject } from "../support/project.ts";

const project = fixtureProject("demo");

describe("gatekeeper maps", () => {
  test("alone shows its help and lists the shipped maps", async () => {
    const { code, stdout, stderr } = await project.gatekeeper("maps");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("gatekeeper maps check rf_grid");
    for (const name of ["rf_grid", "rfm_classic_a", "rfm_classic_b", "value_8"])
      expect(stdout).toMatch(new RegExp(`^  ${name} +\\S.* \\d+ segments$`, "mu"));
  });

  test("draws a map that is well, writes nothing and ends with 0", async () => {
    const before = filesIn(project.folder);
    const { code, stdout, stderr } = await project.gatekeeper("maps", "check", "rf_grid");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^R5 {3}E {3}C {3}C {3}A {3}A {4}R5 {3}D {3}C {3}C {3}A {3}A$/mu);
    expect(stdout).toContain("Rules that can never match: none.");
    expect(filesIn(project.folder)).toEqual(before);
  });

  test("draws a map with rules that can never match, names each and ends with 2, unless they are allowed", async () => {
    const { code, stdout, stderr } = await project.gatekeeper("maps", "check", "rfm_classic_a");
    expect(code).toBe(2);
    expect(stdout).toContain("Gaps: 36 of 125 cells");
    expect(stderr.match(/GK0293/gu)).toHaveLength(3);
    const allowed = await project.gatekeeper("maps", "check", "rfm_classic_a", "--allow-unreachable");
    expect(allowed).toMatchObject({ code: 0, stderr: "", stdout });
  });

  test("gives every cell as CSV, and all that is found as JSON, in the language asked for", async () => {
    const csv = await project.gatekeeper("maps", "check", "value_8", "--format", "csv", "--lang", "zh-CN");
    const rows: Record<string, string>[] = parse(csv.stdout, { columns: true });
    expect(rows).toHaveLength(8);
    expect(rows.at(-1)).toMatchObject({ r_score: "2", f_score: "2", m_score: "2", is_new: "", label: "重要价值" });
    const json = await project.gatekeeper("maps", "check", "rfm_classic_b", "--format", "json");
    const found = JSON.parse(json.stdout) as { readonly cells: readonly unknown[]; readonly gaps: readonly unknown[] };
    expect(found).toMatchObject({ map_id: "rfm_classic_b", overlap_cells: 58, unreachable: [] });
    expect([found.cells.length, found.gaps.length]).toEqual([125, 10]);
    expect(found.gaps[0]).toEqual({ r: 2, f: 1, m: 5, is_new: null });
    const markdown = await project.gatekeeper("maps", "check", "value_8", "--format", "markdown");
    expect(markdown.stdout.split("\n")[0]).toMatch(/^\| r_score \| f_score /u);
  });

  test("checks a file, and says with its place what is broken in it", async () => {
    const own =
      "id: own\ntitle: { en: Own }\nbins: 5\nsegments:\n  - { id: all, labels: { en: All }, rules: [{ r: 1-6 }] }\n";
    project.write("maps/own.yaml", own);
    const { code, stdout, stderr } = await project.gatekeeper("maps", "check", project.path("maps", "own.yaml"));
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/GK0208 \S*own\.yaml:1:1: the file has no fallback/u);
    expect(stderr).toMatch(/GK0291 \S*own\.yaml:5:50: the rule asks for r 6, but the map has 5 scores there/u);
  });

  test.each([
    [["check"], "GK0102", "needs a segment map"],
    [["check", "rf_gird"], "GK0294", 'Did you mean "rf_grid"?'],
    [["check", "nowhere/own.yaml"], "GK0115", "nowhere/own.yaml"],
    [["draw", "rf_grid"], "GK0102", "draw"],
  ])("refuses %j", async (words, code, message) => {
    const result = await project.gatekeeper("maps", ...words);
    expect([result.code, result.stdout]).toEqual([2, ""]);
    expect(result.stderr).toContain(code);
    expect(result.stderr).toContain(message);
  });
});

test("validate notes gaps and overlaps of the project's map, and takes them for no mistake", async () => {
  const noted = fixtureProject("demo");
  const before = await noted.gatekeeper("validate");
  expect(before.stdout).not.toContain("Segment map");
  noted.write(
    "maps/own.yaml",
    `id: own
title: { en: Own }
bins: 5
segments:
  - { id: at_risk, labels: { en: At risk }, rules: [{ r: 1-2, f: 3-4 }] }
  - { id: cant_lose, labels: { en: Cannot lose }, rules: [{ r: 1-3, f: 4-5 }] }
  - { id: need_attention, labels: { en: Need attention }, rules: [{ r: 3, f: 3 }] }
  - { id: about_to_sleep, labels: { en: About to sleep }, rules: [{ r: 3, f: 1-2 }] }
fallback: { id: others, labels: { en: Others } }
`,
  );
  noted.write("gatekeeper.yaml", noted.read("gatekeeper.yaml").replace("map: rf_grid", "map: maps/own.yaml"));
  const { code, stdout, stderr } = await noted.gatekeeper("validate");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("Segment map own: 14 of 25 cells have no rule and go to Others.");
  expect(stdout).toContain("Segment map own: 2 of 25 cells are claimed more than once");
  const json = JSON.parse((await noted.gatekeeper("validate", "--format", "json")).stdout) as Record<string, unknown>;
  expect(json["segment_map"]).toEqual({ map_id: "own", cells: 25, gaps: 14, overlap_cells: 2, unreachable: [] });
});
