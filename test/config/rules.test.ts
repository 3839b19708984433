import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { rulePage } from "../../src/config/rule-page.ts";
import { ruleBook } from "../../src/config/shipped-rules.ts";
import { load, problemsOf } from "./project-folder.ts";

test("docs/rule-table.md is the page of the shipped rules", () => {
  const written = readFileSync(new URL("../../docs/rule-table.md", import.meta.url), "utf8");
  expect(written, "run npm run docs").toBe(rulePage(ruleBook([])));
});

test("a project's sections take the place of the shipped ones, and everything else stays", () => {
  const own = `id: uk\nages: [{ age: 16, source: house rule, checked: never }]\n`;
  const uk = (files: Readonly<Record<string, string>>) => load(files).rules.regimes.find(({ id }) => id === "uk");
  const [shipped, replaced] = [uk({}), uk({ "rules/uk.yaml": own })];
  expect(replaced?.ages).toEqual([
    { places: [], from: undefined, to: undefined, source: "house rule", checked: "never", age: 16, topics: [] },
  ]);
  expect({ ...replaced, ages: [] }).toEqual({ ...shipped, ages: [] });
});

test.each([
  ["GK0250", "in: [France]", "source: s, checked: never, in: [France], age: 18"],
  ["GK0254", "a country of another regime", "source: s, checked: never, in: [CN], age: 18"],
  ["GK0253", "an end before the beginning", "source: s, checked: never, from: 2026-02-01, to: 2026-01-01, age: 18"],
  ["GK0216", "a day that is none", "source: s, checked: yesterday, age: 18"],
])("%s is told of %s", (code, _, row) => {
  const problems = problemsOf({ "rules/own.yaml": `id: own\ncountries: [BR]\nages:\n  - { ${row} }\n` });
  expect(problems.map((problem) => [problem.code, problem.at?.file])).toEqual([[code, "rules/own.yaml"]]);
});

test.each([
  ["allow_with names no basis", "rule: allow_with"],
  ["allow needs no bases", "rule: allow, bases: { consent: {} }"],
  ["unless_listed is for allow", "rule: deny, unless_listed: true"],
])("GK0253 says that %s", (words, rule) => {
  const row = `{ channels: [call], uses: [contact], ${rule}, source: s, checked: never }`;
  const problems = problemsOf({ "rules/own.yaml": `id: own\ncountries: [BR]\nrules:\n  - ${row}\n` });
  expect(problems.map(({ code }) => code)).toEqual(["GK0253"]);
  expect(problems[0]?.message).toContain(words);
});

test("GK0251 and GK0252 are told of hours and holidays that cannot be read", () => {
  const rows = (section: string, row: string) =>
    problemsOf({
      "rules/own.yaml": `id: own\ncountries: [BR]\n${section}:\n  - { ${row}, source: s, checked: never }\n`,
    }).map(({ code }) => code);
  expect(rows("calling_hours", "channels: [call], hours: mornings")).toEqual(["GK0251"]);
  expect(rows("calling_hours", 'channels: [call], hours: "25:00-26:00"')).toEqual(["GK0251"]);
  expect(rows("holidays", "day: Christmas")).toEqual(["GK0252"]);
  expect(rows("holidays", "day: 11-thu-4")).toEqual([]);
});

test("GK0255 is told of a country with two regimes, and GK0254 of rows about places that a shipped regime lacks", () => {
  const codes = (text: string) => problemsOf({ "rules/own.yaml": text }).map(({ code }) => code);
  expect(codes("id: own\ncountries: [FR]\n")).toEqual(["GK0255"]);
  expect(codes("id: uk\nages: [{ in: [GG], age: 18, source: s, checked: never }]\n")).toEqual(["GK0254"]);
});
