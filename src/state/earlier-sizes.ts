import type { Column, Engine, SqlValue } from "../engine/engine.ts";

/** How many customers each segment had at an earlier as-of moment, and what they had bought by then. */
export const EARLIER_SIZE_COLUMNS: readonly Column[] = [
  { name: "as_of", type: "varchar" },
  { name: "segment_id", type: "varchar" },
  { name: "customers", type: "bigint" },
  { name: "orders", type: "bigint" },
  { name: "revenue", type: "decimal(38, 4)" },
];

/** An earlier moment, by the name that reports give it, with the Parquet file of the customers of a release of it. */
export interface MomentCustomers {
  readonly asOf: string;
  readonly customers: string;
}

/**
 * Rows of `EARLIER_SIZE_COLUMNS`: the sizes of segments at earlier moments, or with `isBySegment` false of everybody under an empty name, as the releases of
 * these moments counted them. What releases keep of their customers nobody changes, no erasure and no later run, so that the numbers are those that were
 * published. The embedded engine only; throws what it throws.
 */
export async function sizesOverTime(
  local: Engine,
  moments: readonly MomentCustomers[],
  isBySegment: boolean,
): Promise<SqlValue[][]> {
  const rows: SqlValue[][] = [];
  for (const { asOf, customers } of moments) {
    await local.attach("state.published_customers", [customers]);
    const sizes = await local.query(sizesSql(isBySegment ? "published_customers.segment" : "''"));
    rows.push(...sizes.map((row) => [asOf, ...COUNTED.map((name) => row[name] ?? null)]));
    await local.drop("state.published_customers");
  }
  return rows;
}

const COUNTED = ["segment_id", "customers", "orders", "revenue"];

/** Whoever is gone was counted by tables that compare alone. */
function sizesSql(segment: string): string {
  return `select ${segment} as segment_id, count(*) as customers, cast(sum(published_customers.orders) as bigint) as orders,
      cast(sum(published_customers.revenue) as decimal(38, 4)) as revenue
    from state.published_customers where not published_customers.is_gone group by 1 order by 1`;
}
