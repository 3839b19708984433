import { addContributions, type Contributions, NO_CONTRIBUTIONS } from "../contributions.ts";
import type { ReleasedAmount } from "../release-model.ts";

/** A sum with its sign, and what single customers bring to it. */
export interface SharedAmount extends Contributions {
  readonly sum: number;
}

export const NO_AMOUNT: SharedAmount = { ...NO_CONTRIBUTIONS, sum: 0 };

/** Amounts of other customers put together. */
export function addAmounts(one: SharedAmount, other: SharedAmount): SharedAmount {
  return { ...addContributions(one, other), sum: one.sum + other.sum };
}

/** What some customers add to an amount. */
export interface SharedAmounts {
  /** In each release, the new one first. */
  readonly own: readonly SharedAmount[];
  /** In the new release less each earlier one: the first of them, which compares the new one with itself, is of nothing. */
  readonly changes: readonly SharedAmount[];
}

/** The customers who are in the same place of every release that is looked at. */
export interface SharedAtom {
  /** By release, the new one first: the value of each dimension; null where the release does not count them. */
  readonly places: readonly (Readonly<Record<string, string>> | null)[];
  readonly customers: number;
  readonly amounts: Readonly<Record<ReleasedAmount, SharedAmounts>>;
}
