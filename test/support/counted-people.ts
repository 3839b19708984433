import type { CampaignCounts, PublicCounts } from "../../src/disclosure/counts.ts";
import type { JointModel, ModelCell } from "../../src/disclosure/joint-model.ts";
import type { PeopleAtom } from "../../src/disclosure/protect-groups.ts";
import { CANDIDATES, groupId, HELD_OUT, LISTED, WITH_RULES, WITHOUT_RULES } from "../../src/disclosure/run-counts.ts";

/** People who are alike: what each campaign of a run made of them, undefined for no candidate. */
export interface AlikePeople {
  readonly people: number;
  readonly parts: Readonly<Record<string, string | undefined>>;
  /** Whether they live where no rules are known. */
  readonly isWithoutRules?: boolean;
}

export function atomsOf(world: readonly AlikePeople[], runId = ""): PeopleAtom[] {
  return world
    .filter(({ people }) => people > 0)
    .map(({ people, parts, isWithoutRules = false }) => ({
      people,
      groups: Object.entries(parts).flatMap(([campaignId, part]) =>
        part === undefined
          ? []
          : [CANDIDATES, part, isWithoutRules ? WITHOUT_RULES : WITH_RULES].map((name) =>
              groupId(runId, campaignId, name),
            ),
      ),
    }));
}

/** The exact counts of a world, counted one group after the other. */
export function exactOf(world: readonly AlikePeople[], campaignIds: readonly string[]): CampaignCounts[] {
  return campaignIds.map((campaignId) => {
    const own = world.filter(({ parts }) => parts[campaignId] !== undefined);
    const count = (is: (alike: AlikePeople) => boolean) => own.filter(is).reduce((sum, { people }) => sum + people, 0);
    const of = (part: string) => count(({ parts }) => parts[campaignId] === part);
    const names = [...new Set(own.map(({ parts }) => parts[campaignId] ?? ""))].toSorted();
    const byClass = names
      .filter((name) => name !== LISTED && name !== HELD_OUT)
      .map((reasonClass) => ({ reasonClass, people: of(reasonClass) }))
      .filter(({ people }) => people > 0);
    return {
      campaignId,
      candidates: count(() => true),
      listed: of(LISTED),
      heldOut: of(HELD_OUT),
      refused: byClass.reduce((sum, { people }) => sum + people, 0),
      withoutRules: count(({ isWithoutRules }) => isWithoutRules === true),
      byReason: [],
      byClass,
    };
  });
}

/** What readers can write down of counts: each number that is shown is a sum of those who are alike. */
export function equationsOf(
  shown: readonly PublicCounts[],
  atoms: readonly PeopleAtom[],
  runId = "",
): { readonly variables: number[]; readonly value: number }[] {
  const known = shown.flatMap(({ campaignId, candidates, listed, heldOut, withoutRules, byClass }) =>
    [
      { part: CANDIDATES, people: candidates },
      { part: LISTED, people: listed },
      { part: HELD_OUT, people: heldOut },
      { part: WITHOUT_RULES, people: withoutRules },
      ...byClass.map(({ reasonClass: part, people }) => ({ part, people })),
    ].map((each) => ({ ...each, id: groupId(runId, campaignId, each.part) })),
  );
  return known.flatMap(({ id, people }) =>
    people === null || people === undefined
      ? []
      : [
          {
            variables: [...atoms.entries()].flatMap(([index, { groups }]) => (groups.includes(id) ? [index] : [])),
            value: people,
          },
        ],
  );
}

/** The same as a model for the attacker of the oracle. */
export function worldModel(atoms: readonly PeopleAtom[]): JointModel {
  return {
    variables: atoms.map(({ people: value }, leaf) => ({ leaf, value, least: 0, isWhole: true })),
    cells: [],
    inequalities: [],
    isUnsafeUnion: () => false,
  };
}

/** Every set of those who are alike that is somebody and has fewer than so many people. */
export function smallSets(atoms: readonly PeopleAtom[], minimumUnits: number): ModelCell[] {
  const sets = Array.from({ length: 2 ** atoms.length - 1 }, (_, index) =>
    atoms.flatMap((_atom, variable) => (((index + 1) >> variable) & 1 ? [variable] : [])),
  );
  const size = (variables: readonly number[]) =>
    variables.reduce((sum, variable) => sum + (atoms[variable]?.people ?? 0), 0);
  return sets
    .filter((variables) => size(variables) > 0 && size(variables) < minimumUnits)
    .map((variables) => ({
      id: variables.map((variable) => JSON.stringify(atoms[variable])).join(" and "),
      row: variables.join(),
      variables,
      fate: "never",
      need: null,
      order: 0,
    }));
}

/** Groups by their people, as those who are in the same groups. */
export function atomsOfMembers(groups: ReadonlyMap<string, ReadonlySet<string>>): PeopleAtom[] {
  const everybody = new Set([...groups.values()].flatMap((people) => [...people]));
  const found = new Map<string, { groups: string[]; people: number }>();
  for (const person of everybody) {
    const own = [...groups].filter(([, people]) => people.has(person)).map(([id]) => id);
    const known = found.get(own.join());
    if (known === undefined) found.set(own.join(), { groups: own, people: 1 });
    else known.people += 1;
  }
  return [...found.values()];
}
