import type { Highs } from "highs";

import { isTooSmall } from "./counts.ts";
import type { JointModel, ModelCell } from "./joint-model.ts";
import { nestedDifferences } from "./nested-differences.ts";
import { type Protection, protectModel } from "./protect-model.ts";

/** Everybody of whom one thing is counted, such as the people whom a campaign lists. */
export interface CountedGroup {
  readonly id: string;
  /**
   * `open`: to be shown unless it must be withheld. `shown`: readers know it already. `hidden`: it is not shown, and nobody may learn it where it is
   * small.
   */
  readonly fate: "open" | "shown" | "hidden";
  /** As many as readers know at least to be in it, where anybody is. */
  readonly least: number;
}

/** The people who are in just these groups, and in no other. */
export interface PeopleAtom {
  /** Their ids. */
  readonly groups: readonly string[];
  readonly people: number;
}

/** What is withheld of counted groups. */
export interface GroupPattern {
  /** Ids of open groups. */
  readonly withheld: ReadonlySet<string>;
  /** Whether nothing that is shown tells of too few, but for what was told before. */
  readonly isProved: boolean;
  /** How far a reader errs at least about the protected group of whom they know most; null where none had to be protected. */
  readonly leastError: { readonly below: number; readonly above: number } | null;
}

/**
 * Which of the open groups are withheld so that nothing shown, nor all of it together, tells of fewer than `minimumUnits` people: not of a group, nor of
 * those in a combination of groups, nor of those by whom one group is larger than another within it. Whoever is in no group counts nowhere. What follows
 * from groups that are known already is beyond protection. Where the rest cannot be proved, all open groups are withheld.
 *
 * Source: disclosure.md §3 and §4, and §5 where some groups are known from before. Pure; throws on an error of the solver.
 */
export function protectGroups(
  highs: Highs,
  groups: readonly CountedGroup[],
  atoms: readonly PeopleAtom[],
  minimumUnits: number,
): GroupPattern {
  const [ordered, alike] = [groups.toSorted((a, b) => (a.id < b.id ? -1 : 1)), inOrder(atoms)];
  const model = modelOf(ordered, alike, minimumUnits);
  const protection = protectModel(highs, model);
  if (protection.unprotectable.length === 0) return patternOf(groups, protection);
  const lost = new Set(protectModel(highs, modelOf(ordered.map(unopened), alike, minimumUnits)).unprotectable);
  const kept = model.cells.filter(({ id, fate }) => fate !== "never" || !lost.has(id));
  return patternOf(groups, lost.size === 0 ? protection : protectModel(highs, { ...model, cells: kept }));
}

/** The solver's choice among equals depends on the order of what it is given. */
function inOrder(atoms: readonly PeopleAtom[]): PeopleAtom[] {
  return atoms
    .map((atom) => ({ atom, key: atom.groups.toSorted().join() }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ atom }) => atom);
}

/** As if nothing were said of an open group. */
function unopened(group: CountedGroup): CountedGroup {
  return group.fate === "open" ? { ...group, fate: "hidden", least: 0 } : group;
}

function patternOf(groups: readonly CountedGroup[], { withheld, unprotectable, intervals }: Protection): GroupPattern {
  const isProved = unprotectable.length === 0;
  const open = groups.filter(({ fate }) => fate === "open").map(({ id }) => id);
  const errors = intervals.flat();
  const least = (side: "below" | "above") => Math.min(...errors.map((interval) => interval[side]));
  return {
    withheld: new Set(open.filter((id) => !isProved || withheld.has(id))),
    isProved,
    leastError: errors.length === 0 ? null : { below: least("below"), above: least("above") },
  };
}

const FATES = { open: "open", shown: "printed", hidden: "never" } as const;

/** One variable for each atom; a group is the sum of its atoms. A reader is taken to know which combinations occur. */
function modelOf(groups: readonly CountedGroup[], atoms: readonly PeopleAtom[], minimumUnits: number): JointModel {
  const peopleOf = (variables: readonly number[]) =>
    variables.reduce((sum, variable) => sum + (atoms[variable]?.people ?? 0), 0);
  const needOf = (people: number) =>
    isTooSmall(people, minimumUnits) ? { below: people - 1, above: minimumUnits - people } : null;
  const cellOf = (id: string, variables: readonly number[], fate: ModelCell["fate"]): ModelCell => {
    const people = peopleOf(variables);
    return { id, row: id, variables, fate, need: needOf(people), order: -people };
  };
  const variablesOf = variablesByGroup(atoms);
  const counted = groups.map(({ id, fate }) => cellOf(id, variablesOf.get(id) ?? [], FATES[fate]));
  const alone = atoms.map((_, variable) => cellOf(`combination ${variable}`, [variable], "never"));
  const differences = nestedDifferences([...counted, ...alone], {
    sizeOf: peopleOf,
    canBeUnsafe: (outer, inner) => isTooSmall(outer - inner, minimumUnits),
    isUnsafe: (people) => isTooSmall(people, minimumUnits),
  }).map((variables) => cellOf(`difference ${variables.join()}`, variables, "never"));
  const known = groups.map(({ id, least }) => ({ variables: variablesOf.get(id) ?? [], least }));
  return {
    variables: atoms.map(({ people: value }, leaf) => ({ leaf, value, least: 0, isWhole: true })),
    cells: distinctCells([...counted, ...alone, ...differences]),
    inequalities: known.filter(({ variables, least }) => least > 0 && variables.length > 0),
    isUnsafeUnion: (variables) => {
      const people = peopleOf(variables);
      // Whoever is alone in a part knows it, and so what the others of the union are together.
      const insider = variables.some((variable) => atoms[variable]?.people === 1) ? 1 : 0;
      return [people, people - insider].some((few) => isTooSmall(few, minimumUnits));
    },
  };
}

function variablesByGroup(atoms: readonly PeopleAtom[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [variable, { groups }] of atoms.entries())
    for (const id of groups) {
      const own = found.get(id);
      if (own === undefined) found.set(id, [variable]);
      else own.push(variable);
    }
  return found;
}

/** Cells that may be printed, and of the others those that must be protected, each once. */
function distinctCells(cells: readonly ModelCell[]): ModelCell[] {
  const known = new Set<string>();
  return cells.filter(({ fate, need, variables }) => {
    if (fate !== "never") return variables.length > 0;
    const key = variables.join();
    if (need === null || known.has(key)) return false;
    known.add(key);
    return true;
  });
}
