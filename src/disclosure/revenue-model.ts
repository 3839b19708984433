import { type Amount, amountCells } from "./amount-cells.ts";
import {
  type AmountRules,
  canBeUnsafeWithOthers,
  canDifferUnsafely,
  type Contributions,
  isAmountUnsafe,
  leastError,
  mostUnsafe,
} from "./contributions.ts";
import type { ClassKnowledge } from "./class-knowledge.ts";
import type { JointModel } from "./joint-model.ts";
import type { ProtectionRules } from "./protection-rules.ts";
import { contributionsOf, customersOf, linkCells, type ReleaseRows } from "./release-rows.ts";

/** What is printed is what was bought less what was given back; each of them is judged by itself. */
interface Revenue {
  readonly bought: Contributions;
  readonly refunds: Contributions;
}

/**
 * The revenue of every row, where `withheld` names rows of which the customers are withheld already. A reader knows how little somebody bought only as far as
 * they know what came in, so how far one errs about it is how far one errs about what was bought, whatever was given back; that hides
 * behind what was bought, unless it can be more. Whoever knows that nobody gives back more than they bought takes a revenue to be at least nothing wherever that is true, so one of nothing covers no other.
 *
 * Source: disclosure.md §2 to §4. Pure; throws nothing.
 */
export function revenueModel(
  release: ReleaseRows,
  withheld: ReadonlySet<string>,
  rules: ProtectionRules,
  knowledge: ClassKnowledge,
): JointModel {
  const revenue = revenueOf(release, rules, knowledge);
  const { amounts } = rules;
  return {
    variables: release.atoms.map(({ revenue: value }, leaf) => ({
      leaf,
      value,
      least: value < 0 ? -Infinity : 0,
      isWhole: false,
    })),
    cells: [...linkCells(release.links, 0), ...amountCells(release, withheld, rules, revenue)],
    inequalities: [],
    isUnsafeUnion: (variables) => revenue.isUnsafe(revenue.sizeOf(variables)),
    unionRules: [
      {
        weightOf: (variable) => revenue.sizeOf([variable]).bought.first,
        canBeUnsafe: (variables) => canBeUnsafeWithOthers(revenue.sizeOf(variables).bought, amounts),
      },
      {
        weightOf: (variable) => revenue.sizeOf([variable]).refunds.first,
        canBeUnsafe: (variables) => {
          const { bought, refunds } = revenue.sizeOf(variables);
          return canBeUnsafeWithOthers(refunds, amounts) && !hidesRefunds(bought, refunds, amounts);
        },
      },
    ],
  };
}

/** Whether a revenue says too much of one customer by itself. Source: disclosure.md §2. Pure; throws nothing. */
export function isRevenueUnsafe({ bought, refunds }: Revenue, rules: AmountRules): boolean {
  return isAmountUnsafe(bought, rules) || (isAmountUnsafe(refunds, rules) && !hidesRefunds(bought, refunds, rules));
}

/** Whether what was bought, but by the one who knows most of it, is at least as much as refunds that are unsafe can be in all. */
function hidesRefunds(bought: Contributions, refunds: Contributions, rules: AmountRules): boolean {
  return bought.total - bought.first >= mostUnsafe(refunds, rules);
}

function revenueOf(
  { atoms }: ReleaseRows,
  { amounts, minimumUnits, areZerosProtected }: ProtectionRules,
  knowledge: ClassKnowledge,
): Amount<Revenue> {
  return {
    sizeOf: (own) => ({
      bought: contributionsOf(atoms, own, "bought"),
      refunds: contributionsOf(atoms, own, "refunds"),
    }),
    isUnsafe: (revenue) => isRevenueUnsafe(revenue, amounts),
    canDifferUnsafely: (outer, inner) =>
      canDifferUnsafely(outer.bought, inner.bought, amounts) ||
      (canDifferUnsafely(outer.refunds, inner.refunds, amounts) &&
        outer.bought.total - inner.bought.total - outer.bought.first < mostUnsafe(outer.refunds, amounts)),
    needOf: ({ bought, refunds }, own) => {
      const error = Math.max(leastError(bought, amounts), leastError(refunds, amounts));
      // What a class says of everybody in it no table gives away.
      const [least, most] = knowledge.spanOf(own, "revenue", Math.max(minimumUnits, customersOf(atoms, own)));
      const value = bought.total - refunds.total;
      return {
        below: Math.max(0, Math.min(error, value - (areZerosProtected ? Math.min(0, least) : least))),
        above: Math.max(0, Math.min(error, most - value)),
      };
    },
    isPrinted: ({ table }) => table.hasRevenue,
  };
}
