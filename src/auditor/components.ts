import type { Equation } from "./equations.ts";

/** Unknowns that hang together, and the places of the equations that say something of them. */
export interface Component {
  readonly unknowns: readonly number[];
  readonly equations: readonly number[];
}

/** Parts of a system that say nothing of each other, of the unknowns that are not worked out. Sums that are asked about hold their unknowns together. */
export function componentsOf(
  equations: readonly Equation[],
  asked: readonly (readonly number[])[],
  isOpen: (unknown: number) => boolean,
): Component[] {
  const parents = new Map<number, number>();
  const rootOf = (unknown: number): number => {
    let root = unknown;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    parents.set(unknown, root);
    return root;
  };
  const unite = (unknowns: Iterable<number>) => {
    let first: number | undefined;
    for (const unknown of unknowns) {
      if (!isOpen(unknown)) continue;
      if (!parents.has(unknown)) parents.set(unknown, unknown);
      first ??= unknown;
      parents.set(rootOf(unknown), rootOf(first));
    }
  };
  for (const { terms } of equations) unite(terms.keys());
  for (const unknowns of asked) unite(unknowns);
  const components = new Map<number, { unknowns: number[]; equations: number[] }>();
  for (const unknown of [...parents.keys()].toSorted((one, other) => one - other)) {
    const component = components.get(rootOf(unknown)) ?? { unknowns: [], equations: [] };
    component.unknowns.push(unknown);
    components.set(rootOf(unknown), component);
  }
  for (const [index, { terms }] of equations.entries()) {
    const open = [...terms.keys()].find(isOpen);
    if (open !== undefined) components.get(rootOf(open))?.equations.push(index);
  }
  return [...components.values()];
}
