import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import { publicCountsJson } from "../../../src/export/run-artefacts.ts";
import type { PublicCounts } from "../../../src/disclosure/counts.ts";
import { groupsOfRun } from "../../../src/disclosure/earlier-counts.ts";
import { type CountedGroup, type PeopleAtom, protectGroups } from "../../../src/disclosure/protect-groups.ts";
import { EVERY_LIST, groupsOfRecall, protectRecall } from "../../../src/disclosure/recall-counts.ts";
import { CANDIDATES, groupId, protectRun, publicCountsOf, REPORTED } from "../../../src/disclosure/run-counts.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { feasibleValues, whichFollow } from "../../oracle/linear-attacker.ts";
import {
  type AlikePeople,
  atomsOf,
  equationsOf,
  exactOf,
  smallSets,
  worldModel,
} from "../../support/counted-people.ts";

const K = 4;
const RUNS = process.env["GK_LONG"] === "1" ? 3000 : 100;
const CAMPAIGNS = ["a", "b"];

describe("the public counts of random runs", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("tell no one who puts all of them into equations how many of any few there are", () => {
    fc.assert(
      fc.property(world(), (alike) => {
        const atoms = reported(atomsOf(alike));
        const shown = countsShown(highs, alike, atoms);
        expect(solved(atoms, [...equationsOf(shown, atoms), ...everybody(atoms)])).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("leave each small number as many values as k asks for, whoever counts table after table", () => {
    fc.assert(
      fc.property(world(), (alike) => {
        const atoms = reported(atomsOf(alike));
        const published = [...equationsOf(countsShown(highs, alike, atoms), atoms), ...everybody(atoms)];
        const model = worldModel(atoms);
        const cells = published.map(cellOf);
        for (const [variable, { people, groups }] of atoms.entries()) {
          if (people >= K) continue;
          const values = feasibleValues(model, cells, [variable]);
          const range = [groups, Math.max(...values) >= K, Math.min(...values) <= 1];
          expect(range).toEqual([groups, true, true]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("tell nobody beside those of the night before by how many few people they differ", () => {
    fc.assert(
      fc.property(nights(), ({ before, after, alike }) => {
        const atoms = alike.map((people, index): PeopleAtom => {
          const groups = [before, after].flatMap((night, number) =>
            atomsOf([{ people, parts: night[index] ?? {} }], number === 0 ? "run-1" : "").flatMap(
              (atom) => atom.groups,
            ),
          );
          return { people, groups };
        });
        const [first, second] = [before, after].map((night) =>
          alike.map((people, index): AlikePeople => ({ people, parts: night[index] ?? {} })),
        );
        const shownFirst = countsShown(highs, first ?? [], atomsOf(first ?? []));
        const beside = groupsOfRun("run-1", publicCountsJson(shownFirst, K));
        const counts = exactOf(second ?? [], CAMPAIGNS);
        const shown = publicCountsOf(counts, [protectRun(highs, { counts, atoms, beside }, K)]);
        expect(solved(atoms, [...equationsOf(shownFirst, atoms, "run-1"), ...equationsOf(shown, atoms)])).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("tell nobody beside what a release of its lists and a recall of them say", () => {
    fc.assert(
      fc.property(afterwards(), (alike) => {
        const listedIn = (campaign: string, { parts }: AlikePeople) => parts[campaign] === "listed";
        const run = atomsOf(alike, "run-1");
        const fate = (index: number) => alike[index]?.fates ?? {};
        // Who is on a list may be removed at its release, and whoever is not may be recalled.
        const removedFrom = (campaign: string, index: number) =>
          listedIn(campaign, alike[index] ?? NOBODY) && fate(index)[campaign] === "removed";
        const recalledFrom = (campaign: string, index: number) =>
          listedIn(campaign, alike[index] ?? NOBODY) && fate(index)[campaign]?.startsWith("recalled") === true;
        const isLate = (index: number) =>
          CAMPAIGNS.some((campaign) => recalledFrom(campaign, index) && fate(index)[campaign] === "recalled late");
        const atoms = run.map(({ people, groups }, index): PeopleAtom => {
          const removed = CAMPAIGNS.filter((campaign) => removedFrom(campaign, index));
          const recalled = CAMPAIGNS.filter((campaign) => recalledFrom(campaign, index));
          return {
            people,
            groups: [
              ...groups,
              ...removed.map((campaign) => groupId("release-1", campaign, "removed")),
              ...recalled.map((campaign) => groupId("recall-1", campaign, CANDIDATES)),
              ...(recalled.length === 0 ? [] : [groupId("recall-1", EVERY_LIST, isLate(index) ? "late" : "in time")]),
            ],
          };
        });
        const shownRun = countsShown(highs, alike, atomsOf(alike));
        const ofRun = groupsOfRun("run-1", publicCountsJson(shownRun, K));
        const removals = CAMPAIGNS.map((campaign) => groupId("release-1", campaign, "removed"));
        const open = removals.map((id): CountedGroup => ({ id, fate: "open", least: 1 }));
        const { withheld } = protectGroups(highs, [...ofRun, ...open], atoms, K);
        const released = removals.map((id): CountedGroup => ({
          id,
          fate: withheld.has(id) ? "hidden" : "shown",
          least: 1,
        }));
        const lists = CAMPAIGNS.map((campaignId) => ({ campaignId, people: new Set<string>() }));
        const recalled = { recallId: "recall-1", lists, late: new Set<string>() };
        const groups = [...ofRun, ...released];
        const ofRecall = groupsOfRecall(recalled, protectRecall(highs, recalled, { groups, atoms }, K));
        const printed = [...released, ...ofRecall].filter((group) => group.fate === "shown").map(({ id }) => id);
        const told = printed.map((id) => ({
          variables: [...atoms.entries()].flatMap(([index, atom]) => (atom.groups.includes(id) ? [index] : [])),
          value: 0,
        }));
        expect(solved(atoms, [...equationsOf(shownRun, atoms, "run-1"), ...told])).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("are the same in any order of campaigns and people", () => {
    fc.assert(
      fc.property(world(), (alike) => {
        const atoms = atomsOf(alike);
        const turned = countsShown(highs, alike, atoms.toReversed(), CAMPAIGNS.toReversed());
        expect(turned.toReversed()).toEqual(countsShown(highs, alike, atoms));
      }),
      { numRuns: RUNS },
    );
  });
});

function countsShown(
  highs: Highs,
  alike: readonly AlikePeople[],
  atoms: readonly PeopleAtom[],
  campaigns: readonly string[] = CAMPAIGNS,
): PublicCounts[] {
  const counts = exactOf(alike, campaigns);
  const isReported = everybody(atoms).length > 0;
  const beside = isReported ? [{ id: REPORTED, fate: "shown" as const, least: 0 }] : [];
  return publicCountsOf(counts, [protectRun(highs, { counts, atoms, beside }, K)]);
}

function reported(atoms: readonly PeopleAtom[]): PeopleAtom[] {
  return atoms.map(({ people, groups }) => ({ people, groups: [...groups, REPORTED] }));
}

/** What reports say of all who are counted, unless these are too few to be reported. */
function everybody(atoms: readonly PeopleAtom[]) {
  const value = atoms.reduce((sum, { people }) => sum + people, 0);
  return value < K ? [] : [{ variables: atoms.map((_, index) => index), value }];
}

/** The small sets of which a reader can say how many they are. */
function solved(atoms: readonly PeopleAtom[], equations: ReturnType<typeof equationsOf>): string[] {
  return whichFollow(worldModel(atoms), equations, smallSets(atoms, K)).map(({ id }) => id);
}

function cellOf({ variables }: { readonly variables: readonly number[] }) {
  return { id: "", row: "", variables, fate: "printed" as const, need: null, order: 0 };
}

const part = fc.constantFrom(undefined, "listed", "held_out", "subject", "basis");

function world(): fc.Arbitrary<AlikePeople[]> {
  const alike = fc.record({
    people: fc.integer({ min: 1, max: 12 }),
    parts: fc.record({ a: part, b: part }),
    isWithoutRules: fc.boolean(),
  });
  return fc.uniqueArray(alike, {
    maxLength: 6,
    selector: ({ parts, isWithoutRules }) => `${parts.a} ${parts.b} ${isWithoutRules}`,
  });
}

const NOBODY: AlikePeople = { people: 0, parts: {} };

/** People of one run with what becomes of them where they are listed. */
function afterwards() {
  const fate = fc.constantFrom(undefined, "removed", "recalled in time", "recalled late");
  const alike = fc.record({
    people: fc.integer({ min: 1, max: 12 }),
    parts: fc.record({ a: part, b: part }),
    fates: fc.record({ a: fate, b: fate }) as fc.Arbitrary<Readonly<Record<string, string | undefined>>>,
  });
  return fc.uniqueArray(alike, { maxLength: 6, selector: ({ parts, fates }) => JSON.stringify([parts, fates]) });
}

/** Two nights of the same people, few of whom are counted otherwise in the second. */
function nights() {
  const person = fc.record({
    people: fc.integer({ min: 1, max: 12 }),
    before: fc.record({ a: part, b: part }),
    after: fc.option(fc.record({ a: part, b: part }), { nil: undefined }),
  });
  return fc
    .uniqueArray(person, { maxLength: 6, selector: ({ before, after }) => JSON.stringify([before, after ?? before]) })
    .map((people) => ({
      alike: people.map((each) => each.people),
      before: people.map((each) => each.before),
      after: people.map(({ before, after }) => after ?? before),
    }));
}
