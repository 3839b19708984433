import { present } from "../assert.ts";
import type { Combination, JointModel, ModelCell, ModelVariable } from "./joint-model.ts";
import { smallDifferences } from "./small-differences.ts";

/** The customers that share one value of every dimension of their tables, and their sums. */
export interface Atom {
  /** By dimension. */
  readonly values: Readonly<Record<string, string>>;
  readonly customers: number;
  readonly orders: number;
  /** In the project's currency. */
  readonly revenue: number;
}

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
}

/** What is protected and how strictly. */
export interface ProtectionRules {
  /** The least number of customers of a published cell. */
  readonly minimumUnits: number;
  /** How near to a withheld amount, in percent of it, a reader may come. */
  readonly percent: number;
}

/** Models of one release. */
export interface ReleaseModels {
  /** By which the withheld rows are chosen: customers alone. */
  readonly counts: JointModel;
  /** With which they are proved: customers and orders together, and revenue. */
  readonly audited: readonly JointModel[];
}

/** The name of a row of a table in the models. */
export function rowId(table: string, values: readonly (string | null)[]): string {
  return JSON.stringify([table, ...values]);
}

/**
 * The joint model of all tables that leave together. Linked tables share atoms; groups of tables without a link agree on nothing but how many customers
 * and how much of everything there is. A reader is taken to know which combinations of values occur at all, since zeros are printed, so an atom
 * of nobody is no variable.
 *
 * Source: disclosure.md §3. Pure; throws nothing.
 */
export function releaseModels(groups: readonly LinkedTables[], rules: ProtectionRules): ReleaseModels {
  const atoms = groups.flatMap((group) => group.atoms);
  const rows = rowsOf(groups);
  const links = linksOf(groups);
  const counts = countModel(atoms, rows, links, rules);
  return {
    counts,
    audited: [ordersModel(atoms, rows, links, rules), revenueModel(atoms, rows, links, rules)],
  };
}

/** A row of a table with the atoms it sums. */
interface ModelRow {
  readonly id: string;
  readonly table: ReleasedTable;
  readonly isLeaf: boolean;
  readonly atoms: readonly number[];
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

function linkCells(links: readonly Combination[], offset: number): ModelCell[] {
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

function countModel(
  atoms: readonly Atom[],
  rows: readonly ModelRow[],
  links: readonly Combination[],
  { minimumUnits }: ProtectionRules,
): JointModel {
  const customersOf = (variables: readonly number[]) =>
    variables.reduce((sum, atom) => sum + (atoms[atom]?.customers ?? 0), 0);
  const needOf = (customers: number) =>
    customers > 0 && customers < minimumUnits ? { below: customers - 1, above: minimumUnits - customers } : null;
  const cells = rows.map((row): ModelCell => {
    const customers = customersOf(row.atoms);
    return {
      id: row.id,
      row: row.id,
      variables: row.atoms,
      fate: "open",
      need: needOf(customers),
      order: orderOf(customers),
    };
  });
  const differences = smallDifferences(cells, customersOf, minimumUnits).map((variables): ModelCell => {
    const id = `difference ${variables.join()}`;
    return { id, row: id, variables, fate: "never", need: needOf(customersOf(variables)), order: 0 };
  });
  return {
    variables: countVariables(atoms, rows),
    cells: [...linkCells(links, 0), ...cells, ...differences],
    inequalities: leastOfRows(rows),
    isUnsafeUnion: (variables) => {
      const customers = customersOf(variables);
      // Whoever is alone in a withheld part knows it, and so what the others of the union are together.
      const alone = variables.some((atom) => atoms[atom]?.customers === 1) ? 1 : 0;
      return [customers, customers - alone].some((known) => known > 0 && known < minimumUnits);
    },
  };
}

/** Zeros first, which are printed in any case, then large before small. */
function orderOf(customers: number): number {
  return customers === 0 ? -Infinity : -customers;
}

/** Where a leaf cell of a printed table is one atom, a reader knows that it is somebody. */
function countVariables(atoms: readonly Atom[], rows: readonly ModelRow[]): ModelVariable[] {
  const whole = new Set(rows.flatMap(({ isLeaf, atoms: own }) => (isLeaf && own.length === 1 ? own : [])));
  return atoms.map(({ customers }, leaf) => ({
    leaf,
    value: customers,
    least: whole.has(leaf) ? 1 : 0,
    isWhole: true,
  }));
}

/** Since zeros are printed, a withheld cell is somebody. */
function leastOfRows(rows: readonly ModelRow[]): JointModel["inequalities"] {
  const leaves = rows.filter(({ isLeaf, atoms }) => isLeaf && atoms.length > 1);
  return leaves.map(({ atoms }) => ({ variables: atoms, least: 1 }));
}

/** Customers and orders together: nobody is a customer without an order, wherever that is so. */
function ordersModel(
  atoms: readonly Atom[],
  rows: readonly ModelRow[],
  links: readonly Combination[],
  rules: ProtectionRules,
): JointModel {
  const counts = countModel(atoms, rows, links, rules);
  const size = atoms.length;
  const orders = rows.flatMap((row) => amountCell(row, atoms, "orders", { offset: size, hasLeast: true, rules }));
  return {
    variables: [
      ...counts.variables,
      ...atoms.map(({ orders: value }, leaf): ModelVariable => ({ leaf, value, least: 0, isWhole: true })),
    ],
    cells: [...counts.cells, ...linkCells(links, size), ...orders],
    inequalities: [
      ...counts.inequalities,
      ...atoms.flatMap(({ customers, orders: own }, leaf) =>
        own < customers ? [] : [{ variables: [leaf, size + leaf], coefficients: [-1, 1], least: 0 }],
      ),
    ],
    isUnsafeUnion: () => false,
  };
}

function revenueModel(
  atoms: readonly Atom[],
  rows: readonly ModelRow[],
  links: readonly Combination[],
  rules: ProtectionRules,
): JointModel {
  const least = atoms.some(({ revenue }) => revenue < 0) ? -Infinity : 0;
  return {
    variables: atoms.map(({ revenue }, leaf) => ({ leaf, value: revenue, least, isWhole: false })),
    cells: [
      ...linkCells(links, 0),
      ...rows.flatMap((row) => amountCell(row, atoms, "revenue", { offset: 0, hasLeast: false, rules })),
    ],
    inequalities: [],
    isUnsafeUnion: () => false,
  };
}

interface AmountRules {
  /** Where the variables of the amount begin. */
  readonly offset: number;
  /** Whether a reader knows that the amount is at least one. */
  readonly hasLeast: boolean;
  readonly rules: ProtectionRules;
}

/**
 * An amount of a row, where its table prints it. Of a row of too few customers nobody may come nearer than `percent` of the amount: at least as far as that share of the
 * greatest contribution, which is not greater.
 */
function amountCell(
  { id, table, atoms: own }: ModelRow,
  atoms: readonly Atom[],
  measure: "orders" | "revenue",
  { offset, hasLeast, rules }: AmountRules,
): ModelCell[] {
  if (!(measure === "orders" ? table.hasOrders : table.hasRevenue)) return [];
  const sum = (of: "customers" | "orders" | "revenue") =>
    own.reduce((total, atom) => total + (atoms[atom]?.[of] ?? 0), 0);
  const [customers, amount] = [sum("customers"), sum(measure)];
  const share = (rules.percent / 100) * Math.abs(amount);
  // Orders are whole numbers, and so is how far one errs about them.
  const distance = measure === "orders" ? Math.ceil(share) : share;
  const isTooSmall = customers > 0 && customers < rules.minimumUnits;
  const below = hasLeast ? Math.max(0, Math.min(distance, amount - 1)) : distance;
  return [
    {
      id: `${id} ${measure}`,
      row: id,
      variables: own.map((atom) => atom + offset),
      fate: "open",
      need: isTooSmall ? { below, above: distance } : null,
      order: orderOf(customers),
    },
  ];
}
