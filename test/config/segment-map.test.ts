import { describe, expect, test } from "vitest";

import { configurationForHash } from "../../src/config/configuration-for-hash.ts";
import { readShippedMap, shippedMapNames } from "../../src/config/shipped-maps.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { expectSaidInChinese } from "../support/chinese.ts";
import { CAMPAIGN, GATEKEEPER, load, problemsOf, replaced } from "./project-folder.ts";

const OWN = `id: own
title: { en: Three segments }
bins: 5
segments:
  - { id: champions, labels: { en: Champions, zh-CN: 核心客户 }, rules: [{ r: 4-5, f: 4-5 }] }
  - { id: at_risk, labels: { en: At risk }, rules: [{ r: 1 }, { r: 2, f: 1-2 }] }
  - { id: cant_lose, labels: { en: Cannot lose }, rules: [{ r: 2-3, f: 5, is_new: false }] }
fallback: { id: others, labels: { en: Others } }
`;

const withMap = (map: string, more = "") => `${GATEKEEPER}rfm: { map: ${map}${more} }\n`;
const project = (own: string, more = "") => ({
  "gatekeeper.yaml": withMap("maps/own.yaml", more),
  "maps/own.yaml": own,
});

describe("the segment map of a project", () => {
  test("is rf_grid unless it says another", () => {
    expect(load().rfm.map.id).toBe("rf_grid");
    expect(load({ "gatekeeper.yaml": withMap("rfm_classic_b"), ...OF_CLASSIC }).rfm.map.id).toBe("rfm_classic_b");
  });

  test("is its own when it gives a path, with a label in one language standing for the other", () => {
    const { map } = load(project(OWN)).rfm;
    expect(map).toEqual({
      id: "own",
      title: { en: "Three segments", "zh-CN": "Three segments" },
      source: undefined,
      bins: { r: 5, f: 5, m: 5 },
      segments: [
        { id: "champions", labels: { en: "Champions", "zh-CN": "核心客户" }, rules: [{ r: [4, 5], f: [4, 5] }] },
        {
          id: "at_risk",
          labels: { en: "At risk", "zh-CN": "At risk" },
          rules: [{ r: [1, 1] }, { r: [2, 2], f: [1, 2] }],
        },
        {
          id: "cant_lose",
          labels: { en: "Cannot lose", "zh-CN": "Cannot lose" },
          rules: [{ r: [2, 3], f: [5, 5], isNew: false }],
        },
      ],
      fallback: { id: "others", labels: { en: "Others", "zh-CN": "Others" } },
    });
  });

  test("counts in the run id by what it says, not by where it lies", () => {
    const hashed = (files: Parameters<typeof load>[0]) => canonicalJson(configurationForHash(load(files)));
    const elsewhere = { "gatekeeper.yaml": withMap("other/place.yml"), "other/place.yml": `# moved\n${OWN}` };
    expect(hashed(elsewhere)).toBe(hashed(project(OWN)));
    expect(hashed(project(replaced(OWN, "r: 2-3", "r: 3")))).not.toBe(hashed(project(OWN)));
  });

  test("says which segments an audience may name: those that take a cell, the fallback among them", () => {
    const campaign = (names: string) => replaced(CAMPAIGN, "'at_risk', 'cant_lose'", names);
    const codes = (names: string, own = OWN) =>
      problemsOf({ ...project(own), "campaigns/spring.yaml": campaign(names) }).map(({ message }) => message);
    expect(codes("'champions', 'others'")).toEqual([]);
    expect(codes("'hibernating'")[0]).toContain('there is no segment "hibernating"');
    const complete = replaced(OWN, "{ r: 4-5, f: 4-5 }", "{}");
    expect(codes("'others'", replaced(complete, "bins: 5", "bins: 5\nsource: { en: test }"))).not.toEqual([]);
  });

  test("is not asked about its other dimensions: one that looks at recency and frequency takes any scores of monetary value", () => {
    expect(problemsOf(project(replaced(OWN, "bins: 5", "bins: { r: 5, f: 5, m: 3 }")))).toEqual([]);
  });
});

/** Its segments are spelt in another way than the good campaign spells them. */
const OF_CLASSIC = {
  "campaigns/spring.yaml": replaced(CAMPAIGN, "'at_risk', 'cant_lose'", "'at_risk', 'cant_lose_them'"),
};

describe("a segment map of one's own", () => {
  test.each([
    [
      "an id twice",
      "id: cant_lose,",
      "id: champions,",
      "GK0292",
      7,
      'segment "champions" is declared twice, first at maps/own.yaml:5:11',
    ],
    ["the fallback's id twice", "id: others,", "id: at_risk,", "GK0292", 8, 'segment "at_risk" is declared twice'],
    [
      "a score beyond the bins",
      "r: 4-5",
      "r: 4-6",
      "GK0291",
      5,
      "the rule asks for r 6, but the map has 5 scores there",
    ],
    ["a range from high to low", "r: 4-5", "r: 5-4", "GK0290", 5, '"5-4" is not a range of scores'],
    ["a range from zero", "r: 4-5", "r: 0-5", "GK0290", 5, '"0-5" is not a range of scores'],
    ["a score that is no whole number", "{ r: 1 }", "{ r: 1.5 }", "GK0290", 6, '"1.5" is not a range of scores'],
    ["a list for a range", "r: 4-5", "r: [4, 5]", "GK0209", 5, "not a score or a range of scores"],
    ["a dimension nobody has", "r: 4-5", "x: 4-5", "GK0206", 5, 'unknown key "x"'],
    ["no fallback", "fallback:", "# fallback:", "GK0208", 1, "has no fallback"],
    ["a fallback without a name", "id: others, ", "", "GK0208", 8, "has no id"],
    ["a segment without rules", "rules: [{ r: 4-5, f: 4-5 }]", "rules: []", "GK0209", 5, "rules"],
    ["an id with capitals", "id: champions", "id: Champions", "GK0222", 5, '"Champions" is not a name'],
    [
      "a rule that can never match",
      "r: 2-3, f: 5, is_new: false",
      "r: 1, f: 5",
      "GK0293",
      7,
      "take all its cells (at_risk)",
    ],
    ["bins that the project does not have", "bins: 5", "bins: 6", "GK0244", 32, "the segment map own is made for 6"],
    ["bins that differ", "bins: 5", "bins: { r: 5, f: 6, m: 5 }", "GK0244", 32, "made for r 5, f 6"],
    [
      "a title that a terminal obeys",
      "Three segments",
      '"I\\u001b[31m"',
      "GK0247",
      2,
      "the text holds the control character U+001B",
    ],
    ["a label of two lines", "en: Champions", 'en: "Cham\\npions"', "GK0247", 5, "the text holds a line break"],
    ["the fallback's label with a tab", "en: Others", 'en: "Oth\\ters"', "GK0247", 8, "the text holds a tab"],
    ["eleven scores", "bins: 5", "bins: 11", "GK0211", 3, "bins is 11, more than 10"],
  ])("is refused for %s", (_, part, by, code, line, message) => {
    const [problem, ...others] = problemsOf(project(replaced(OWN, part, by)));
    expect(others).toEqual([]);
    expect(problem?.code).toBe(code);
    expect(problem?.message).toContain(message);
    expect(problem?.at?.line).toBe(line);
    if (problem !== undefined) expectSaidInChinese(problem);
  });

  test("may keep a rule that can never match when the project allows it", () => {
    const dead = replaced(OWN, "r: 2-3, f: 5, is_new: false", "r: 1, f: 5");
    const campaign = replaced(CAMPAIGN, "'at_risk', 'cant_lose'", "'at_risk'");
    const files = { ...project(dead, ", allow_unreachable: true"), "campaigns/spring.yaml": campaign };
    expect(problemsOf(files)).toEqual([]);
  });

  test("is missed where it is not", () => {
    const problems = problemsOf({ "gatekeeper.yaml": withMap("maps/own.yaml") });
    expect(problems.map(({ code, at, message }) => [code, at?.file, message])).toEqual([
      ["GK0202", "maps/own.yaml", "the file cannot be read: it is not there"],
    ]);
  });
});

describe("the shipped maps", () => {
  test("are four, named as their files", () => {
    expect(shippedMapNames()).toEqual(["rf_grid", "rfm_classic_a", "rfm_classic_b", "value_8"]);
    for (const name of shippedMapNames()) {
      const { map, problems } = readShippedMap(name);
      expect(problems).toEqual([]);
      expect(map?.id).toBe(name);
      expect(map?.source).toBeDefined();
      for (const { labels } of map?.segments ?? []) expect(labels["zh-CN"]).toMatch(/^\p{Script=Han}+$/u);
    }
  });

  test("load, but for the one with rules that can never match, which needs to be allowed", () => {
    const problems = problemsOf({ "gatekeeper.yaml": withMap("rfm_classic_a"), ...OF_CLASSIC });
    expect(problems.map(({ code }) => code)).toContain("GK0293");
    expect(problems.filter(({ code }) => code === "GK0293")).toHaveLength(3);
    const campaign = { "campaigns/spring.yaml": replaced(CAMPAIGN, "'at_risk', 'cant_lose'", "'at_risk'") };
    const allowed = withMap("rfm_classic_a", ", allow_unreachable: true");
    expect(problemsOf({ "gatekeeper.yaml": allowed, ...campaign })).toEqual([]);
  });

  test("name the eight segments of value by what is high and what is low", () => {
    const { map } = readShippedMap("value_8");
    const high = (range: readonly [number, number] | undefined) => (range?.[0] === 2 ? "high" : "low");
    expect(
      map?.segments.map(({ labels, rules: [rule] }) => [labels["zh-CN"], high(rule?.r), high(rule?.f), high(rule?.m)]),
    ).toEqual([
      ["重要价值", "high", "high", "high"],
      ["重要保持", "low", "high", "high"],
      ["重要发展", "high", "low", "high"],
      ["重要挽留", "low", "low", "high"],
      ["一般价值", "high", "high", "low"],
      ["一般保持", "low", "high", "low"],
      ["一般发展", "high", "low", "low"],
      ["一般挽留", "low", "low", "low"],
    ]);
  });
});
