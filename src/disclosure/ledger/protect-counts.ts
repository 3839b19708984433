import type { Highs } from "highs";

import { type Protection, protectModel } from "../protect-model.ts";
import type { ProtectionRules } from "../protection-rules.ts";
import { type Comparison, compareReleases, ledgerCounts, type LedgerModel } from "./ledger-models.ts";
import type { SharedAtom } from "./shared-atoms.ts";
import { type LedgerRelease, type LedgerTable, withheldWhole } from "./shared-rows.ts";
import { splitByOut } from "./split-by-out.ts";
import { leastOfRows, tellingRows } from "./telling-rows.ts";

/** How many customers there are, with what is withheld so that nobody learns it of a few. */
export interface CountsProtection extends ReturnType<typeof splitByOut> {
  readonly protection: Protection;
  /** Ids of protected cells that the earlier releases bring a reader too near to by themselves. */
  readonly isOut: ReadonlySet<string>;
  /** Places of tables of the new release that must be withheld whole. */
  readonly whole: ReadonlySet<number>;
}

/**
 * Withholds rows of the new release as `protectModel` does. Where zeros are printed a withheld cell says that somebody is in it, and beside sums that are out that may be too much already: no other
 * row helps then, so tables of it are withheld whole, cells of nobody with the others, until every cell that the earlier releases do not give away by themselves is far enough from what a reader can hold possible.
 *
 * Source: disclosure.md §4 and §5. Throws on an error of the solver.
 */
export function protectCounts(
  highs: Highs,
  releases: readonly LedgerRelease[],
  atoms: readonly SharedAtom[],
  rules: ProtectionRules,
): CountsProtection {
  const whole = new Set<number>();
  for (;;) {
    const comparison = compareReleases(withWhole(releases, whole), atoms, rules);
    const split = splitByOut(ledgerCounts(comparison, rules));
    const protection = protectModel(highs, split.secret);
    const attack = new PrintedAlone(highs, comparison, split.secret, protection.unprotectable);
    const isOut = new Set(attack.told(({ release }) => release > 0));
    const next = protection.unprotectable.every((id) => isOut.has(id) || id === "union")
      ? undefined
      : nextWhole(comparison, attack, isOut);
    if (next === undefined) return { ...split, protection, isOut, whole };
    whole.add(next);
  }
}

/** What a reader knows of some cells where the new release prints no number, but says in which of its withheld cells somebody is. */
class PrintedAlone {
  readonly #highs: Highs;
  readonly #comparison: Comparison;
  readonly #model: LedgerModel;

  constructor(highs: Highs, comparison: Comparison, model: LedgerModel, asked: readonly string[]) {
    this.#highs = highs;
    this.#comparison = comparison;
    const isAsked = new Set(asked);
    const cells = model.cells.filter(({ id, fate }) => fate === "printed" || (fate === "never" && isAsked.has(id)));
    this.#model = { ...model, cells, isUnsafeUnion: () => false };
  }

  /** The cells that are too near where those rows alone say that somebody is in them. */
  told(isSaid: (row: Comparison["rows"][number]) => boolean): readonly string[] {
    if (this.#model.cells.every(({ fate }) => fate === "printed")) return [];
    const inequalities =
      this.#model.inequalities.length === 0 ? [] : leastOfRows(tellingRows(this.#comparison.rows.filter(isSaid)));
    return protectModel(this.#highs, { ...this.#model, inequalities }).unprotectable;
  }
}

/** The table that helps by itself, or else the one that says the most; undefined where all are withheld whole. */
function nextWhole(
  { releases, rows }: Comparison,
  attack: PrintedAlone,
  isOut: ReadonlySet<string>,
): number | undefined {
  const tables = [...(releases[0]?.tables.entries() ?? [])];
  const size = ({ rows: own }: LedgerTable) => own.filter(({ values }) => !values.includes(null)).length;
  const finestFirst = tables
    .filter(([, { rows: own, hidesZeros }]) => hidesZeros !== true || own.some(({ isWithheld }) => !isWithheld))
    .toSorted(([, one], [, other]) => size(other) - size(one));
  const others = (table: LedgerTable) => rows.filter((row) => row.table !== table);
  const helping = finestFirst.find(([, table]) => {
    const left = new Set(others(table));
    return attack.told((row) => left.has(row)).every((id) => isOut.has(id));
  });
  return (helping ?? finestFirst[0])?.[0];
}

/** The releases with tables of the new one withheld whole. Pure; throws nothing. */
export function withWhole(
  [fresh, ...earlier]: readonly LedgerRelease[],
  whole: ReadonlySet<number>,
): readonly LedgerRelease[] {
  if (fresh === undefined) return [];
  const tables = fresh.tables.map((table, place) => (whole.has(place) ? withheldWhole(table) : table));
  return [{ ...fresh, tables }, ...earlier];
}
