import { present } from "../assert.ts";
import { addContributions, type Contributions, NO_CONTRIBUTIONS } from "./contributions.ts";
import type { Combination, ModelCell } from "./joint-model.ts";

/** The customers that share one value of every dimension of their tables, and their sums. */
export interface Atom {
  /** By dimension. */
  readonly values: Readonly<Record<string, string>>;
  readonly customers: number;
  readonly orders: number;
  /** In the project's currency: what was bought less what was given back. */
  readonly revenue: number;
  readonly contributions: AtomContributions;
}

/** More atoms than this take longer to be looked at together than a report is worth. */
export const MOST_ATOMS = 2_000;

/** What single customers bring to the amounts of an atom, where what they gave back stands apart from what they bought. */
export type AtomContributions = Readonly<Record<"orders" | "bought" | "refunds", Contributions>>;

/** An exact sum, in ten-thousandths of the currency, as the models have it. */
export function inCurrency(scaled: bigint): number {
  return Number(scaled) / 10_000;
}

/** Tables that say something of one another, with the atoms that their cells are sums of. */
export interface LinkedTables {
  readonly tables: readonly ReleasedTable[];
  readonly atoms: readonly Atom[];
}

/** A table as far as the model needs to know it. */
export interface ReleasedTable {
  readonly id: string;
  readonly dimensions: readonly string[];
  readonly hasOrders: boolean;
  readonly hasRevenue: boolean;
  /** Its leaf cells and totals: a value for each dimension, null where it is summed over. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Its rows are printed nowhere, but nobody may learn one that is unsafe; false by default. */
  readonly isNeverPrinted?: boolean;
  /** Whether a reader does not know which of its cells are empty, since the zeros that say too much are withheld; false by default. */
  readonly hidesZeros?: boolean;
  /** Its rows of nobody that are unsafe, by their values as JSON; none by default. */
  readonly unsafeZeros?: ReadonlySet<string>;
}

/** The name of a row of a table in the models. */
export function rowId(table: string, values: readonly (string | null)[]): string {
  return JSON.stringify([table, ...values]);
}

/** A row of a table with the atoms it sums. */
export interface ModelRow {
  readonly id: string;
  readonly table: ReleasedTable;
  readonly isLeaf: boolean;
  readonly atoms: readonly number[];
  /** Whether it says too much that nobody is in it. */
  readonly isUnsafeZero: boolean;
}

/** What the models are made of: everything that the tables of a release say. */
export interface ReleaseRows {
  readonly atoms: readonly Atom[];
  readonly rows: readonly ModelRow[];
  /** What groups of tables agree on. */
  readonly links: readonly Combination[];
}

/** The rows of all tables of a release, with the atoms of every group one after the other. Pure; throws nothing. */
export function releaseRows(groups: readonly LinkedTables[]): ReleaseRows {
  return { atoms: groups.flatMap((group) => group.atoms), rows: rowsOf(groups), links: linksOf(groups) };
}

/** How many customers atoms have together. */
export function customersOf(atoms: readonly Atom[], own: readonly number[]): number {
  return own.reduce((sum, atom) => sum + (atoms[atom]?.customers ?? 0), 0);
}

/** What single customers bring to an amount of atoms together. */
export function contributionsOf(
  atoms: readonly Atom[],
  own: readonly number[],
  amount: keyof AtomContributions,
): Contributions {
  return own.reduce(
    (sum, atom) => addContributions(sum, atoms[atom]?.contributions[amount] ?? NO_CONTRIBUTIONS),
    NO_CONTRIBUTIONS,
  );
}

/** Zeros first, which are printed in any case, then large before small. */
export function orderOf(customers: number): number {
  return customers === 0 ? -Infinity : -customers;
}

/** The links as cells that are known whatever happens. */
export function linkCells(links: readonly Combination[], offset: number): ModelCell[] {
  return links.map(({ variables, coefficients }, index) => ({
    id: `link ${index} ${offset}`,
    row: `link ${index}`,
    variables: variables.map((variable) => variable + offset),
    ...(coefficients === undefined ? {} : { coefficients }),
    fate: "printed",
    need: null,
    order: 0,
  }));
}

function rowsOf(groups: readonly LinkedTables[]): ModelRow[] {
  let first = 0;
  return groups.flatMap(({ tables, atoms }) => {
    const start = first;
    first += atoms.length;
    return tables.flatMap((table) => rowsOfTable(table, atoms, start));
  });
}

function rowsOfTable(table: ReleasedTable, atoms: readonly Atom[], start: number): ModelRow[] {
  const byKept = new Map<string, ReadonlyMap<string, readonly number[]>>();
  return table.rows.map((values) => {
    const kept = table.dimensions.filter((_, index) => values[index] !== null);
    const key = kept.join();
    if (!byKept.has(key)) byKept.set(key, atomsByValues(kept, atoms, start));
    const own = values.filter((value) => value !== null);
    return {
      id: rowId(table.id, values),
      table,
      isLeaf: own.length === values.length,
      atoms: present(byKept.get(key), "it was made just now").get(JSON.stringify(own)) ?? [],
      isUnsafeZero: table.unsafeZeros?.has(JSON.stringify(values)) === true,
    };
  });
}

function atomsByValues(
  dimensions: readonly string[],
  atoms: readonly Atom[],
  start: number,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, { values }] of atoms.entries()) {
    const key = JSON.stringify(dimensions.map((dimension) => values[dimension]));
    const own = found.get(key);
    if (own === undefined) found.set(key, [start + index]);
    else own.push(start + index);
  }
  return found;
}

/** That every group of tables counts the same customers: the sum of the first less that of another is nothing. */
function linksOf(groups: readonly LinkedTables[]): Combination[] {
  const ends = groups.map((_, index) => groups.slice(0, index + 1).reduce((sum, { atoms }) => sum + atoms.length, 0));
  const ofGroup = (index: number) => {
    const start = ends[index - 1] ?? 0;
    return Array.from({ length: (ends[index] ?? 0) - start }, (_, offset) => start + offset);
  };
  return groups.slice(1).map((_, index) => {
    const [first, other] = [ofGroup(0), ofGroup(index + 1)];
    return { variables: [...first, ...other], coefficients: [...first.map(() => 1), ...other.map(() => -1)] };
  });
}
