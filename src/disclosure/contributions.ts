/** What single units bring to an amount of a group of them: enough to say of groups without a unit in common, together, whether a reader comes too near to somebody. */
export interface Contributions {
  /** The whole amount, in absolute value. */
  readonly total: number;
  /** How many units bring anything to it. */
  readonly contributors: number;
  /** What the unit that brings most brings. */
  readonly first: number;
  /** What the next one brings. */
  readonly second: number;
}

/** When an amount is unsafe. */
export interface AmountRules {
  /** How near to what one unit brings another may come, in percent of it. */
  readonly percent: number;
  /** That the greatest `units` bring `percent` of the amount or more; null where that is not asked. */
  readonly dominance: Dominance | null;
  /** With fewer units than this that bring anything to it an amount is unsafe; three where nothing is said. */
  readonly fewest?: number;
}

export interface Dominance {
  readonly units: 1 | 2;
  readonly percent: number;
}

/** With fewer units than this one of them knows what another brings. */
const FEWEST_CONTRIBUTORS = 3;

/** Of nobody. */
export const NO_CONTRIBUTIONS: Contributions = { total: 0, contributors: 0, first: 0, second: 0 };

/** What groups without a unit in common bring together. */
export function addContributions(one: Contributions, other: Contributions): Contributions {
  return {
    total: one.total + other.total,
    contributors: one.contributors + other.contributors,
    first: Math.max(one.first, other.first),
    second: Math.max(Math.min(one.first, other.first), one.second, other.second),
  };
}

/**
 * Whether an amount says too much of one unit by itself: fewer than three bring something to it; or the unit that brings second most, who knows what they
 * bring themselves, comes nearer than `percent` to what the first brings, since the others together are no more than that; or the greatest dominate it.
 *
 * Source: disclosure.md §2; the p % and (n, k) rules of Hundepool and others, Handbook on Statistical Disclosure Control. Pure; throws nothing.
 */
export function isAmountUnsafe(contributions: Contributions, { percent, dominance, fewest }: AmountRules): boolean {
  const { total, contributors, first, second } = contributions;
  if (contributors === 0) return false;
  if (contributors < (fewest ?? FEWEST_CONTRIBUTORS)) return true;
  const [nearness, rest] = [(percent / 100) * first, total - first - second];
  if (rest < nearness - ROUNDING * total) return true;
  if (dominance === null) return false;
  const most = dominance.units === 1 ? first : first + second;
  return most >= (dominance.percent / 100) * total - ROUNDING * total;
}

/** Sums of money in floating point: what is equal but for rounding is at the boundary. */
const ROUNDING = 1e-12;

/** How far from the truth a reader must err about an amount. Source: disclosure.md §4. */
export function leastError({ first }: Contributions, { percent }: AmountRules): number {
  return (percent / 100) * first;
}

/** How much an amount is at most that is unsafe, by what is brought most to it. */
export function mostUnsafe(
  { first }: Contributions,
  { percent, dominance, fewest = FEWEST_CONTRIBUTORS }: AmountRules,
): number {
  const dominated = dominance === null ? 0 : (100 * dominance.units) / dominance.percent;
  return Math.max(2 + percent / 100, dominated, fewest - 1) * first;
}

/** Whether a group less one within it can be unsafe, by what is known of the two: nobody in the difference brings more than the greatest of the whole. */
export function canDifferUnsafely(outer: Contributions, inner: Contributions, rules: AmountRules): boolean {
  return outer.total - inner.total <= mostUnsafe(outer, rules);
}

/** Whether an amount can be unsafe together with others to which nobody brings more than its first. */
export function canBeUnsafeWithOthers(contributions: Contributions, rules: AmountRules): boolean {
  const { total, contributors, first, second } = contributions;
  if (contributors < (rules.fewest ?? FEWEST_CONTRIBUTORS)) return true;
  if (total - first - second < (rules.percent / 100) * first) return true;
  const { dominance } = rules;
  return dominance !== null && dominance.units * first >= (dominance.percent / 100) * total - ROUNDING * total;
}
