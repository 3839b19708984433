import { present } from "../assert.ts";
import type { ModelCell } from "./joint-model.ts";

/** How differences are judged. */
export interface DifferenceRules<Size> {
  readonly sizeOf: (atoms: readonly number[]) => Size;
  /** Whether the difference can be unsafe, by the sizes of both alone: most pairs are told apart by that. */
  readonly canBeUnsafe: (outer: Size, inner: Size) => boolean;
  readonly isUnsafe: (difference: Size) => boolean;
}

/**
 * The atoms of one cell that another within it has not, where they say too much of somebody: whoever is in the one group and not in the other. Atoms that are a
 * cell of their own are protected as that.
 *
 * Source: disclosure.md §5, membership of nested cells, within one release. Pure; throws nothing.
 */
export function nestedDifferences<Size>(cells: readonly ModelCell[], rules: DifferenceRules<Size>): number[][] {
  const { sizeOf, canBeUnsafe, isUnsafe } = rules;
  const groups = new Map(
    cells.filter(({ variables }) => variables.length > 0).map(({ variables }) => [variables.join(), variables]),
  );
  const sized = [...groups.values()].map((variables) => ({ variables, size: sizeOf(variables) }));
  // Whatever lies within a group begins with one of its atoms.
  const byFirst = new Map<number, (typeof sized)[number][]>();
  for (const group of sized) {
    const [first = -1] = group.variables;
    byFirst.set(first, [...(byFirst.get(first) ?? []), group]);
  }
  const found = new Map<string, number[]>();
  for (const outer of sized) {
    const own = new Set(outer.variables);
    const inners = outer.variables
      .flatMap((atom) => byFirst.get(atom) ?? [])
      .filter((inner) => inner.variables.length < own.size && canBeUnsafe(outer.size, inner.size));
    for (const { variables } of inners) {
      if (!variables.every((atom) => own.has(atom))) continue;
      const within = new Set(variables);
      const rest = outer.variables.filter((atom) => !within.has(atom)).toSorted((a, b) => a - b);
      const key = rest.join();
      if (!groups.has(key) && !found.has(key) && isUnsafe(sizeOf(rest))) found.set(key, rest);
    }
  }
  return [...found.keys()].toSorted().map((key) => present(found.get(key), "it was found"));
}
