import type { Contributions } from "../../src/disclosure/contributions.ts";
import type { Atom, AtomContributions } from "../../src/disclosure/release-rows.ts";

/** What single customers bring to the amounts of an atom when all bring the same, and nothing was given back. */
export function evenly({ customers, orders, revenue }: Omit<Atom, "values" | "contributions">): AtomContributions {
  const each = (total: number): Contributions =>
    customers === 0 || total <= 0
      ? { total: 0, contributors: 0, first: 0, second: 0 }
      : { total, contributors: customers, first: total / customers, second: customers === 1 ? 0 : total / customers };
  return { orders: each(orders), bought: each(revenue), refunds: each(-revenue) };
}

/** What single units bring, from their records. */
export function broughtBy(records: readonly { readonly unit: string; readonly amount: number }[]): Contributions {
  const units = new Map<string, number>();
  for (const { unit, amount } of records) units.set(unit, (units.get(unit) ?? 0) + amount);
  const [first = 0, second = 0, ...others] = [...units.values()]
    .filter((amount) => amount > 0)
    .toSorted((a, b) => b - a);
  const total = others.reduce((sum, amount) => sum + amount, first + second);
  return { total, contributors: (first > 0 ? 1 : 0) + (second > 0 ? 1 : 0) + others.length, first, second };
}
