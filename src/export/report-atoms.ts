import { type Atom, inCurrency } from "../disclosure/release-model.ts";
import { type ExactTable, isComparing, type TableGroup } from "../disclosure/report-table.ts";
import { dimensionsOf } from "../domain/report.ts";
import type { Engine, SqlRow } from "../engine/engine.ts";
import { scaledOf } from "./decimal-text.ts";

/** More atoms than this take longer to be looked at together than a report is worth. */
const MOST_ATOMS = 5_000;

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
  const dimensions = allDimensions(tables);
  // One row more tells that there are too many.
  const rows = await engine.query(
    `select ${dimensions.map((name) => `${valueOf(name)} as ${name}`).join(", ")}, count(*) as customers,
      cast(sum(report_units.orders) as bigint) as orders, cast(sum(report_units.revenue) as decimal(38, 4)) as revenue
    from disclosure.report_units where not report_units.is_gone
    group by ${dimensions.map(valueOf).join(", ")} order by ${dimensions.join(", ")} limit ${MOST_ATOMS + 1}`,
  );
  const atoms = rows.length > MOST_ATOMS ? null : rows.map((row) => atomOf(row, dimensions));
  return { tables: tables.map(({ id }) => id), atoms };
}

function atomOf(row: SqlRow, dimensions: readonly string[]): Atom {
  return {
    values: Object.fromEntries(dimensions.map((dimension) => [dimension, String(row[dimension])])),
    customers: Number(row["customers"]),
    orders: Number(row["orders"]),
    revenue: inCurrency(scaledOf(String(row["revenue"]))),
  };
}

/** The value of a dimension as the cells have it. Names of dimensions are words of this program. */
function valueOf(dimension: string): string {
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
