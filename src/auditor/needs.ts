import type { Quantity } from "./column-meanings.ts";
import { type Brought, type GroupSize, NOBODY, together } from "./counted-customers.ts";

/** Values that tables must reach, which a reader cannot exclude, for a number not to be held too closely. */
export interface Reach {
  /** So low, or lower. */
  readonly low: number;
  /** So high, or higher. */
  readonly high: number;
}

/** How few may be counted, and whether amounts are those of a period, to which as many must contribute. */
export interface FewRules {
  readonly minimumUnits: number;
  readonly areFlows: boolean;
}

/** The same, and what a reader knows of cells whatever is withheld. */
export interface NeedRules extends FewRules {
  /** How many customers of a group a reader knows of: one for each cell within it of which somebody is known to be in it. */
  readonly knownLeast: number;
  /** Whether nobody is as few as few are. */
  readonly isNobodyFew: boolean;
}

/** How near to what one customer brings another may come. */
const NEARNESS = 0.15;

/** With fewer than these one of them knows what another brings. */
const FEWEST = 3;

/** What is equal but for rounding is at the boundary. */
const ROUNDING = 1e-12;

/**
 * How far a reader must err about a number of a group, counted by whoever holds the data; null where it may be known. Of few customers a reader must hold possible that there is one, and that
 * there are enough; of an amount that few bring, or nearly one alone, numbers a good part of the greatest contribution away on both sides.
 *
 * Source: disclosure.md §2, §4. Pure; throws nothing.
 */
export function reachOf(quantity: Quantity, size: GroupSize, rules: NeedRules): Reach | null {
  const isFew = size.customers < rules.minimumUnits && (size.customers > 0 || rules.isNobodyFew);
  switch (quantity) {
    case "customers":
      return isFew ? { low: Math.min(size.customers, rules.knownLeast), high: rules.minimumUnits } : null;
    case "orders": {
      if (!isFew && !isOfOne(size.orders, rules)) return null;
      const { total, first } = size.orders;
      const error = Math.ceil(NEARNESS * first);
      // Of a period nobody is known to have an order.
      const below = Math.min(error, rules.areFlows ? total : total - 1);
      return { low: total - Math.max(0, below), high: total + error };
    }
    case "revenue": {
      if (!isFew && !isRevenueOfOne(size, rules)) return null;
      const error = NEARNESS * Math.max(size.bought.first, size.refunds.first);
      const net = size.bought.total - size.refunds.total;
      return { low: net - error, high: net + error };
    }
    default:
      return null;
  }
}

/** Whether whoever is counted learns too much of the others from a number that is known: of a count, somebody who is alone in a part of the group. */
export function isTooMuchKnown(
  quantity: Quantity,
  parts: readonly GroupSize[],
  size: GroupSize,
  rules: FewRules,
): boolean {
  switch (quantity) {
    case "customers": {
      return [size.customers, size.customers - aloneIn(parts)].some((known) => known > 0 && known < rules.minimumUnits);
    }
    case "orders":
      return isOfOne(size.orders, rules);
    case "revenue":
      return isRevenueOfOne(size, rules);
    default:
      return false;
  }
}

/** What of a group must not be too much of one customer: each by itself, of what is one number in a file. */
export type Brings = "customers" | "orders" | "bought" | "refunds";

/** What customers bring to a quantity. */
export function bringsOf(quantity: Quantity): readonly Brings[] {
  switch (quantity) {
    case "customers":
    case "orders":
      return [quantity];
    case "revenue":
      return ["bought", "refunds"];
    default:
      return [];
  }
}

/** The most that one customer brings to a group; of customers how many they are. */
export function mostOf(brings: Brings, size: GroupSize): number {
  return brings === "customers" ? size.customers : size[brings].first;
}

/** Whether parts, and others with them that bring no more each than the greatest of these, can be too much to know together. Never so of more parts where it is not of fewer. */
export function canBeTooMuch(brings: Brings, parts: readonly GroupSize[], rules: FewRules): boolean {
  const size = parts.reduce(together, NOBODY);
  if (brings === "customers") return size.customers - aloneIn(parts) < rules.minimumUnits;
  return isOfOne(size[brings], rules) && (brings !== "refunds" || !isBehindBought(size, rules));
}

function aloneIn(parts: readonly GroupSize[]): number {
  return parts.some(({ customers }) => customers === 1) ? 1 : 0;
}

/** Refunds are looked at where they can be more than what was bought; what one customer bought hides nothing from that one. */
function isRevenueOfOne(size: GroupSize, rules: FewRules): boolean {
  return isOfOne(size.bought, rules) || (isOfOne(size.refunds, rules) && !isBehindBought(size, rules));
}

function isBehindBought({ bought, refunds }: GroupSize, rules: FewRules): boolean {
  return bought.total - bought.first >= mostOfOne(refunds, rules);
}

/** No amount that is of one customer is more than this, by what the greatest brings. */
export function mostOfOne({ first }: Brought, rules: FewRules): number {
  return Math.max(2 + NEARNESS, fewestOf(rules) - 1) * first;
}

function fewestOf({ minimumUnits, areFlows }: FewRules): number {
  return areFlows ? Math.max(minimumUnits, FEWEST) : FEWEST;
}

/** Whether few bring anything to it, or the one who brings second most, who knows that, comes too near to what the first brings. */
function isOfOne({ total, contributors, first, second }: Brought, rules: FewRules): boolean {
  if (contributors === 0) return false;
  return contributors < fewestOf(rules) || total - first - second < NEARNESS * first - ROUNDING * total;
}
