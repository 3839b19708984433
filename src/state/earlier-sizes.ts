import type { Column, Engine, SqlValue } from "../engine/engine.ts";
import { FACTS_FILE, type FinishedRun, privateTable, SEGMENTS_FILE } from "./run-store.ts";

/** How many customers each segment had at an earlier as-of moment, and what they had bought by then. */
export const EARLIER_SIZE_COLUMNS: readonly Column[] = [
  { name: "as_of", type: "varchar" },
  { name: "segment_id", type: "varchar" },
  { name: "customers", type: "bigint" },
  { name: "orders", type: "bigint" },
  { name: "revenue", type: "decimal(38, 4)" },
];

const TABLES = { "state.moment_segments": SEGMENTS_FILE, "state.moment_facts": FACTS_FILE };

/** The rows of these columns that a finished run's stored tables give, the moment under the name given. */
export async function earlierSizes(engine: Engine, run: FinishedRun, asOf: string): Promise<SqlValue[][]> {
  for (const [table, file] of Object.entries(TABLES)) await engine.attach(table, [privateTable(run, file)]);
  const rows = await engine.query(
    `select moment_segments.segment_id, count(*) as customers, cast(sum(moment_facts.orders) as bigint) as orders,
       cast(sum(moment_facts.revenue) as decimal(38, 4)) as revenue
     from state.moment_segments
     inner join state.moment_facts on moment_facts.person_id = moment_segments.person_id
     group by moment_segments.segment_id order by moment_segments.segment_id`,
  );
  for (const table of Object.keys(TABLES)) await engine.drop(table);
  return rows.map((row) => [
    asOf,
    ...["segment_id", "customers", "orders", "revenue"].map((name) => row[name] ?? null),
  ]);
}
