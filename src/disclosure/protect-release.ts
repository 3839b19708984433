import type { Highs } from "highs";

import { present } from "../assert.ts";
import { dimensionsOf } from "../domain/report.ts";
import type { ExactTable, TableGroup } from "./exact-table.ts";
import { withPossibleOnes } from "./group-disclosure.ts";
import { linkedTables } from "./linked-tables.ts";
import type { Protection } from "./protect-model.ts";
import { atomsOfTable, possibleAtoms } from "./possible-atoms.ts";
import { isSmall, type ProtectionRules } from "./protection-rules.ts";
import { type Certificates, protectCustomers, protectRows } from "./protect-rows.ts";
import type { ReleasedAmount } from "./release-model.ts";
import { type Atom, type LinkedTables, MOST_ATOMS, rowId } from "./release-rows.ts";

/** What is withheld of the tables of one release. */
export interface ReleasePattern {
  /** Names of rows that are withheld with all they say, see `rowId`. */
  readonly rows: ReadonlySet<string>;
  /** Names of rows of which an amount is withheld, with what is derived from it: these and others. */
  readonly amounts: Readonly<Record<ReleasedAmount, ReadonlySet<string>>>;
  /** Tables that are withheld whole. */
  readonly tables: ReadonlySet<string>;
  /** For the officer only. */
  readonly certificates: Certificates;
}

/**
 * Which rows are withheld, and which amounts of others, so that all the tables together, with their totals, give no small cell away and no customer's amounts. Tables of a group
 * that is too fine to be looked at as a whole are not shown beside each other: only the first is, or where it is about small cells the first that has
 * one, since whoever holds the others could add them up.
 *
 * Source: disclosure.md §2 to §4. Pure; throws on an error of the solver.
 */
export function protectRelease(
  highs: Highs,
  tables: readonly ExactTable[],
  groups: readonly TableGroup[],
  rules: ProtectionRules,
): ReleasePattern {
  const { linked, hidden } = lookedAt(tables, groups, rules);
  const { counts, amounts, certificates } = protectRows(highs, linked, rules);
  const amountOf = (amount: ReleasedAmount) => withheldOf(linked, counts.withheld, amounts[amount]);
  return {
    rows: counts.withheld,
    amounts: { orders: amountOf("orders"), revenue: amountOf("revenue") },
    tables: wholeTables(tables, hidden, counts),
    certificates,
  };
}

/**
 * What `protectRelease` withholds of customers, rows and whole tables, of which no amount decides anything: for whoever asks how much that is, not what else of the
 * rows left is withheld. Pure; throws on an error of the solver.
 */
export function protectReleasedRows(
  highs: Highs,
  tables: readonly ExactTable[],
  groups: readonly TableGroup[],
  rules: ProtectionRules,
): Pick<ReleasePattern, "rows" | "tables"> {
  const { linked, hidden } = lookedAt(tables, groups, rules);
  const counts = protectCustomers(highs, linked, rules);
  return { rows: counts.withheld, tables: wholeTables(tables, hidden, counts) };
}

/** The tables that can be looked at beside each other, and those that are too fine for it. */
function lookedAt(
  tables: readonly ExactTable[],
  groups: readonly TableGroup[],
  rules: ProtectionRules,
): { readonly linked: readonly LinkedTables[]; readonly hidden: ReadonlySet<string> } {
  const byId = new Map(tables.map((exact) => [exact.id, exact]));
  const hidden = new Set<string>();
  const linked = groups.map((group): LinkedTables => {
    const own = group.tables.map((id) => present(byId.get(id), "groups are of the tables"));
    const whole = group.atoms === null ? null : knownAtoms(own, group.atoms, rules);
    if (whole !== null) return linkedTables(own, whole);
    const kept = Math.max(
      0,
      own.findIndex(({ cells }) => cells.some(({ customers }) => isSmall(Number(customers), rules))),
    );
    for (const id of group.tables.toSpliced(kept, 1)) hidden.add(id);
    // A table alone is its own atoms.
    const table = present(own[kept], "a group has a table");
    const cells = group.atoms === null ? group.cells[kept] : atomsOfTable(table, group.atoms);
    const alone = knownAtoms([table], present(cells, "cells for each table"), rules);
    return linkedTables([table], present(alone, "a table alone has few enough"));
  });
  return { linked, hidden };
}

/** What cannot be proved is not shown. */
function wholeTables(
  tables: readonly ExactTable[],
  hidden: ReadonlySet<string>,
  { unprotectable }: Protection,
): ReadonlySet<string> {
  return unprotectable.length === 0 ? hidden : new Set(tables.map(({ id }) => id));
}

/** What a reader is taken to tell apart; null where that is too much to be looked at. */
function knownAtoms(
  tables: readonly ExactTable[],
  atoms: readonly Atom[],
  { areZerosProtected }: ProtectionRules,
): readonly Atom[] | null {
  const possible = areZerosProtected
    ? possibleAtoms(
        tables.map(({ table }) => dimensionsOf(table)),
        atoms,
        tables.length > 1 ? MOST_ATOMS : Infinity,
      )
    : withPossibleOnes(tables, atoms);
  return possible === null || (tables.length > 1 && possible.length > MOST_ATOMS) ? null : possible;
}

/** The rows of which an amount is withheld: every row where what is left cannot be proved. */
function withheldOf(
  groups: readonly LinkedTables[],
  rows: ReadonlySet<string>,
  amount: Protection | null,
): ReadonlySet<string> {
  if (amount === null) return rows;
  if (amount.unprotectable.length === 0) return new Set([...rows, ...amount.withheld]);
  return new Set(
    groups.flatMap(({ tables }) => tables.flatMap(({ id, rows: all }) => all.map((row) => rowId(id, row)))),
  );
}
