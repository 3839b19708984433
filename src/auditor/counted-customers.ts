/** What single customers bring to an amount, in the currency or in orders. */
export interface Brought {
  readonly total: number;
  /** How many bring anything. */
  readonly contributors: number;
  /** What the two bring who bring most. */
  readonly first: number;
  readonly second: number;
}

/** Customers who share some values, as whoever holds the data counts them. */
export interface CountedGroup {
  /** By dimension. */
  readonly values: Readonly<Record<string, string>>;
  readonly customers: number;
  readonly orders: Brought;
  readonly bought: Brought;
  readonly refunds: Brought;
}

/** Everybody whom tables count, in groups by the values of some dimensions. */
export interface CountedCustomers {
  /** Sorted. */
  readonly dimensions: readonly string[];
  readonly groups: readonly CountedGroup[];
}

/** What groups without a customer in common are together. */
export type GroupSize = Omit<CountedGroup, "values">;

const NOTHING: Brought = { total: 0, contributors: 0, first: 0, second: 0 };

/** Nobody. */
export const NOBODY: GroupSize = { customers: 0, orders: NOTHING, bought: NOTHING, refunds: NOTHING };

/** Two groups without a customer in common. */
export function together(one: GroupSize, other: GroupSize): GroupSize {
  return {
    customers: one.customers + other.customers,
    orders: broughtTogether(one.orders, other.orders),
    bought: broughtTogether(one.bought, other.bought),
    refunds: broughtTogether(one.refunds, other.refunds),
  };
}

/** Groups without a customer in common, by their places among all. */
export function sizeOfAll(sizes: readonly GroupSize[], own: readonly number[]): GroupSize {
  return own.reduce((all, place) => together(all, sizes[place] ?? NOBODY), NOBODY);
}

function broughtTogether(one: Brought, other: Brought): Brought {
  return {
    total: one.total + other.total,
    contributors: one.contributors + other.contributors,
    first: Math.max(one.first, other.first),
    second: Math.max(Math.min(one.first, other.first), one.second, other.second),
  };
}
