import { ClassKnowledge } from "./class-knowledge.ts";
import { countModel } from "./count-model.ts";
import type { JointModel } from "./joint-model.ts";
import { measuresTogether } from "./measures-together.ts";
import { ordersModel } from "./orders-model.ts";
import type { ProtectionRules } from "./protection-rules.ts";
import { type LinkedTables, releaseRows } from "./release-rows.ts";
import { revenueModel } from "./revenue-model.ts";

/** Models of one release. */
export interface ReleaseModels {
  /** Of customers: whose rows are withheld with all they say. */
  readonly counts: JointModel;
  /** Of each amount, once it is known which rows are withheld: what of it is withheld beside them. */
  readonly amounts: {
    readonly orders: (withheld: ReadonlySet<string>) => AmountModel;
    /** Asked after the orders, where these were withheld in some rows; null where no table prints them. */
    readonly revenue: (withheld: ReadonlySet<string>, orders: ReadonlySet<string> | null) => AmountModel;
  };
}

/** An amount that a table may print. */
export const RELEASED_AMOUNTS = ["orders", "revenue"] as const;

export type ReleasedAmount = (typeof RELEASED_AMOUNTS)[number];

export interface AmountModel {
  /** Of the amount alone. */
  readonly own: JointModel;
  /** By which it is chosen what is withheld. */
  readonly pattern: JointModel;
  /** With which that is proved; the first with all that is counted in whole numbers. */
  readonly audited: readonly [JointModel, ...JointModel[]];
}

/**
 * The joint model of all tables that leave together. Linked tables share atoms; groups of tables without a link agree on nothing but how many customers
 * and how much of everything there is. A reader is taken to know which combinations of values occur at all, since zeros are printed, so an atom
 * of nobody is no variable; and of each amount what the class of a customer says of it.
 *
 * Source: disclosure.md §3. Pure; throws nothing.
 */
export function releaseModels(groups: readonly LinkedTables[], rules: ProtectionRules): ReleaseModels {
  const release = releaseRows(groups);
  const { atoms } = release;
  const counts = countModel(release, rules);
  const knowledge = new ClassKnowledge(atoms, rules);
  const known = { knowledge, areFlows: rules.areFlows === true };
  const isSame = atoms.some((_, atom) => knowledge.exactly(atom, "orders") !== null);
  return {
    counts,
    amounts: {
      orders: (withheld) => {
        const own = ordersModel(release, withheld, rules, knowledge);
        const customers = { model: counts, withheld };
        const audited = measuresTogether(atoms, { customers, open: own, amount: "orders" }, known);
        // What follows exactly from customers and orders together is to be covered from the start.
        return { own, pattern: isSame ? audited[0] : own, audited };
      },
      revenue: (withheld, withheldOrders) => {
        const own = revenueModel(release, withheld, rules, knowledge);
        // Nothing ties revenue to how many bring it but classes.
        if (!knowledge.saysOf("revenue")) return { own, pattern: own, audited: [own] };
        const customers = { model: counts, withheld };
        const orders = {
          model: ordersModel(release, withheld, rules, knowledge),
          withheld: withheldOrders ?? new Set<string>(),
        };
        const audited = measuresTogether(
          atoms,
          { customers, ...(withheldOrders === null ? {} : { orders }), open: own, amount: "revenue" },
          known,
        );
        return { own, pattern: audited[0], audited };
      },
    },
  };
}
