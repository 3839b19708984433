import fc from "fast-check";

import { addContributions, NO_CONTRIBUTIONS } from "../../../src/disclosure/contributions.ts";
import type { Atom, LinkedTables, ReleasedTable } from "../../../src/disclosure/release-rows.ts";

/** One customer: the values of the dimensions a, b and c, and what they brought. */
export interface Customer {
  readonly values: Readonly<Record<string, string>>;
  readonly orders: number;
  readonly bought: number;
  readonly refunds: number;
}

/** A release as the program sees it, and the customers it is about. */
export interface RandomRelease {
  readonly groups: LinkedTables[];
  readonly customers: readonly Customer[];
}

/** Two tables over the dimensions a, b and a, c, or one over a, b, of people who stand in one cell each of a × b × c, few of whom bring very much; `areQuiet`: of a period in which many buy nothing. */
export function randomRelease({
  least = 0,
  most = 9,
  areQuiet = false,
}: { readonly least?: number; readonly most?: number; readonly areQuiet?: boolean } = {}): fc.Arbitrary<RandomRelease> {
  // No more than nine cells, or trying every table takes too long.
  const sizes = fc.constantFrom([2, 2, 1], [2, 3, 1], [3, 3, 1], [2, 2, 2], [1, 2, 3]);
  const bought = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 20, max: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 90, 900) },
  );
  const refunds = fc.oneof(
    { weight: 12, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(5, 300) },
  );
  const active = fc.tuple(fc.constantFrom(1, 1, 2, 3, 20), bought, refunds);
  const quiet = fc.tuple(fc.constant(0), fc.constant(0), refunds);
  const customer = areQuiet ? fc.oneof(active, quiet) : active;
  const cell = fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: fc.array(customer, { minLength: Math.max(1, least), maxLength: most }) },
  );
  return sizes.chain(([a = 1, b = 1, c = 1]) =>
    fc.array(cell, { minLength: a * b * c, maxLength: a * b * c }).map((cells) => {
      const customers = cells.flatMap((own, index) =>
        own.map(([orders, amount, back]): Customer => ({
          values: { a: `a${index % a}`, b: `b${Math.floor(index / a) % b}`, c: `c${Math.floor(index / a / b)}` },
          orders,
          bought: amount,
          refunds: back,
        })),
      );
      const tables = [tableOf("one", ["a", "b"], [a, b]), tableOf("two", ["a", "c"], [a, c])];
      return { groups: [{ tables: c === 1 ? tables.slice(0, 1) : tables, atoms: atomsOf(customers) }], customers };
    }),
  );
}

/** The customers of each combination of values. */
export function atomsOf(customers: readonly Customer[]): Atom[] {
  const atoms = new Map<string, Atom>();
  for (const { values, orders, bought, refunds } of customers) {
    const key = JSON.stringify(values);
    const atom = atoms.get(key) ?? { values, customers: 0, orders: 0, revenue: 0, contributions: NOTHING };
    const added = (name: keyof typeof NOTHING, amount: number) =>
      addContributions(
        atom.contributions[name],
        amount === 0 ? NO_CONTRIBUTIONS : { total: amount, contributors: 1, first: amount, second: 0 },
      );
    atoms.set(key, {
      values,
      customers: atom.customers + 1,
      orders: atom.orders + orders,
      revenue: atom.revenue + bought - refunds,
      contributions: {
        orders: added("orders", orders),
        bought: added("bought", bought),
        refunds: added("refunds", refunds),
      },
    });
  }
  return [...atoms.values()];
}

const NOTHING = { orders: NO_CONTRIBUTIONS, bought: NO_CONTRIBUTIONS, refunds: NO_CONTRIBUTIONS };

function tableOf(id: string, dimensions: readonly string[], sizes: readonly number[]): ReleasedTable {
  const values = dimensions.map((name, index) => [
    ...Array.from({ length: sizes[index] ?? 0 }, (_, value) => `${name}${value}`),
    null,
  ]);
  const rows = values.reduce<(string | null)[][]>(
    (heads, next) => heads.flatMap((head) => next.map((value) => [...head, value])),
    [[]],
  );
  return { id, dimensions, hasOrders: true, hasRevenue: true, rows };
}
