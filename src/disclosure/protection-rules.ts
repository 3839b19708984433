import type { DisclosureRules } from "../domain/disclosure-rules.ts";
import type { AmountRules } from "./contributions.ts";
import { isTooSmall } from "./counts.ts";
import type { ClassBound } from "./class-bounds.ts";
import type { ClassPlace } from "./class-order.ts";
import type { RankClass } from "./rank-classes.ts";

/** What is protected and how strictly. */
export interface ProtectionRules {
  /** The least number of customers of a published cell. */
  readonly minimumUnits: number;
  /** Whether a cell of nobody is a small one: a reader then does not know which combinations of values occur. */
  readonly areZerosProtected: boolean;
  readonly amounts: AmountRules;
  /** Whether amounts are those of a period, in which most customers of a cell may have bought nothing; false by default. */
  readonly areFlows?: boolean;
  /** Of whom everybody knows how many they are, since they are ranked; none by default. */
  readonly rankClasses?: readonly RankClass[];
  /** Between which stated edges everybody knows that the amounts of customers lie; none by default. */
  readonly classBounds?: readonly ClassBound[];
  /** Who is known to have brought more than whom; nobody by default. */
  readonly classPlaces?: readonly ClassPlace[];
}

/** What everybody knows of customers without any table, from how they are put into classes. */
export type KnownOfClasses = Pick<ProtectionRules, "rankClasses" | "classBounds" | "classPlaces">;

/** How near to what one customer brings a reader may come, in percent of it; told to nobody. Source: disclosure.md §2. */
const PERCENT = 15;

/**
 * The rules of a project: zeros are published and no dominance is asked where that is not said. Units of an amount are those with a contribution to it: of what is cumulative everybody who is counted,
 * of a flow who bought or gave back in its period, as many at least as a cell needs.
 */
export function protectionRules(
  { minimumUnits, zeros = "publish", dominance }: Pick<DisclosureRules, "minimumUnits"> & Partial<DisclosureRules>,
  { areFlows = false, ...known }: Pick<ProtectionRules, "areFlows"> & KnownOfClasses = {},
): ProtectionRules {
  return {
    areFlows,
    ...known,
    minimumUnits,
    areZerosProtected: zeros === "protect",
    amounts: {
      percent: PERCENT,
      dominance: dominance === undefined ? null : { units: dominance.n === 1 ? 1 : 2, percent: dominance.k },
      ...(areFlows ? { fewest: Math.max(minimumUnits, 3) } : {}),
    },
  };
}

/** Whether a count of customers is unsafe by itself. */
export function isSmall(customers: number, { minimumUnits, areZerosProtected }: ProtectionRules): boolean {
  return isTooSmall(customers, minimumUnits) || (areZerosProtected && customers === 0);
}
