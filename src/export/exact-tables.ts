import { present } from "../assert.ts";
import { type ExactTable, isComparing } from "../disclosure/exact-table.ts";
import type { Atom } from "../disclosure/release-rows.ts";
import { type CellSums, sumsOf } from "../disclosure/report-measures.ts";
import { channelsOfReports } from "../domain/contactable.ts";
import {
  dimensionsOf,
  hasDimension,
  hasMeasure,
  MEDIAN_SCORES,
  type Report,
  type ReportMeasure,
  type ReportTable,
} from "../domain/report.ts";
import type { Engine, SqlRow } from "../engine/engine.ts";
import { scaledOf } from "./decimal-text.ts";
import { atomsOf } from "./report-atoms.ts";

const VALUES = ["value_1", "value_2", "value_3"];

const MEDIANS = Object.keys(MEDIAN_SCORES) as ReportMeasure[];

/** The leaf cells of every table of the reports, in the order of the files; cells in the order of their values. */
export async function exactTables(engine: Engine, reports: readonly Report[]): Promise<ExactTable[]> {
  const rows = await engine.query("select * from disclosure.report_cells order by table_id, value_1, value_2, value_3");
  const scoreCounts = hasMeasure(reports, ...MEDIANS) ? await scoreCountsByCell(engine) : new Map<string, Counts>();
  const contactable =
    channelsOfReports(reports).length > 0 ? await contactableByCell(engine) : new Map<string, Contactable>();
  const gone = hasDimension(reports, "previous_segment") ? await goneSince(engine) : 0n;
  const compared = await comparedAtoms(engine, reports);
  return reports.flatMap((report) =>
    report.tables.map((table, index) => {
      const id = `${report.id}/${index + 1}`;
      const width = table.rows.length + table.columns.length;
      const cells = rows
        .filter((row) => row["table_id"] === id)
        .map((row) => ({
          values: VALUES.slice(0, width).map((name) => String(row[name])),
          customers: BigInt(String(row["customers"])),
          orders: BigInt(String(row["orders"])),
          revenue: scaledOf(String(row["revenue"])),
          scoreCounts: scoreCounts.get(cellKey(row)) ?? {},
          contactable: contactable.get(cellKey(row)) ?? {},
        }));
      const own = compared.get(id);
      return { id, table, cells, gone: isByPreviousSegment(table) ? gone : 0n, ...(own && { compared: own }) };
    }),
  );
}

/** The groups of customers of the tables that compare and say amounts, by table; of tables of several moments those of the run's own. */
async function comparedAtoms(
  engine: Engine,
  reports: readonly Report[],
): Promise<ReadonlyMap<string, readonly Atom[]>> {
  const found = new Map<string, readonly Atom[]>();
  for (const { id, tables } of reports)
    for (const [index, table] of tables.entries())
      if (isComparing({ table }) && hasAmounts(table))
        found.set(`${id}/${index + 1}`, await atomsOf(engine, dimensionsOf(table)));
  return found;
}

function hasAmounts({ measures }: ReportTable): boolean {
  return measures.some((measure) => sumsOf(measure).some((sum) => sum !== "customers"));
}

function isByPreviousSegment(table: ReportTable): boolean {
  return dimensionsOf(table).includes("previous_segment");
}

/** How many people of the previous as-of moment count no more. */
async function goneSince(engine: Engine): Promise<bigint> {
  const [row] = await engine.query(
    "select count(*) as people from segment.previous_segments where previous_segments.is_gone",
  );
  return BigInt(String(row?.["people"] ?? 0));
}

type Counts = CellSums["scoreCounts"];

async function scoreCountsByCell(engine: Engine): Promise<ReadonlyMap<string, Counts>> {
  const rows = await engine.query("select * from disclosure.report_score_counts");
  const cells = new Map<string, Record<string, bigint[]>>();
  for (const row of rows) {
    const key = cellKey(row);
    if (!cells.has(key)) cells.set(key, {});
    const scores = present(cells.get(key), "the cell was just made");
    const classes = (scores[String(row["score"])] ??= []);
    const place = Number(row["class"]) - 1;
    while (classes.length <= place) classes.push(0n);
    classes[place] = BigInt(String(row["customers"]));
  }
  return cells;
}

type Contactable = CellSums["contactable"];

async function contactableByCell(engine: Engine): Promise<ReadonlyMap<string, Contactable>> {
  const rows = await engine.query("select * from disclosure.report_contactable_counts");
  const cells = new Map<string, Record<string, bigint>>();
  for (const row of rows) {
    const counts = cells.get(cellKey(row)) ?? {};
    counts[String(row["channel"])] = BigInt(String(row["customers"]));
    cells.set(cellKey(row), counts);
  }
  return cells;
}

function cellKey(row: SqlRow): string {
  return ["table_id", ...VALUES].map((name) => String(row[name])).join("\u0000");
}
