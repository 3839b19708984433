import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** How far the product and the yardstick agree; both numbers of differences must be 0 for their times to be comparable. */
export interface Agreement {
  readonly listed: number;
  /** People that one of them lists and the other does not. */
  readonly listed_differences: number;
  /** Segments whose customers, orders or revenue differ. */
  readonly segment_differences: number;
}

/** How many people have other facts, scores or segments in a run (`runFolder`) than in a file of the bare statement. */
export async function segmentDifferences(runFolder: string, bareFile: string): Promise<number> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const columns = "person_id, recency_days, frequency, monetary, r_score, f_score, m_score, segment_id";
  const own = join(runFolder, "private", "tables", "segment", "person_segments.parquet");
  const read = (path: string) => `select ${columns} from '${path.replaceAll("'", "''")}'`;
  const differing = (here: string, there: string) => `(select count(*) from (${read(here)} except ${read(there)}))`;
  const reader = await connection.runAndReadAll(
    `select ${differing(own, bareFile)} + ${differing(bareFile, own)} as differences`,
  );
  const [row] = reader.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return Number(row?.["differences"]);
}

/** Compares the decisions and segments of a run (`runFolder`) with what the yardstick wrote (`bareFolder`). */
export async function compare(runFolder: string, bareFolder: string): Promise<Agreement> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const file = (folder: string, ...parts: string[]): string => `'${join(folder, ...parts).replaceAll("'", "''")}'`;
  const reader = await connection.runAndReadAll(`
    with
      listed as (select person_id from ${file(runFolder, "private", "decisions.parquet")} where outcome = 'listed'),
      bare_listed as (select customer_id as person_id from ${file(bareFolder, "spring-call.csv")}),
      segments as (
        select segment_id, count(*) as customers, sum(frequency) as orders, sum(monetary) as revenue
        from ${file(runFolder, "private", "tables", "segment", "person_segments.parquet")}
        group by segment_id
      ),
      bare_segments as (
        select segment as segment_id, sum(customers) as customers, sum(orders) as orders, sum(cast(revenue as decimal(38, 4))) as revenue
        from read_csv(${file(bareFolder, "segment-by-region.csv")}, all_varchar = false, types = { 'revenue': 'varchar' })
        group by segment
      )
    select
      (select count(*) from listed) as listed,
      (select count(*) from (from listed except from bare_listed)) + (select count(*) from (from bare_listed except from listed)) as listed_differences,
      (select count(*) from (from segments except from bare_segments)) + (select count(*) from (from bare_segments except from segments)) as segment_differences
  `);
  const [row] = reader.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return {
    listed: Number(row?.["listed"]),
    listed_differences: Number(row?.["listed_differences"]),
    segment_differences: Number(row?.["segment_differences"]),
  };
}
