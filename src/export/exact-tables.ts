import type { ExactTable } from "../disclosure/report-table.ts";
import type { Report } from "../domain/report.ts";
import type { Engine } from "../engine/engine.ts";
import { scaledOf } from "./decimal-text.ts";

/** The leaf cells of every table of the reports, in the order of the files; cells in the order of their values. */
export async function exactTables(engine: Engine, reports: readonly Report[]): Promise<ExactTable[]> {
  const rows = await engine.query("select * from disclosure.report_cells order by table_id, value_1, value_2, value_3");
  return reports.flatMap((report) =>
    report.tables.map((table, index) => {
      const id = `${report.id}/${index + 1}`;
      const width = table.rows.length + table.columns.length;
      const cells = rows
        .filter((row) => row["table_id"] === id)
        .map((row) => ({
          values: [row["value_1"], row["value_2"], row["value_3"]].slice(0, width).map(String),
          customers: BigInt(String(row["customers"])),
          orders: BigInt(String(row["orders"])),
          revenue: scaledOf(String(row["revenue"])),
        }));
      return { id, table, cells };
    }),
  );
}
