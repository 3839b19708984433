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

/** An earlier moment, by the name that reports give it, and the finished run whose stored tables tell of it. */
export interface StoredMoment {
  readonly asOf: string;
  readonly run: FinishedRun;
}

export interface SizesOverTime {
  /** Rows of `EARLIER_SIZE_COLUMNS`. */
  readonly rows: readonly SqlValue[][];
  /** Moments that are not shown, in the order given. */
  readonly tooClose: readonly StoredMoment[];
}

/** Everybody at the run's own moment. */
const NOW = "segment.person_segments";

/**
 * The sizes of segments at earlier moments, given ascending, from the stored tables of their runs. A moment that differs from
 * the run's own, or from a later one that is shown, by what few customers did in a segment or in all is left out: the
 * difference of two published sizes would be theirs.
 */
export async function sizesOverTime(
  engine: Engine,
  moments: readonly StoredMoment[],
  minimumUnits: number,
): Promise<SizesOverTime> {
  const rows: SqlValue[][] = [];
  const tooClose: StoredMoment[] = [];
  const shown = [NOW];
  for (const [index, moment] of [...moments.entries()].toReversed()) {
    const people = `state.moment_${index}`;
    await attachPeople(engine, moment.run, people);
    if (await differsByFew(engine, people, shown, minimumUnits)) tooClose.unshift(moment);
    else {
      rows.push(...(await sizesOf(engine, people, moment.asOf)));
      shown.push(people);
    }
  }
  for (const index of moments.keys())
    for (const table of PARTS.map((part) => `state.moment_${index}${part}`)) await engine.drop(table);
  return { rows, tooClose };
}

const PARTS = ["", "_segments", "_facts"];

/** Everybody's segment, orders and revenue in a finished run, as a view. */
async function attachPeople(engine: Engine, run: FinishedRun, people: string): Promise<void> {
  await engine.attach(`${people}_segments`, [privateTable(run, SEGMENTS_FILE)]);
  await engine.attach(`${people}_facts`, [privateTable(run, FACTS_FILE)]);
  const select = `select segments.person_id, segments.segment_id, facts.orders, facts.revenue
    from ${people}_segments as segments inner join ${people}_facts as facts on facts.person_id = segments.person_id`;
  await engine.materialize(people, select, "view");
}

async function sizesOf(engine: Engine, people: string, asOf: string): Promise<SqlValue[][]> {
  const rows = await engine.query(
    `select people.segment_id, count(*) as customers, cast(sum(people.orders) as bigint) as orders,
       cast(sum(people.revenue) as decimal(38, 4)) as revenue
     from ${people} as people group by people.segment_id order by people.segment_id`,
  );
  return rows.map((row) => [
    asOf,
    ...["segment_id", "customers", "orders", "revenue"].map((name) => row[name] ?? null),
  ]);
}

async function differsByFew(
  engine: Engine,
  people: string,
  shown: readonly string[],
  minimumUnits: number,
): Promise<boolean> {
  for (const other of shown) {
    const [row] = await engine.query(`select count(*) as few from (${changesSql(people, other)}) as changes
      where changes.customers < ${minimumUnits}`);
    if (Number(row?.["few"] ?? 0) > 0) return true;
  }
  return false;
}

/**
 * SQL for how many customers bought, moved, came or went between two moments, of each segment that any of them did it in, and in
 * all. One row for each that changed at all.
 */
function changesSql(one: string, other: string): string {
  return `with changed as (
      select one.segment_id as one_segment, other.segment_id as other_segment
      from ${one} as one
      full outer join ${other} as other on other.person_id = one.person_id
      where one.person_id is null or other.person_id is null
        or one.segment_id <> other.segment_id or one.orders <> other.orders or one.revenue <> other.revenue
    ),
    touched as (
      select changed.one_segment as segment_id from changed where changed.one_segment is not null
      union all
      select changed.other_segment as segment_id from changed
      where changed.other_segment is not null and coalesce(changed.one_segment, '') <> changed.other_segment
      union all
      select '' as segment_id from changed
    )
    select touched.segment_id, count(*) as customers from touched group by touched.segment_id`;
}
