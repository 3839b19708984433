import type { ReleasedAmount } from "../../src/disclosure/release-model.ts";
import type { SharedAmount, SharedAtom } from "../../src/disclosure/ledger/shared-atoms.ts";
import { addAmounts, NO_AMOUNT } from "../../src/disclosure/ledger/shared-atoms.ts";
import type { AcrossProtection } from "../../src/disclosure/ledger/protect-across.ts";
import { type LedgerRelease, type LedgerTable, withheldWhole } from "../../src/disclosure/ledger/shared-rows.ts";

/** A customer as one release counts them. */
export interface CountedCustomer {
  readonly customer: string;
  readonly values: Readonly<Record<string, string>>;
  readonly orders?: number;
  readonly revenue?: number;
}

interface MadeTable {
  readonly id: string;
  readonly dimensions: readonly string[];
  readonly totals: boolean;
  /** Every row of it is withheld, those of nobody as well; false by default. */
  readonly isWhole?: boolean;
}

export interface MadeRelease {
  readonly runId: string;
  readonly period: string;
  readonly customers: readonly CountedCustomer[];
  /** Dimensions of each table; its rows are all leaf cells and, where it has totals, all totals. */
  readonly tables: readonly MadeTable[];
  /** Ids of rows that are withheld, see `made`. */
  readonly withheld?: readonly string[];
}

/** Releases, the new one first, with the atoms that they share: made customer by customer. A row's id is `RUN/TABLE VALUE|VALUE`, a total `*`. */
export function sharedReleases(releases: readonly MadeRelease[]): {
  readonly releases: LedgerRelease[];
  readonly atoms: SharedAtom[];
} {
  return { releases: releases.map(ledgerRelease), atoms: atomsOf(releases) };
}

/** What is withheld of the new release, by name: a row, a row's amount, or a whole table by its place. */
export function namesOf({ withheld, withheldAmounts, whole }: AcrossProtection): string[] {
  const amounts = Object.entries(withheldAmounts).flatMap(([amount, rows]) =>
    [...rows].map((row) => `${row} ${amount}`),
  );
  return [...withheld, ...amounts, ...[...whole].map((place) => `whole ${place}`)].toSorted();
}

function ledgerRelease({ runId, period, customers, tables, withheld = [] }: MadeRelease): LedgerRelease {
  return {
    runId,
    period,
    tables: tables.map(({ id, dimensions, totals, isWhole = false }): LedgerTable => {
      const values = dimensions.map((name) => [...new Set(customers.map((one) => one.values[name] ?? ""))].toSorted());
      const choices = values.map((own) => (totals ? [...own, null] : own));
      const combinations = choices.reduce<(string | null)[][]>(
        (heads, next) => heads.flatMap((head) => next.map((value) => [...head, value])),
        [[]],
      );
      const rows = combinations.map((own) => {
        const row = `${runId}/${id} ${own.map((value) => value ?? "*").join("|")}`;
        return { id: row, values: own, isWithheld: withheld.includes(row) };
      });
      const table = { dimensions, countsGone: false, hasOrders: true, hasRevenue: true, rows };
      return isWhole ? withheldWhole(table) : table;
    }),
  };
}

function atomsOf(releases: readonly MadeRelease[]): SharedAtom[] {
  const byRelease = releases.map(({ customers }) => new Map(customers.map((one) => [one.customer, one])));
  const everybody = [...new Set(byRelease.flatMap((counted) => [...counted.keys()]))];
  const atoms = new Map<string, SharedAtom>();
  for (const customer of everybody) {
    const counted = byRelease.map((release) => release.get(customer));
    const places = counted.map((one) => (one === undefined ? null : one.values));
    const amountsOf = (amount: ReleasedAmount) => {
      const values = counted.map((one) => one?.[amount] ?? 0);
      return {
        own: values.map(contribution),
        changes: values.map((value) => contribution((values[0] ?? 0) - value)),
      };
    };
    const single = { places, customers: 1, amounts: { orders: amountsOf("orders"), revenue: amountsOf("revenue") } };
    const key = JSON.stringify(places);
    const known = atoms.get(key);
    atoms.set(key, known === undefined ? single : together(known, single));
  }
  return [...atoms.values()];
}

function contribution(value: number): SharedAmount {
  if (value === 0) return NO_AMOUNT;
  return { sum: value, total: Math.abs(value), contributors: 1, first: Math.abs(value), second: 0 };
}

function together(one: SharedAtom, other: SharedAtom): SharedAtom {
  const both = (amount: ReleasedAmount, part: "own" | "changes") =>
    one.amounts[amount][part].map((own, release) => addAmounts(own, other.amounts[amount][part][release] ?? NO_AMOUNT));
  const amounts = (amount: ReleasedAmount) => ({ own: both(amount, "own"), changes: both(amount, "changes") });
  return {
    places: one.places,
    customers: one.customers + other.customers,
    amounts: { orders: amounts("orders"), revenue: amounts("revenue") },
  };
}
