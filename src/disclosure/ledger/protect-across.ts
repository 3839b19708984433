import type { Highs } from "highs";

import { protectModel } from "../protect-model.ts";
import type { ProtectionRules } from "../protection-rules.ts";
import { RELEASED_AMOUNTS, type ReleasedAmount } from "../release-model.ts";
import { suppressCells } from "../suppress-cells.ts";
import { type Between, compareReleases, ledgerAmounts, ledgerCounts } from "./ledger-models.ts";
import { protectCounts, withWhole } from "./protect-counts.ts";
import type { SharedAtom } from "./shared-atoms.ts";
import type { LedgerRelease } from "./shared-rows.ts";
import { splitByOut } from "./split-by-out.ts";

/** What earlier releases ask of a new one. */
export interface AcrossProtection {
  /** Ids of rows of the new release that are withheld beside those that were, with all their measures. */
  readonly withheld: ReadonlySet<string>;
  /** Of rows of which only an amount is. */
  readonly withheldAmounts: Readonly<Record<ReleasedAmount, ReadonlySet<string>>>;
  /** Places of tables of the new release that are withheld whole, for beside what is out their withheld cells say too much by being of somebody. */
  readonly whole: ReadonlySet<number>;
  /** What is to be protected between which runs, and what the earlier releases alone give away already. */
  readonly findings: readonly AcrossFinding[];
}

/** A number that nobody may learn, of a row of the new release or of what it differs by from an earlier one. */
export interface AcrossFinding {
  readonly measure: "customers" | "orders" | "revenue";
  readonly between: Between;
  /** Whether what was released before gives it away, whatever the new release withholds. */
  readonly isOut: boolean;
}

/**
 * Which more rows of a new release must be withheld, so that nobody who holds earlier ones beside it learns of few customers: neither by how many two
 * cells differ, nor by what, nor by a combination of many. `releases` begins with the new one.
 *
 * Source: disclosure.md §5. Throws on an error of the solver.
 */
export function protectAcross(
  highs: Highs,
  releases: readonly LedgerRelease[],
  atoms: readonly SharedAtom[],
  rules: ProtectionRules,
): AcrossProtection {
  const counts = protectCounts(highs, releases, atoms, rules);
  const findings = findingsOf("customers", counts, counts.isOut);
  const { whole, protection } = counts;
  const withheldAmounts = { orders: new Set<string>(), revenue: new Set<string>() };
  const now = withNow(withWhole(releases, whole), protection.withheld);
  for (const amount of RELEASED_AMOUNTS) {
    const split = splitByOut(ledgerAmounts(compareReleases(now, atoms, rules), amount, rules));
    // Amounts are looked at one by one; how many customers in every union of them.
    if (!split.secret.cells.some(({ fate }) => fate === "never")) continue;
    const { withheld, unprotectable } = protectModel(highs, split.secret);
    for (const row of withheld) withheldAmounts[amount].add(row);
    findings.push(...findingsOf(amount, split, new Set(unprotectable)));
  }
  return { withheld: protection.withheld, withheldAmounts, whole, findings };
}

function findingsOf(
  measure: AcrossFinding["measure"],
  { known, secret }: ReturnType<typeof splitByOut>,
  told: ReadonlySet<string>,
): AcrossFinding[] {
  const isOut = new Set([...known.map(({ id }) => id), ...told]);
  return [...known, ...secret.cells].flatMap(({ id, between }) =>
    between === undefined ? [] : [{ measure, between, isOut: isOut.has(id) }],
  );
}

/**
 * The same by arithmetic alone: which more rows must be withheld so that no small cell, and no few customers by whom cells differ, follow exactly from all releases together.
 * How near a reader comes is not asked, so that many more groups can be looked at. Of amounts nothing is asked: those of each release are unknowns of
 * their own, so what two of them differ by follows from these two or not at all. The findings are what earlier releases together give away.
 *
 * Source: disclosure.md §5, combinations. Throws nothing.
 */
export function coverAcross(
  releases: readonly LedgerRelease[],
  atoms: readonly SharedAtom[],
  rules: ProtectionRules,
): AcrossProtection {
  const { known, secret } = splitByOut(ledgerCounts(compareReleases(releases, atoms, rules), rules));
  const isWithheld = new Set(
    (releases[0]?.tables ?? []).flatMap(({ rows }) => rows.filter((row) => row.isWithheld).map(({ id }) => id)),
  );
  return {
    withheld: new Set([...suppressCells(secret).withheld].filter((id) => !isWithheld.has(id))),
    withheldAmounts: { orders: new Set(), revenue: new Set() },
    whole: new Set(),
    findings: known.flatMap(({ between }) =>
      between === undefined ? [] : [{ measure: "customers", between, isOut: true }],
    ),
  };
}

function withNow(
  [fresh, ...earlier]: readonly LedgerRelease[],
  withheld: ReadonlySet<string>,
): readonly LedgerRelease[] {
  if (fresh === undefined) return [];
  const tables = fresh.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({ ...row, isWithheld: row.isWithheld || withheld.has(row.id) })),
  }));
  return [{ ...fresh, tables }, ...earlier];
}
