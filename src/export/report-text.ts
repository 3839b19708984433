import type { ProtectedRow, ProtectedTable } from "../disclosure/report-table.ts";
import type { Report, ReportMeasure } from "../domain/report.ts";
import { measureText, type ReportMetadata } from "./report-files.ts";

/** A protected table as Markdown, one grid for each measure: rows down, columns across, `[c]` for what is withheld. */
export function reportText(report: Report, table: ProtectedTable, metadata: ReportMetadata): string {
  const title = report.title?.en ?? report.id;
  const grids = table.table.measures.map((measure) => `## ${measure.replaceAll("_", " ")}\n\n${grid(table, measure)}`);
  return [`# ${title}`, facts(table, metadata), ...grids].join("\n\n") + "\n";
}

function facts(table: ProtectedTable, { asOf, minimumUnits, currency, runId }: ReportMetadata): string {
  const lines = [
    `As of ${asOf}; amounts in ${currency}; run ${runId}.`,
    `Each customer is counted once. A cell of fewer than ${minimumUnits} customers is withheld and shown as [c].`,
  ];
  if (table.isWithheldWhole)
    lines.push("This table is withheld whole: beside another table of the run it would give withheld cells away.");
  else if (table.cellsWithheld > 0) lines.push(`${table.cellsWithheld} cells are withheld, so no totals are shown.`);
  return lines.join("\n");
}

function grid({ table, rows }: ProtectedTable, measure: ReportMeasure): string {
  const width = table.rows.length;
  const across = distinct(rows.map((row) => row.values.slice(width)));
  const down = distinct(rows.map((row) => row.values.slice(0, width)));
  const cells = new Map(rows.map((row) => [keyOf(row.values), row]));
  const header = [...table.rows, ...(table.columns.length === 0 ? [measure] : across.map(label))];
  const lines = down.map((values) => {
    const shown = across.map((column) => cellText(cells.get(keyOf([...values, ...column])), measure));
    return `| ${[...values.map((value) => value ?? "all"), ...shown].join(" | ")} |`;
  });
  const rule = header.map((_, index) => (index < width ? "---" : "---:"));
  return [`| ${header.join(" | ")} |`, `| ${rule.join(" | ")} |`, ...lines].join("\n");
}

function cellText(row: ProtectedRow | undefined, measure: ReportMeasure): string {
  if (row === undefined) return "";
  return row.isWithheld ? "[c]" : (measureText(measure, row) ?? "–");
}

function distinct(lists: readonly (readonly (string | null)[])[]): (readonly (string | null)[])[] {
  return [...new Map(lists.map((list) => [keyOf(list), list])).values()];
}

function keyOf(values: readonly (string | null)[]): string {
  return values.map((value) => value ?? "\u0001").join("\u0000");
}

function label(values: readonly (string | null)[]): string {
  return values.map((value) => value ?? "all").join(" / ");
}
