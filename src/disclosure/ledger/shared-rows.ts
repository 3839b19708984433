import { present } from "../../assert.ts";
import { OTHER } from "../report-rows.ts";
import type { RankClass } from "../rank-classes.ts";
import type { ReleasedAmount } from "../release-model.ts";
import type { SharedAtom } from "./shared-atoms.ts";

/** A row of a table of some release, as it is printed there or is to be. */
export interface LedgerRow {
  readonly id: string;
  /** A value for each dimension of the table, null where it is summed over. */
  readonly values: readonly (string | null)[];
  /** Withheld with all its measures. */
  readonly isWithheld: boolean;
  /** Printed nowhere: a sum of rows of its table that a reader can add up; false by default. */
  readonly isDerived?: boolean;
  /** Amounts that are withheld though the row is not; none by default. */
  readonly withheldAmounts?: readonly ReleasedAmount[];
}

/** A table of some release as far as the comparison needs to know it. */
export interface LedgerTable {
  readonly dimensions: readonly string[];
  /** Whether it counts those, too, who were counted at the moment before and are no more. */
  readonly countsGone: boolean;
  readonly hasOrders: boolean;
  readonly hasRevenue: boolean;
  /** Of a dimension with a remainder: the values that are one in it. */
  readonly combined?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether a withheld cell of it may be of nobody though zeros are printed; false by default. */
  readonly hidesZeros?: boolean;
  readonly rows: readonly LedgerRow[];
}

/** A release as the comparison sees it. */
export interface LedgerRelease {
  readonly runId: string;
  /** Releases of the same one are about the same moment. */
  readonly period: string;
  readonly tables: readonly LedgerTable[];
  /** Of whom everybody knew at its moment how many they were; none by default. */
  readonly rankClasses?: readonly RankClass[];
}

/** A row with the shared atoms that it sums. */
export interface SharedRow extends LedgerRow {
  /** The place of its release; 0 is the new one. */
  readonly release: number;
  readonly table: LedgerTable;
  /** Ascending. */
  readonly atoms: readonly number[];
  readonly customers: number;
}

/** The dimension that is `true` of whom only tables with `countsGone` count. */
export const IS_GONE = "is_gone";

/** The table with every row withheld, those of nobody as well. Pure; throws nothing. */
export function withheldWhole(table: LedgerTable): LedgerTable {
  return { ...table, hidesZeros: true, rows: table.rows.map((row) => ({ ...row, isWithheld: true })) };
}

/** The rows of all releases. Rows of nobody have no atoms. Pure; throws nothing. */
export function sharedRows(releases: readonly LedgerRelease[], atoms: readonly SharedAtom[]): SharedRow[] {
  return releases.flatMap(({ tables }, release) => tables.flatMap((table) => rowsOf(release, table, atoms)));
}

function rowsOf(release: number, table: LedgerTable, atoms: readonly SharedAtom[]): SharedRow[] {
  const byKept = new Map<string, ReadonlyMap<string, readonly number[]>>();
  return withSums(table.rows).map((row) => {
    const kept = table.dimensions.filter((_, index) => row.values[index] !== null);
    const key = kept.join();
    if (!byKept.has(key)) byKept.set(key, atomsByValues(release, table, { kept, atoms }));
    const own = row.values.filter((value) => value !== null);
    const found = present(byKept.get(key), "it was made just now").get(JSON.stringify(own)) ?? [];
    const customers = found.reduce((sum, atom) => sum + (atoms[atom]?.customers ?? 0), 0);
    return { ...row, release, table, atoms: found, customers };
  });
}

/** The rows of a table, and every sum of its leaf cells over one dimension or more that it does not print. */
function withSums(rows: readonly LedgerRow[]): LedgerRow[] {
  const known = new Set(rows.map(({ values }) => JSON.stringify(values)));
  const sums = new Map<string, LedgerRow>();
  for (const { id, values } of rows) {
    if (values.includes(null)) continue;
    for (const summed of totalsOf(values)) {
      const key = JSON.stringify(summed);
      const sum = { id: `${id} ${key}`, values: summed, isWithheld: false, isDerived: true };
      if (!known.has(key) && !sums.has(key)) sums.set(key, sum);
    }
  }
  return [...rows, ...sums.values()];
}

function totalsOf(values: readonly (string | null)[]): (string | null)[][] {
  const all = values.reduce<(string | null)[][]>(
    (heads, value) =>
      heads.flatMap((head) => [
        [...head, value],
        [...head, null],
      ]),
    [[]],
  );
  return all.slice(1);
}

function atomsByValues(
  release: number,
  { countsGone, combined }: LedgerTable,
  { kept, atoms }: { readonly kept: readonly string[]; readonly atoms: readonly SharedAtom[] },
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, { places }] of atoms.entries()) {
    const place = places[release] ?? null;
    if (place === null || (!countsGone && place[IS_GONE] === "true")) continue;
    const valueOf = (dimension: string) => {
      const value = place[dimension] ?? "";
      return combined?.get(dimension)?.has(value) === true ? OTHER : value;
    };
    const key = JSON.stringify(kept.map(valueOf));
    const own = found.get(key);
    if (own === undefined) found.set(key, [index]);
    else own.push(index);
  }
  return found;
}
