import type { Highs } from "highs";

import {
  type AcrossFinding,
  type AcrossProtection,
  coverAcross,
  protectAcross,
} from "../disclosure/ledger/protect-across.ts";
import { type LedgerRelease, type LedgerTable, withheldWhole } from "../disclosure/ledger/shared-rows.ts";
import type { ProtectionRules } from "../disclosure/protection-rules.ts";
import { RELEASED_AMOUNTS, type ReleasedAmount } from "../disclosure/release-model.ts";
import type { Engine } from "../engine/engine.ts";
import { sharedAtoms } from "./shared-atoms.ts";

/** A release with the table of its customers in the embedded engine, see `sharedAtoms`. */
export interface CountedRelease extends LedgerRelease {
  readonly customers: string;
}

/** What earlier releases ask of a new one. */
export interface LedgerComparison {
  /** Ids of rows of the new release to withhold, with all their measures. */
  readonly rows: ReadonlySet<string>;
  /** Ids of rows of which an amount is to be withheld. */
  readonly amounts: Readonly<Record<ReleasedAmount, ReadonlySet<string>>>;
  /** Tables of the new release that are too fine to be looked at beside an earlier one, by their place, with the run of that. */
  readonly tooFine: ReadonlyMap<number, string>;
  /** Tables of the new release that are withheld whole with every row, by their place: beside earlier ones it says too much that somebody is in a withheld cell. */
  readonly whole: ReadonlySet<number>;
  /** Runs whose releases were looked at all at once. */
  readonly together: readonly string[];
  /** What is to be protected, and between which runs. */
  readonly findings: readonly AcrossFinding[];
}

/** More groups of customers than this take longer to be looked at than a report is worth. */
const MOST_SHARED_ATOMS = 2_000;

/** By arithmetic alone, without programs, as many take some seconds. */
const MOST_COVERED_ATOMS = 10_000;

/**
 * Looks at a new release beside earlier ones: all together where their customers fall into few enough groups, else each earlier release by itself, else each
 * pair of tables. A table that is too fine even for that is to be withheld whole. What was looked at in pairs is looked at once more all together by arithmetic alone: all
 * releases, or the half, the quarter and so on that is nearest to the new one, as many as fall into few enough groups.
 *
 * Source: disclosure.md §5. Throws what the engine or the solver throws.
 */
export async function compareWithLedger(
  { local, highs }: { readonly local: Engine; readonly highs: Highs },
  fresh: CountedRelease,
  earlier: readonly CountedRelease[],
  rules: ProtectionRules,
): Promise<LedgerComparison> {
  const found = new Findings();
  const look = async (tables: readonly number[], releases: readonly CountedRelease[]): Promise<boolean> => {
    const now = found.tablesNow(fresh, tables);
    const own = { ...fresh, tables: now.map(({ table }) => table) };
    const all = [own, ...releases];
    const counted = all.map(({ customers, tables: some }) => ({ table: customers, dimensions: dimensionsOf(some) }));
    const atoms = await sharedAtoms(local, counted, MOST_SHARED_ATOMS);
    if (atoms !== null) found.take(protectAcross(highs, all, atoms, rules), now);
    return atoms !== null;
  };
  const every = [...fresh.tables.keys()];
  if (earlier.length === 0 || every.length === 0) return found;
  if (await look(every, earlier)) return found.lookedAt(earlier);
  for (const release of earlier) {
    if (await look(every, [release])) continue;
    for (const place of every)
      for (const table of release.tables)
        if (!found.tooFine.has(place) && !(await look([place], [{ ...release, tables: [table] }])))
          found.tooFine.set(place, release.runId);
  }
  const cover = async (releases: readonly CountedRelease[]): Promise<boolean> => {
    const now = found.tablesNow(fresh, every);
    const all = [{ ...fresh, tables: now.map(({ table }) => table) }, ...releases];
    const counted = all.map(({ customers, tables }) => ({ table: customers, dimensions: dimensionsOf(tables) }));
    const atoms = await sharedAtoms(local, counted, MOST_COVERED_ATOMS, []);
    if (atoms !== null) found.take(coverAcross(all, atoms, rules), now);
    return atoms !== null;
  };
  const nearest = nearestFirst(earlier, fresh);
  for (let count = nearest.length; count > 1; count = Math.ceil(count / 2))
    if (await cover(nearest.slice(0, count))) return found.lookedAt(nearest.slice(0, count));
  return found;
}

function nearestFirst(releases: readonly CountedRelease[], { period }: CountedRelease): CountedRelease[] {
  const distance = (release: CountedRelease) => Math.abs(Date.parse(release.period) - Date.parse(period));
  return releases.toSorted((one, other) => distance(one) - distance(other));
}

function dimensionsOf(tables: readonly LedgerTable[]): string[] {
  return [...new Set(tables.flatMap(({ dimensions }) => dimensions))].toSorted();
}

/** A table of the new release with what is withheld of it by now. */
interface TableNow {
  readonly place: number;
  readonly table: LedgerTable;
}

/** What was found so far; every look starts from what is withheld by then. */
class Findings implements LedgerComparison {
  readonly rows = new Set<string>();
  readonly amounts = { orders: new Set<string>(), revenue: new Set<string>() };
  readonly tooFine = new Map<number, string>();
  readonly whole = new Set<number>();
  readonly #findings = new Map<string, AcrossFinding>();
  together: readonly string[] = [];

  get findings(): AcrossFinding[] {
    return [...this.#findings.values()];
  }

  lookedAt(releases: readonly CountedRelease[]): this {
    this.together = releases.map(({ runId }) => runId).toSorted();
    return this;
  }

  take({ withheld, withheldAmounts, whole, findings }: AcrossProtection, now: readonly TableNow[]): void {
    for (const [index, { place, table }] of now.entries()) {
      if (!whole.has(index)) continue;
      this.whole.add(place);
      for (const { id, isWithheld } of table.rows) if (!isWithheld) this.rows.add(id);
    }
    for (const row of withheld) this.rows.add(row);
    for (const amount of RELEASED_AMOUNTS) for (const row of withheldAmounts[amount]) this.amounts[amount].add(row);
    for (const finding of findings) {
      const key = JSON.stringify([finding.measure, finding.between]);
      // What two releases do not tell more of them may have told already.
      const isOut = finding.isOut || this.#findings.get(key)?.isOut === true;
      this.#findings.set(key, { ...finding, isOut });
    }
  }

  tablesNow({ tables }: LedgerRelease, places: readonly number[]): TableNow[] {
    const withheldAmounts = (id: string) => RELEASED_AMOUNTS.filter((name) => this.amounts[name].has(id));
    return places.flatMap((place) => {
      const table = tables[place];
      if (table === undefined || this.tooFine.has(place)) return [];
      const rows = table.rows.map((row) => ({
        ...row,
        isWithheld: row.isWithheld || this.rows.has(row.id),
        withheldAmounts: [...(row.withheldAmounts ?? []), ...withheldAmounts(row.id)],
      }));
      const now = { ...table, rows };
      return [{ place, table: this.whole.has(place) ? withheldWhole(now) : now }];
    });
  }
}
