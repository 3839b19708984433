import type { Highs } from "highs";

import { Elimination } from "../elimination.ts";
import { protectModel } from "../protect-model.ts";
import type { ProtectionRules } from "../protection-rules.ts";
import { RELEASED_AMOUNTS, type ReleasedAmount } from "../release-model.ts";
import { suppressCells } from "../suppress-cells.ts";
import type { Combination } from "../joint-model.ts";
import {
  type Between,
  compareReleases,
  ledgerAmounts,
  ledgerCounts,
  type LedgerCell,
  type LedgerModel,
} from "./ledger-models.ts";
import type { SharedAtom } from "./shared-atoms.ts";
import type { LedgerRelease } from "./shared-rows.ts";

/** What earlier releases ask of a new one. */
export interface AcrossProtection {
  /** Ids of rows of the new release that are withheld beside those that were, with all their measures. */
  readonly withheld: ReadonlySet<string>;
  /** Of rows of which only an amount is. */
  readonly withheldAmounts: Readonly<Record<ReleasedAmount, ReadonlySet<string>>>;
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
  const withheld = { customers: new Set<string>(), orders: new Set<string>(), revenue: new Set<string>() };
  const findings: AcrossFinding[] = [];
  for (const measure of ["customers", ...RELEASED_AMOUNTS] as const) {
    const comparison = compareReleases(withNow(releases, withheld.customers), atoms, rules);
    const model = measure === "customers" ? ledgerCounts(comparison, rules) : ledgerAmounts(comparison, measure, rules);
    const { known, secret } = splitByOut(model);
    // Amounts are looked at one by one; how many customers in every union of them.
    if (measure !== "customers" && !secret.cells.some(({ fate }) => fate === "never")) continue;
    const { withheld: more, unprotectable } = protectModel(highs, secret);
    for (const row of more) withheld[measure].add(row);
    const isOut = new Set([...known.map(({ id }) => id), ...unprotectable]);
    for (const { id, between } of [...known, ...secret.cells])
      if (between !== undefined) findings.push({ measure, between, isOut: isOut.has(id) });
  }
  const { customers, ...withheldAmounts } = withheld;
  return { withheld: customers, withheldAmounts, findings };
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
    findings: known.flatMap(({ between }) =>
      between === undefined ? [] : [{ measure: "customers", between, isOut: true }],
    ),
  };
}

function withNow([fresh, ...earlier]: readonly LedgerRelease[], withheld: ReadonlySet<string>): LedgerRelease[] {
  if (fresh === undefined) return [];
  const tables = fresh.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({ ...row, isWithheld: row.isWithheld || withheld.has(row.id) })),
  }));
  return [{ ...fresh, tables }, ...earlier];
}

/**
 * What the earlier releases alone give away cannot be kept any more; the rest of the model is what is to be protected. A class by rank whose size gives something away without the new release is
 * left aside: what must not be learned is protected all the same.
 */
function splitByOut(model: LedgerModel): { readonly known: readonly LedgerCell[]; readonly secret: LedgerModel } {
  const elimination = new Elimination();
  for (const cell of model.cells) if (cell.fate === "printed" && cell.isRanked !== true) elimination.publish(cell);
  const isOut = (combination: Combination) => elimination.canFollow(combination);
  const known = model.cells.filter((cell) => cell.fate === "never" && isOut(cell));
  const left = model.cells.filter((cell) => !known.includes(cell));
  for (const cell of left) if (cell.fate === "never") elimination.watch(cell);
  const cells = left.filter((cell) => cell.isRanked !== true || elimination.publishUnlessTelling(cell));
  const isUnsafeUnion = (variables: readonly number[]) => model.isUnsafeUnion(variables) && !isOut({ variables });
  return { known, secret: { ...model, cells, isUnsafeUnion } };
}
