import type { Brought, CountedCustomers, CountedGroup } from "../src/auditor/counted-customers.ts";
import { MOST_ATOMS } from "../src/disclosure/release-rows.ts";
import { dimensionsOf, type Report, type ReportDimension } from "../src/domain/report.ts";
import type { Engine, SqlRow } from "../src/engine/engine.ts";

/** A table of more groups than these is judged from its files alone. */
const MOST_OF_ONE = 20_000;

/**
 * Everybody whom reports count at the moment of their run, for the auditor: by all their dimensions where these have few enough combinations, and else by those of each table. Throws what the engine
 * throws.
 */
export async function countCustomers(engine: Engine, reports: readonly Report[]): Promise<CountedCustomers[]> {
  const tables = reports.flatMap((report) => report.tables.map(dimensionsOf));
  const ordinary = tables.filter((names) => !names.includes("previous_segment"));
  const shapes = ordinary.map((names) => names.filter((name) => name !== "as_of").toSorted());
  if (shapes.length === 0) return [];
  const all = [...new Set(shapes.flat())].toSorted();
  // Of more groups than a run protects together tables are judged each by its own.
  const whole = await groupedBy(engine, all, shapes.length === 1 ? MOST_OF_ONE : MOST_ATOMS);
  if (whole !== null) return [whole];
  const distinct = new Map(shapes.map((names) => [names.join(), names]));
  const counted: CountedCustomers[] = [];
  for (const names of distinct.values()) {
    const own = await groupedBy(engine, names, MOST_OF_ONE);
    if (own !== null) counted.push(own);
  }
  return counted;
}

/** Null where there are too many groups. */
async function groupedBy(
  engine: Engine,
  dimensions: readonly ReportDimension[],
  most: number,
): Promise<CountedCustomers | null> {
  const values = dimensions.map((name) => `coalesce(cast(report_units.${name} as varchar), '(none)')`);
  const named = values.map((value, index) => `${value} as ${dimensions[index]},`);
  // One group more tells that there are too many.
  const rows = await engine.query(
    `select ${named.join(" ")} count(*) as customers, ${broughtSql("orders", "report_units.orders")},
      ${broughtSql("bought", "report_units.revenue + report_units.refunds")}, ${broughtSql("refunds", "report_units.refunds")}
    from disclosure.report_units where not report_units.is_gone
    ${values.length === 0 ? "" : `group by ${values.join(", ")} order by ${dimensions.join(", ")}`} limit ${most + 1}`,
  );
  if (rows.length > most) return null;
  const groups = rows.map((row): CountedGroup => ({
    values: Object.fromEntries(dimensions.map((name) => [name, String(row[name])])),
    customers: Number(row["customers"]),
    orders: broughtIn(row, "orders"),
    bought: broughtIn(row, "bought"),
    refunds: broughtIn(row, "refunds"),
  }));
  return { dimensions, groups };
}

/** The whole, how many bring anything, and the two who bring most. */
function broughtSql(name: string, amount: string): string {
  const exact = `cast(${amount} as decimal(38, 4))`;
  return `cast(sum(${amount}) as decimal(38, 4)) as ${name}, count_if(${amount} > 0) as ${name}_contributors,
    max(${exact}) as ${name}_first, coalesce(second_of(max(${exact}, 2)), 0) as ${name}_second`;
}

function broughtIn(row: SqlRow, name: string): Brought {
  const numberIn = (column: string) => Number(row[column] ?? 0);
  return {
    total: numberIn(name),
    contributors: numberIn(`${name}_contributors`),
    first: numberIn(`${name}_first`),
    second: numberIn(`${name}_second`),
  };
}
