import { type ExactTable, isComparing, type TableGroup } from "../disclosure/exact-table.ts";
import type { Contributions } from "../disclosure/contributions.ts";
import { type Atom, inCurrency, MOST_ATOMS } from "../disclosure/release-rows.ts";
import { dimensionsOf } from "../domain/report.ts";
import type { Engine, SqlRow } from "../engine/engine.ts";
import { scaledOf } from "./decimal-text.ts";

/**
 * Which tables of the run's reports say something of one another, with the atoms that their cells are sums of: the customers who share a value of every
 * dimension of theirs. Where all atoms are few, all tables are one group. Else tables are linked by a dimension that both have, and by dimensions of
 * which some values never meet: whoever knows that knows more of the customers than how many there are. A group of too many atoms has none.
 *
 * Source: disclosure.md §3. Throws what the engine throws.
 */
export async function tableGroups(engine: Engine, tables: readonly ExactTable[]): Promise<TableGroup[]> {
  const ordinary = tables.filter((exact) => !isComparing(exact));
  if (ordinary.length === 0) return [];
  const whole = await groupOf(engine, ordinary);
  if (whole.atoms !== null || ordinary.length === 1) return [whole];
  const links = await linksOf(engine, allDimensions(ordinary));
  const groups: TableGroup[] = [];
  for (const group of groupedBy(ordinary, links)) groups.push(await groupOf(engine, group));
  return groups;
}

async function groupOf(engine: Engine, tables: readonly ExactTable[]): Promise<TableGroup> {
  // One row more tells that there are too many.
  const atoms = await atomsOf(engine, allDimensions(tables), MOST_ATOMS + 1);
  const ids = tables.map(({ id }) => id);
  if (atoms.length <= MOST_ATOMS) return { tables: ids, atoms };
  const cells: (readonly Atom[])[] = [];
  for (const { table } of tables) cells.push(await atomsOf(engine, dimensionsOf(table)));
  return { tables: ids, atoms: null, cells };
}

/** Everybody who is counted now in groups of equal values, with what single customers bring to the sums of each. Throws what the engine throws. */
export async function atomsOf(engine: Engine, dimensions: readonly string[], limit?: number): Promise<Atom[]> {
  const bought = "report_units.revenue + report_units.refunds";
  const rows = await engine.query(
    `select ${dimensions.map((name) => `${valueOf(name)} as ${name}`).join(", ")}, count(*) as customers,
      cast(sum(report_units.revenue) as decimal(38, 4)) as revenue,
      ${contributionsOf("orders", "report_units.orders")}, ${contributionsOf("bought", bought)},
      ${contributionsOf("refunds", "report_units.refunds")}
    from disclosure.report_units where not report_units.is_gone
    group by ${dimensions.map(valueOf).join(", ")} order by ${dimensions.join(", ")}${limit === undefined ? "" : ` limit ${limit}`}`,
  );
  return rows.map((row) => ({
    values: Object.fromEntries(dimensions.map((dimension) => [dimension, String(row[dimension])])),
    customers: Number(row["customers"]),
    orders: Number(row["orders"]),
    revenue: amountOf(row, "revenue"),
    contributions: {
      orders: contributionsIn(row, "orders"),
      bought: contributionsIn(row, "bought"),
      refunds: contributionsIn(row, "refunds"),
    },
  }));
}

/** SQL for an amount, how many bring something to it, and the two that bring most: found in one pass over everybody. */
function contributionsOf(name: string, amount: string): string {
  const exact = `cast(${amount} as decimal(38, 4))`;
  return `cast(sum(${amount}) as decimal(38, 4)) as ${name}, count_if(${amount} > 0) as of_${name},
    max(${exact}) as first_${name}, coalesce(second_of(max(${exact}, 2)), 0) as second_${name}`;
}

function contributionsIn(row: SqlRow, name: string): Contributions {
  return {
    total: amountOf(row, name),
    contributors: Number(row[`of_${name}`]),
    first: amountOf(row, `first_${name}`),
    second: amountOf(row, `second_${name}`),
  };
}

function amountOf(row: SqlRow, name: string): number {
  return inCurrency(scaledOf(String(row[name])));
}

/** SQL for the value of a dimension of `disclosure.report_units` as the cells have it. Names of dimensions are words of this program. */
export function valueOf(dimension: string): string {
  return `coalesce(cast(report_units.${dimension} as varchar), '(none)')`;
}

function allDimensions(tables: readonly ExactTable[]): string[] {
  return [...new Set(tables.flatMap(({ table }) => dimensionsOf(table)))].toSorted();
}

type AreLinked = (one: string, other: string) => boolean;

/** Pairs of dimensions of which not every value of one meets every value of the other. */
async function linksOf(engine: Engine, dimensions: readonly string[]): Promise<AreLinked> {
  const pairs = dimensions.flatMap((one, index) => dimensions.slice(index + 1).map((other) => [one, other] as const));
  const counts = [
    ...dimensions.map((name) => `count(distinct ${valueOf(name)}) as of_${name}`),
    ...pairs.map(
      ([one, other], index) => `count(distinct concat(${valueOf(one)}, chr(31), ${valueOf(other)})) as pair_${index}`,
    ),
  ];
  const [row = {}] = await engine.query(
    `select ${counts.join(", ")} from disclosure.report_units where not report_units.is_gone`,
  );
  const values = (name: string) => Number(row[`of_${name}`]);
  const linked = new Set(
    pairs.filter(([one, other], index) => Number(row[`pair_${index}`]) < values(one) * values(other)).map(String),
  );
  return (one, other) => one === other || linked.has(String([one, other])) || linked.has(String([other, one]));
}

/** The tables in groups that no link leads out of, each in the order of the files. */
function groupedBy(tables: readonly ExactTable[], areLinked: AreLinked): ExactTable[][] {
  const touches = (one: ExactTable, other: ExactTable) =>
    dimensionsOf(one.table).some((a) => dimensionsOf(other.table).some((b) => areLinked(a, b)));
  let groups: ExactTable[][] = [];
  for (const table of tables) {
    const isNear = (group: readonly ExactTable[]) => group.some((other) => touches(table, other));
    groups = [...groups.filter((group) => !isNear(group)), [...groups.filter(isNear).flat(), table]];
  }
  return groups.map((group) => tables.filter((table) => group.includes(table)));
}
