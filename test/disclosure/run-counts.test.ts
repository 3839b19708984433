import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import type { PublicCounts } from "../../src/disclosure/counts.ts";
import { groupsOfRun } from "../../src/disclosure/earlier-counts.ts";
import type { CountedGroup, PeopleAtom } from "../../src/disclosure/protect-groups.ts";
import { protectRun, publicCountsOf, REPORTED } from "../../src/disclosure/run-counts.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import { publicCountsJson } from "../../src/export/run-artefacts.ts";
import { type AlikePeople, atomsOf, exactOf } from "../support/counted-people.ts";

const K = 10;

let highs: Highs;
beforeAll(async () => {
  highs = await loadSolver();
});

describe("the public counts of one campaign", () => {
  test("are the exact ones when none is small", () => {
    expect(one({ listed: 40, subject: 20, basis: 10 })).toEqual({
      campaignId: "c",
      candidates: 70,
      listed: 40,
      byClass: [
        { reasonClass: "basis", people: 10 },
        { reasonClass: "subject", people: 20 },
      ],
    });
  });

  test("withhold a small class and the next smallest beside it, and show the total to whoever knows it anyway", () => {
    expect(shownOf(one({ listed: 40, subject: 20, basis: 11, record: 3 }))).toEqual({
      candidates: 74,
      listed: 40,
      subject: 20,
      basis: null,
      record: null,
    });
  });

  test("withhold no further class when the small ones hold enough people together", () => {
    expect(shownOf(one({ listed: 40, subject: 20, basis: 6, record: 5 }))).toMatchObject({ subject: 20, listed: 40 });
  });

  test("withhold the listed with a single small class that has no other beside it", () => {
    expect(shownOf(one({ listed: 40, record: 3 }))).toEqual({ candidates: 43, listed: null, record: null });
  });

  test("withhold a few who are held out, whom all the others would give away", () => {
    expect(shownOf(one({ listed: 40, subject: 20, held_out: 4 }))).toEqual({
      candidates: 64,
      listed: 40,
      subject: null,
      held_out: null,
    });
  });

  test("name no part where the parts are too few to hide in one another", () => {
    expect(one({ listed: 5, subject: 5 })).toEqual({ campaignId: "c", candidates: 10, listed: null, byClass: [] });
  });

  test("withhold the total too, where one who is alone in a part would learn from it how few the others are", () => {
    expect(shownOf(one({ listed: 9, subject: 1 }))).toEqual({ candidates: null, listed: null, subject: null });
  });

  test("C52: are the same for an audience of nobody, of one who is listed, and of one who is refused", () => {
    const nothing = { campaignId: "c", candidates: null, listed: null, byClass: [] };
    const worlds: Record<string, number>[] = [{}, { listed: 1 }, { subject: 1 }, { listed: 4, basis: 5 }];
    for (const parts of worlds) expect(one(parts)).toEqual(nothing);
  });

  test("show a true zero beside enough others", () => {
    expect(one({ subject: 20 })).toMatchObject({ candidates: 20, listed: 0 });
  });

  test("tell how many live where no rules are known, unless these or all others are too few", () => {
    const shown = (without: number) => {
      const [counts] = publicCounts([
        { people: without, parts: { c: "listed" }, isWithoutRules: true },
        { people: 40 - without, parts: { c: "listed" } },
      ]);
      return counts?.withoutRules;
    };
    expect([0, 1, 9, 10, 30, 31, 39, 40].map(shown)).toEqual([undefined, null, null, 10, 30, null, null, 40]);
  });
});

describe("the public counts of several campaigns of a run", () => {
  test("do not tell whom one campaign refuses that lists the people of another", () => {
    const [a, b] = publicCounts([
      { people: 57, parts: { a: "listed", b: "listed" } },
      { people: 3, parts: { a: "listed", b: "basis" } },
      { people: 40, parts: { a: "subject", b: "subject" } },
    ]);
    expect(shownOf(a)).toEqual({ candidates: 100, listed: 60, subject: 40 });
    expect(shownOf(b)).toEqual({ candidates: 100, listed: null, subject: 40, basis: null });
  });

  test("do not tell by how few one audience is larger than another within it", () => {
    const [a, b] = publicCounts([
      { people: 96, parts: { a: "listed", b: "listed" } },
      { people: 4, parts: { a: "listed", b: undefined } },
    ]);
    expect([a?.candidates, b?.candidates]).toEqual([100, null]);
    expect(b?.listed).toBeNull();
  });

  test("do not tell how few customers a campaign does not ask, beside how many reports count", () => {
    const world: AlikePeople[] = [
      { people: 96, parts: { a: "listed" } },
      { people: 4, parts: {} },
    ];
    const reported = atomsOf(world).map(({ people, groups }) => ({ people, groups: [...groups, REPORTED] }));
    const [a] = publicCounts(world, reported, [{ id: REPORTED, fate: "shown", least: 0 }]);
    expect([a?.candidates, a?.listed]).toEqual([null, null]);
  });

  test("show nothing where people differ in too many ways to be looked at", () => {
    const counts = exactOf([{ people: 50, parts: { a: "listed" } }], ["a"]);
    const shown = publicCountsOf(counts, [protectRun(highs, { counts, atoms: null, beside: [] }, K)]);
    expect(shown).toMatchObject([{ candidates: null, listed: null, byClass: [] }]);
  });
});

describe("the public counts of the night after", () => {
  const before: AlikePeople[] = [
    { people: 899, parts: { a: "listed" } },
    { people: 1, parts: { a: "listed" } },
    { people: 40, parts: { a: "subject" } },
    { people: 60, parts: { a: "basis" } },
  ];

  test("do not tell that one of the listed said no since", () => {
    expect(shownOf(nightAfter(before, ["listed", "subject", "subject", "basis"]))).toEqual({
      candidates: 1000,
      listed: null,
      subject: null,
      basis: 60,
    });
  });

  test("are shown again where nobody is counted otherwise", () => {
    const parts = ["listed", "listed", "subject", "basis"];
    expect(shownOf(nightAfter(before, parts))).toEqual({ candidates: 1000, listed: 900, subject: 40, basis: 60 });
  });

  test("are shown where enough are counted otherwise", () => {
    const parts = ["listed", "listed", "listed", "basis"];
    expect(shownOf(nightAfter(before, parts))).toEqual({ candidates: 1000, listed: 940, basis: 60 });
  });
});

/** What the second of two nights shows of a campaign, by what became of those who were alike in the first. */
function nightAfter(before: readonly AlikePeople[], parts: readonly string[]): PublicCounts | undefined {
  const first = publicCounts(before);
  const after = before.map(({ people }, index): AlikePeople => ({ people, parts: { a: parts[index] } }));
  const atoms = before.map((alike, index): PeopleAtom => {
    const groups = [atomsOf([alike], "run-1"), atomsOf(after.slice(index, index + 1))].flat();
    return { people: alike.people, groups: groups.flatMap((atom) => atom.groups) };
  });
  return publicCounts(after, atoms, groupsOfRun("run-1", publicCountsJson(first, K)))[0];
}

function one(parts: Readonly<Record<string, number>>): PublicCounts | undefined {
  const world = Object.entries(parts).map(([part, people]): AlikePeople => ({ people, parts: { c: part } }));
  return publicCounts(world, atomsOf(world), [], ["c"])[0];
}

function publicCounts(
  world: readonly AlikePeople[],
  atoms: readonly PeopleAtom[] = atomsOf(world),
  beside: readonly CountedGroup[] = [],
  ids: readonly string[] = [...new Set(world.flatMap(({ parts }) => Object.keys(parts)))],
): PublicCounts[] {
  const counts = exactOf(world, ids);
  return publicCountsOf(counts, [protectRun(highs, { counts, atoms, beside }, K)]);
}

/** What is shown, by part; what is nobody is left out. */
function shownOf(counts: PublicCounts | undefined): Record<string, number | null> {
  if (counts === undefined) return {};
  const { candidates, listed, heldOut, byClass } = counts;
  return {
    candidates,
    listed,
    ...(heldOut === undefined ? {} : { held_out: heldOut }),
    ...Object.fromEntries(byClass.map(({ reasonClass, people }) => [reasonClass, people])),
  };
}
