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

/**
 * How many published cells of a report (`reportFolder`) have other customers than in a file of the bare statement, or are not in
 * it, and how many cells of it a table that withholds nothing lacks. `dimensions` are those of each table.
 */
export async function cellDifferences(
  reportFolder: string,
  dimensions: readonly (readonly string[])[],
  bareFile: string,
): Promise<number> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const everyDimension = [...new Set(dimensions.flat())];
  let differences = 0;
  for (const [index, names] of dimensions.entries()) {
    const columns = `${names.join(", ")}, customers`;
    const table = `read_csv('${join(reportFolder, `table-${index + 1}.csv`).replaceAll("'", "''")}', all_varchar = true)`;
    const leaves = names.map((name) => `${name} <> '(all)'`).join(" and ");
    const own = `select ${columns} from ${table} where value_status = 'published' and customers <> '0' and ${leaves}`;
    const others = everyDimension.filter((name) => !names.includes(name)).map((name) => `${name} is null`);
    const known = names.map((name) => `${name} is not null`);
    const bare = `select ${names.join(", ")}, cast(customers as varchar) as customers from '${bareFile.replaceAll("'", "''")}'
      where ${[...known, ...others].join(" and ")}`;
    const isWhole = `not exists (from ${table} where value_status <> 'published')`;
    const reader = await connection.runAndReadAll(
      `select (select count(*) from (${own} except ${bare})) + (select count(*) from (${bare} except ${own}) where ${isWhole}) as differences`,
    );
    differences += Number(reader.getRowObjectsJson()[0]?.["differences"]);
  }
  connection.closeSync();
  instance.closeSync();
  return differences;
}

/** Compares the staged list and the segments of a run (`runFolder`) with what the yardstick wrote (`bareFolder`). */
export async function compare(runFolder: string, bareFolder: string): Promise<Agreement> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const file = (folder: string, ...parts: string[]): string => `'${join(folder, ...parts).replaceAll("'", "''")}'`;
  const reader = await connection.runAndReadAll(`
    with
      listed as (select person_id from ${file(runFolder, "private", "staged", "spring-call.parquet")}),
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
