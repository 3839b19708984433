import { expect, test } from "vitest";

import { protectRecall } from "../../src/disclosure/recall-counts.ts";

const people = (from: number, to: number) =>
  new Set(Array.from({ length: to - from }, (_, index) => `p${from + index}`));
const list = (campaignId: string, from: number, to: number) => ({ campaignId, people: people(from, to) });

/** What is shown of each list, and in time and late. */
function shown(lists: readonly ReturnType<typeof list>[], late: ReadonlySet<string>) {
  const { ofLists, inTime, late: lateShown } = protectRecall(lists, late, 10);
  return [...ofLists.values(), inTime, lateShown];
}

test.each([
  ["enough people", [list("a", 0, 20)], people(0, 0), [20, 20, 0]],
  ["enough people of both kinds", [list("a", 0, 30)], people(0, 12), [30, 18, 12]],
  ["the same people of two lists", [list("a", 0, 12), list("b", 0, 12)], people(0, 0), [12, 12, 12, 0]],
  ["five people of two lists, ten stops", [list("a", 0, 5), list("b", 0, 5)], people(0, 0), [null, null, null, null]],
  ["a few who are late", [list("a", 0, 30)], people(0, 3), [30, null, null]],
  ["a few who are in time", [list("a", 0, 30)], people(0, 27), [30, null, null]],
  [
    "a list of a few, which the sum would give away",
    [list("a", 0, 20), list("b", 20, 25)],
    people(0, 0),
    [20, null, null, null],
  ],
  ["a few who are on one list alone", [list("a", 0, 20), list("b", 3, 23)], people(0, 0), [20, 20, null, null]],
  ["a few who are on both lists", [list("a", 0, 20), list("b", 16, 40)], people(0, 0), [20, 24, null, null]],
  ["nobody", [], people(0, 0), [0, 0]],
])("a recall of %s shows no count of too few people", (_, lists, late, expected) => {
  expect(shown(lists, late)).toEqual(expected);
});
