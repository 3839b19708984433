import type { JointModel } from "../joint-model.ts";
import type { LedgerTable, SharedRow } from "./shared-rows.ts";

/** Leaf cells of somebody of whom a reader knows that somebody is in them, whether they are printed or not: a cell of nobody would be printed. Pure; throws nothing. */
export function tellingRows(rows: readonly SharedRow[]): SharedRow[] {
  return rows.filter(({ table, values, atoms }) => {
    return table.hidesZeros !== true && !values.includes(null) && atoms.length > 0;
  });
}

/** That somebody is in each of these rows; what earlier releases print of them says it anyway. Pure; throws nothing. */
export function leastOfRows(telling: readonly SharedRow[]): JointModel["inequalities"] {
  return telling
    .filter(({ isWithheld, release }) => isWithheld || release === 0)
    .map(({ atoms }) => ({ variables: atoms, least: 1 }));
}

/** How many customers a reader knows that a group has at least: one for each of these rows of a table within it. Pure; throws nothing. */
export function leastKnown(telling: readonly SharedRow[]): (atoms: readonly number[]) => number {
  const tables = new Map<LedgerTable, Map<number, SharedRow>>();
  for (const row of telling) {
    const leaves = tables.get(row.table) ?? new Map<number, SharedRow>();
    tables.set(row.table, leaves);
    for (const atom of row.atoms) leaves.set(atom, row);
  }
  return (atoms) => {
    const own = new Set(atoms);
    const within = [...tables.values()].map((leaves) => {
      const touched = new Set(atoms.flatMap((atom) => leaves.get(atom) ?? []));
      return [...touched].filter((leaf) => leaf.atoms.every((atom) => own.has(atom))).length;
    });
    return Math.max(0, ...within);
  };
}
