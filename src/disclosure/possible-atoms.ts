import { present } from "../assert.ts";
import { dimensionsOf } from "../domain/report.ts";
import { addContributions, NO_CONTRIBUTIONS } from "./contributions.ts";
import type { ExactTable } from "./exact-table.ts";
import type { Atom } from "./release-rows.ts";

/**
 * The atoms of tables, given by their dimensions, and those of nobody that a reader cannot exclude where zeros are protected: every combination of values, but that values of two dimensions which stand
 * in no table together must occur together, as a month does with its quarter alone. Null where there are more than `most`.
 *
 * Source: disclosure.md §2 and §4, on zeros. Pure; throws nothing.
 */
export function possibleAtoms(
  tables: readonly (readonly string[])[],
  atoms: readonly Atom[],
  most: number,
): readonly Atom[] | null {
  const dimensions = Object.keys(atoms[0]?.values ?? {}).toSorted();
  const areFree = (one: string, other: string) => tables.some((own) => own.includes(one) && own.includes(other));
  const pairs = new Set(
    atoms.flatMap(({ values }) => dimensions.flatMap((one) => dimensions.map((other) => pairOf(values, one, other)))),
  );
  let combinations: Readonly<Record<string, string>>[] = [{}];
  for (const [place, dimension] of dimensions.entries()) {
    const own = [...new Set(atoms.map(({ values }) => values[dimension] ?? ""))].toSorted();
    const bound = dimensions.slice(0, place).filter((other) => !areFree(dimension, other));
    combinations = combinations.flatMap((head) =>
      own
        .map((value) => ({ ...head, [dimension]: value }))
        .filter((values) => bound.every((other) => pairs.has(pairOf(values, dimension, other)))),
    );
    if (combinations.length > most) return null;
  }
  const known = new Set(atoms.map(({ values }) => keyOf(dimensions, values)));
  const others = combinations.filter((values) => !known.has(keyOf(dimensions, values)));
  return [...atoms, ...others.map((values) => ({ ...NOBODY, values }))];
}

/** The sums of an atom without anybody. */
export const NOBODY = {
  customers: 0,
  orders: 0,
  revenue: 0,
  contributions: { orders: NO_CONTRIBUTIONS, bought: NO_CONTRIBUTIONS, refunds: NO_CONTRIBUTIONS },
};

/** The atoms of one table alone: those that no dimension of it tells apart are one. Pure; throws nothing. */
export function atomsOfTable({ table }: ExactTable, atoms: readonly Atom[]): Atom[] {
  const dimensions = dimensionsOf(table);
  const merged = new Map<string, Atom>();
  for (const atom of atoms) {
    const key = keyOf(dimensions, atom.values);
    const known = merged.get(key);
    const values = Object.fromEntries(
      dimensions.map((name) => [name, present(atom.values[name], "a dimension of the group")]),
    );
    merged.set(key, known === undefined ? { ...atom, values } : { ...together(known, atom), values });
  }
  return [...merged.values()];
}

function together(one: Atom, other: Atom): Omit<Atom, "values"> {
  const added = (amount: keyof Atom["contributions"]) =>
    addContributions(one.contributions[amount], other.contributions[amount]);
  return {
    customers: one.customers + other.customers,
    orders: one.orders + other.orders,
    revenue: one.revenue + other.revenue,
    contributions: { orders: added("orders"), bought: added("bought"), refunds: added("refunds") },
  };
}

function keyOf(dimensions: readonly string[], values: Atom["values"]): string {
  return JSON.stringify(dimensions.map((name) => values[name]));
}

function pairOf(values: Atom["values"], one: string, other: string): string {
  return JSON.stringify([one, values[one], other, values[other]]);
}
