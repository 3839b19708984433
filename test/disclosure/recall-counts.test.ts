import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import type { CountedGroup } from "../../src/disclosure/protect-groups.ts";
import {
  groupsOfRecall,
  protectRecall,
  type Recalled,
  recallCounts,
  type ShownRecall,
  timesOf,
} from "../../src/disclosure/recall-counts.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import { atomsOfMembers } from "../support/counted-people.ts";

const people = (from: number, to: number) =>
  new Set(Array.from({ length: to - from }, (_, index) => `p${from + index}`));
const list = (campaignId: string, from: number, to: number) => ({ campaignId, people: people(from, to) });

let highs: Highs;
beforeAll(async () => {
  highs = await loadSolver();
});

/** What was counted before: groups with their people. */
interface Before {
  readonly group: CountedGroup;
  readonly people: ReadonlySet<string>;
}

function shownOf(recalled: Recalled, before: readonly Before[]): ShownRecall {
  const groups = before.map(({ group }) => group);
  const atoms = atomsOfMembers(
    new Map([...before.map(({ group, people: own }) => [group.id, own] as const), ...membersOf(recalled)]),
  );
  return protectRecall(highs, recalled, { groups, atoms }, 10);
}

function membersOf(recalled: Recalled) {
  const sets = [...recalled.lists.map(({ people: own }) => own), ...timesOf(recalled)];
  return groupsOfRecall(recalled).map(({ id }, index) => [id, sets[index] ?? new Set<string>()] as const);
}

/** What is shown of each list, and in time and late. */
function shown(
  lists: readonly ReturnType<typeof list>[],
  late: ReadonlySet<string> = new Set(),
  before: readonly Before[] = [],
) {
  const recalled = { recallId: "recall-2", lists, late };
  const { ofLists, inTime, late: lateShown } = recallCounts(recalled, shownOf(recalled, before));
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
    [null, null, 25, 0],
  ],
  ["a few who are on one list alone", [list("a", 0, 20), list("b", 3, 23)], people(0, 0), [null, null, 23, 0]],
  ["a few who are on both lists", [list("a", 0, 20), list("b", 16, 40)], people(0, 0), [null, 24, 40, 0]],
  ["nobody", [], people(0, 0), [0, 0]],
])("a recall of %s shows no count of too few people", (_, lists, late, expected) => {
  expect(shown(lists, late)).toEqual(expected);
});

describe("a recall beside what was counted before", () => {
  const listed = (until: number): Before => ({
    group: { id: "listed", fate: "shown", least: 0 },
    people: people(0, until),
  });

  test("shows no number that tells how few were left on the list", () => {
    expect(shown([list("a", 0, 20)], people(0, 0), [listed(23)])).toEqual([null, null, null]);
    expect(shown([list("a", 0, 20)], people(0, 0), [listed(40)])).toEqual([20, 20, 0]);
  });

  test("shows no number that tells how few were recalled since the recall before it", () => {
    const first = { recallId: "recall-1", lists: [list("a", 0, 12)], late: people(0, 0) };
    const fates = groupsOfRecall(first, shownOf(first, [listed(60)]));
    const before = membersOf(first).map(([, own], index): Before => {
      return { group: fates[index] ?? { id: "", fate: "hidden", least: 0 }, people: own };
    });
    expect(shown([list("a", 0, 13)], people(0, 0), [listed(60), ...before])).toEqual([null, null, null]);
    expect(shown([list("a", 0, 30)], people(0, 0), [listed(60), ...before])).toEqual([30, 30, 0]);
  });
});
