import type { Highs } from "highs";

import { type Certificate, certificateOf } from "./certificate.ts";
import { MovementPool } from "./movement-pool.ts";
import { type Protection, protectModel } from "./protect-model.ts";
import type { ProtectionRules } from "./protection-rules.ts";
import { type AmountModel, type ReleasedAmount, releaseModels } from "./release-model.ts";
import type { LinkedTables } from "./release-rows.ts";

/** What is withheld of the rows of a release, with the proofs. */
export interface RowProtection {
  /** Of customers: rows that are withheld with all they say. */
  readonly counts: Protection;
  /** Of each amount, what is withheld of it beside those; null where no table prints it in a row that is left. */
  readonly amounts: Readonly<Record<ReleasedAmount, Protection | null>>;
  readonly certificates: Certificates;
}

/** The proofs of what is withheld of customers and of each amount that is printed at all. */
export type Certificates = Readonly<Partial<Record<"customers" | ReleasedAmount, Certificate>>>;

/** What is withheld of customers alone, as `protectRows` withholds it. Pure; throws on an error of the solver. */
export function protectCustomers(highs: Highs, groups: readonly LinkedTables[], rules: ProtectionRules): Protection {
  return protectModel(highs, releaseModels(groups, rules).counts);
}

/**
 * Which rows of linked tables are withheld, and then which amounts of the others: a count that is safe stays where only an amount of its row is not.
 *
 * Source: disclosure.md §2 to §4. Pure; throws on an error of the solver.
 */
export function protectRows(highs: Highs, groups: readonly LinkedTables[], rules: ProtectionRules): RowProtection {
  const models = releaseModels(groups, rules);
  // What moves customers moves their orders and revenue too.
  const movements = new MovementPool();
  const counts = protectModel(highs, models.counts, [models.counts], movements);
  const protect = ({ own, pattern, audited }: AmountModel) => {
    if (own.cells.every(({ fate }) => fate !== "open")) return null;
    const protection = protectModel(highs, pattern, audited, movements);
    return { protection, certificate: certificateOf(protection, own, audited[0]) };
  };
  const orders = protect(models.amounts.orders(counts.withheld));
  const withheldOrders =
    orders === null || orders.protection.unprotectable.length > 0 ? null : orders.protection.withheld;
  const revenue = protect(models.amounts.revenue(counts.withheld, withheldOrders));
  return {
    counts,
    amounts: { orders: orders?.protection ?? null, revenue: revenue?.protection ?? null },
    certificates: {
      customers: certificateOf(counts, models.counts),
      ...(orders === null ? {} : { orders: orders.certificate }),
      ...(revenue === null ? {} : { revenue: revenue.certificate }),
    },
  };
}
