import type { JointModel } from "../joint-model.ts";
import type { SharedRow } from "./shared-rows.ts";

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
