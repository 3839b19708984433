import type { ExactTable } from "../../../src/disclosure/exact-table.ts";
import type { ProtectedRow, ProtectedTable } from "../../../src/disclosure/protected-table.ts";
import type { ReportCell } from "../../../src/disclosure/report-rows.ts";

/** A table of a segment and a region, of customers alone. */
export function exactTable(id: string, counts: readonly (readonly number[])[]): ExactTable {
  const cells = counts.flatMap((row, segment) =>
    row.map((customers, region): ReportCell => ({
      values: [`s${segment}`, `r${region}`],
      customers: BigInt(customers),
      orders: BigInt(2 * customers),
      revenue: BigInt(customers) * 50_000n,
      scoreCounts: {},
      contactable: {},
    })),
  );
  return { id, table: { rows: ["segment"], columns: ["region"], measures: ["customers"], totals: true }, cells };
}

/** A protected table as CSV; rows of which `isShown` says so are printed though they were withheld. */
export function protectedCsv(
  { rows }: ProtectedTable,
  exact: ExactTable,
  isShown: (row: ProtectedRow) => boolean = () => false,
): string {
  const lines = rows.map((row) => {
    const isWithheld = row.isWithheld && !isShown(row);
    const customers = isWithheld ? "" : String(customersOf(exact, row));
    return [...row.values.map((value) => value ?? "(all)"), customers, isWithheld ? "withheld" : "published"].join();
  });
  return ["segment,region,customers,value_status", ...lines, ""].join("\n");
}

/** How many customers a row of a table has, whether or not it says so. */
export function customersOf({ cells }: ExactTable, { values }: Pick<ProtectedRow, "values">): number {
  const own = cells.filter((cell) => values.every((value, place) => value === null || value === cell.values[place]));
  return own.reduce((sum, { customers }) => sum + Number(customers), 0);
}
