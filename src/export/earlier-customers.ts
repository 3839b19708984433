import type { Engine } from "../engine/engine.ts";
import { CUSTOMER_NAMES, RELEASED_CUSTOMERS } from "./released-customers.ts";

/** Who leaves from one report to the next is a part; where more are gone, their ids are written otherwise. */
const LEAST_SHARE = 0.5;

/**
 * Makes the table of an earlier release's customers from its file, by the names that they have now: the customers of the new release must be there. Of several who
 * are one by now, one has the name, and the others are as if they had gone. Throws what the engine throws.
 */
export async function makeEarlierCustomers(local: Engine, table: string, file: string): Promise<void> {
  const [renamed] = await local.query(`select 1 as is_any from ${CUSTOMER_NAMES} limit 1`);
  if (renamed === undefined) return local.attach(table, [file]);
  const own = `${table}_as_kept`;
  await local.attach(own, [file]);
  const columns = (await local.describe(`select * from ${own}`)).map(({ name }) => name);
  const others = columns.filter((name) => name !== "customer_hash").map((name) => `named.${name}`);
  const isFirst = "row_number() over (partition by named.name_now order by named.is_renamed, named.customer_hash) = 1";
  await local.materialize(
    table,
    `select ${[`case when ${isFirst} then named.name_now else named.customer_hash end as customer_hash`, ...others].join(", ")}
    from (
      select kept.*, coalesce(names.customer_hash, kept.customer_hash) as name_now,
        coalesce(names.customer_hash <> kept.customer_hash, false) as is_renamed
      from ${own} as kept left join ${CUSTOMER_NAMES} as names on names.id_hash = kept.customer_hash
    ) as named`,
    "table",
  );
  await local.drop(own);
}

/**
 * Whether an earlier release and the new one count other customers: fewer than half of the customers of the smaller are in both, and too few are in either to say
 * so below `minimumUnits`. Throws what the engine throws.
 */
export async function areOthers(local: Engine, table: string, minimumUnits: number): Promise<boolean> {
  const [row] = await local.query(
    `select (select count(*) from ${table}) as earlier, (select count(*) from ${RELEASED_CUSTOMERS}) as fresh,
      (select count(*) from ${table} as earlier inner join ${RELEASED_CUSTOMERS} as fresh on fresh.customer_hash = earlier.customer_hash) as shared`,
  );
  const smaller = Math.min(Number(row?.["earlier"]), Number(row?.["fresh"]));
  return smaller >= minimumUnits && Number(row?.["shared"]) < LEAST_SHARE * smaller;
}
