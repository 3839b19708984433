import type { ModelCell } from "./joint-model.ts";

/**
 * The atoms of one cell that another within it has not, where they are few: whoever is in the one group and not in the other. Atoms that are a cell of their own
 * are protected as that.
 *
 * Source: disclosure.md §5, membership of nested cells, within one release. Pure; throws nothing.
 */
export function smallDifferences(
  cells: readonly ModelCell[],
  customersOf: (atoms: readonly number[]) => number,
  minimumUnits: number,
): number[][] {
  const sized = cells
    .map(({ variables }) => ({ variables, customers: customersOf(variables) }))
    .filter(({ customers }) => customers > 0)
    .toSorted((a, b) => a.customers - b.customers);
  const keys = new Set(cells.map(({ variables }) => variables.join()));
  const found = new Map<string, number[]>();
  for (const [index, inner] of sized.entries()) {
    for (const outer of sized.slice(index + 1)) {
      if (outer.customers - inner.customers >= minimumUnits) break;
      const within = new Set(outer.variables);
      if (!inner.variables.every((atom) => within.has(atom))) continue;
      for (const atom of inner.variables) within.delete(atom);
      const rest = [...within].toSorted((a, b) => a - b);
      if (rest.length > 0 && !keys.has(rest.join())) found.set(rest.join(), rest);
    }
  }
  return [...found.values()];
}
