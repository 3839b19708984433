import { type Amount, amountCells } from "./amount-cells.ts";
import {
  canBeUnsafeWithOthers,
  canDifferUnsafely,
  type Contributions,
  isAmountUnsafe,
  leastError,
} from "./contributions.ts";
import type { ClassKnowledge } from "./class-knowledge.ts";
import type { JointModel } from "./joint-model.ts";
import type { ProtectionRules } from "./protection-rules.ts";
import { contributionsOf, customersOf, linkCells, type ReleaseRows } from "./release-rows.ts";

/**
 * The orders of every row, where `withheld` names rows of which the customers are withheld already.
 *
 * Source: disclosure.md §2 to §4. Pure; throws nothing.
 */
export function ordersModel(
  release: ReleaseRows,
  withheld: ReadonlySet<string>,
  rules: ProtectionRules,
  knowledge: ClassKnowledge,
): JointModel {
  const orders = ordersOf(release, rules, knowledge);
  return {
    variables: release.atoms.map(({ orders: value }, leaf) => ({
      leaf,
      value,
      least: 0,
      isWhole: true,
      // Mostly one order more for one customer more keeps what is printed of both.
      pace: knowledge.exactly(leaf, "orders") || 1,
    })),
    cells: [...linkCells(release.links, 0), ...amountCells(release, withheld, rules, orders)],
    inequalities: [],
    isUnsafeUnion: (variables) => orders.isUnsafe(orders.sizeOf(variables)),
    unionRules: [
      {
        weightOf: (variable) => orders.sizeOf([variable]).first,
        canBeUnsafe: (variables) => canBeUnsafeWithOthers(orders.sizeOf(variables), rules.amounts),
      },
    ],
  };
}

function ordersOf(
  { atoms }: ReleaseRows,
  { amounts, areFlows = false, minimumUnits }: ProtectionRules,
  knowledge: ClassKnowledge,
): Amount<Contributions> {
  return {
    sizeOf: (own) => contributionsOf(atoms, own, "orders"),
    isUnsafe: (orders) => isAmountUnsafe(orders, amounts),
    canDifferUnsafely: (outer, inner) => canDifferUnsafely(outer, inner, amounts),
    needOf: (orders, own) => {
      // Orders are whole numbers, and so is how far one errs about them. A reader knows that there is one, but of a period, and what everybody has of a class.
      const error = Math.ceil(leastError(orders, amounts));
      const [least, most] = knowledge.spanOf(own, "orders", Math.max(minimumUnits, customersOf(atoms, own)));
      return {
        below: Math.max(0, Math.min(error, orders.total - Math.max(areFlows ? 0 : 1, least))),
        above: Math.max(0, Math.min(error, most - orders.total)),
      };
    },
    isPrinted: ({ table }) => table.hasOrders,
  };
}
