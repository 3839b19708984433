import { expect, test } from "vitest";

import type { BrokenCase } from "./broken-case.ts";
import { commandLineCases } from "./command-line-cases.ts";
import { configurationCases } from "./configuration-cases.ts";
import { inputCases } from "./input-cases.ts";

const CORPUS: readonly BrokenCase[] = [
  ...configurationCases().flatMap(({ cases }) => cases),
  ...inputCases().flatMap(({ cases }) => cases),
  ...commandLineCases(),
];

/** What was asked for: at least so many cases, half of them found by fuzzing. Source: contracts.md §2, operations.md §3. */
const CASES_AT_LEAST = 120;

test("the corpus is as large as it must be, and fuzzing found half of that", () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(CASES_AT_LEAST);
  expect(CORPUS.filter(({ found }) => found === "fuzzing").length).toBeGreaterThanOrEqual(CASES_AT_LEAST / 2);
});

test("every case says its code, its place or why there is none, and what must be read", () => {
  for (const { title, code, message, remedy, place, nowhere } of CORPUS) {
    expect(code, title).toMatch(/^GK0[1-6]\d\d$/u);
    expect({ title, isPlaced: (place ?? nowhere ?? "") !== "" }).toEqual({ title, isPlaced: true });
    expect({ title, isSaid: message !== "" && remedy !== "" }).toEqual({ title, isSaid: true });
  }
});

test("no two cases of a place are called the same", () => {
  const places = CORPUS.map(({ title, code, place }) => `${code} ${title} ${place}`);
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
});
