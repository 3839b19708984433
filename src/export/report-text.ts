import { OTHER } from "../disclosure/report-rows.ts";
import { isMuchWithheld, type ProtectedRow, type ProtectedTable } from "../disclosure/protected-table.ts";
import { channelsAsked } from "../domain/contactable.ts";
import { saysAmounts } from "../domain/measure-types.ts";
import type { Report, ReportDimension, ReportMeasure } from "../domain/report.ts";
import { markdownText } from "../io/markdown-text.ts";
import { measureText, type ReportMetadata } from "./report-files.ts";

/** A protected table as Markdown, one grid for each measure: rows down, columns across, `[c]` for what is withheld. */
export function reportText(report: Report, table: ProtectedTable, metadata: ReportMetadata): string {
  const { language, messages } = metadata;
  const title = report.title?.[language] ?? report.id;
  const grids = table.table.measures.map(
    (measure) => `## ${messages.measureTitle(measure)}\n\n${grid(table, measure, metadata)}`,
  );
  return [`# ${markdownText(title)}`, facts(report, table, metadata), ...grids].join("\n\n") + "\n";
}

function facts(report: Report, table: ProtectedTable, metadata: ReportMetadata): string {
  const { asOf, period, minimumUnits, currency, runId, messages } = metadata;
  const flows = report.period === undefined ? null : metadata.reportPeriod;
  const lines = [
    messages.about(asOf, currency, runId, report.id),
    messages.period(period.from, period.before),
    ...(flows !== null && saysAmounts(table.table) ? [messages.flows(flows.from, flows.before)] : []),
    messages.protection(minimumUnits),
  ];
  const { remainder = [] } = table.table;
  if (remainder.length > 0) lines.push(messages.remainder(remainder.map((name) => messages.columnTitle(name))));
  if (channelsAsked(table.table.measures).length > 0) lines.push(messages.contactableProtection(minimumUnits));
  if (table.isWithheldWhole) lines.push(messages.withheldWhole);
  else if (table.cellsWithheld > 0) lines.push(messages.cellsWithheld(table.cellsWithheld));
  if (isMuchWithheld(table)) lines.push(messages.muchWithheld);
  if (table.cellsPartlyWithheld > 0) lines.push(messages.cellsPartlyWithheld(table.cellsPartlyWithheld));
  return lines.join("\n");
}

function grid({ table, rows }: ProtectedTable, measure: ReportMeasure, metadata: ReportMetadata): string {
  const { messages } = metadata;
  const width = table.rows.length;
  const across = distinct(rows.map((row) => row.values.slice(width)));
  const down = distinct(rows.map((row) => row.values.slice(0, width)));
  const cells = new Map(rows.map((row) => [keyOf(row.values), row]));
  const label = (values: readonly (string | null)[]) =>
    valueTexts(table.columns, values, metadata).map(markdownText).join(" / ");
  const values = table.columns.length === 0 ? [messages.columnTitle(measure)] : across.map(label);
  const header = [...table.rows.map((name) => messages.columnTitle(name)), ...values];
  const lines = down.map((row) => {
    const shown = across.map((column) => cellText(cells.get(keyOf([...row, ...column])), measure));
    return `| ${[...valueTexts(table.rows, row, metadata).map(markdownText), ...shown].join(" | ")} |`;
  });
  const rule = header.map((_, index) => (index < width ? "---" : "---:"));
  return [`| ${header.join(" | ")} |`, `| ${rule.join(" | ")} |`, ...lines].join("\n");
}

/** The values of dimensions as people read them: segments by their labels. */
function valueTexts(
  dimensions: readonly ReportDimension[],
  values: readonly (string | null)[],
  { messages, segmentLabels }: ReportMetadata,
): string[] {
  return values.map((value, index) => {
    if (value === null) return messages.all;
    if (value === OTHER) return messages.other;
    return dimensions[index] === "segment" ? (segmentLabels.get(value) ?? value) : value;
  });
}

function cellText(row: ProtectedRow | undefined, measure: ReportMeasure): string {
  if (row === undefined) return "";
  return row.isWithheld || row.withheldMeasures.includes(measure) ? "[c]" : (measureText(measure, row) ?? "–");
}

function distinct(lists: readonly (readonly (string | null)[])[]): (readonly (string | null)[])[] {
  return [...new Map(lists.map((list) => [keyOf(list), list])).values()];
}

function keyOf(values: readonly (string | null)[]): string {
  return values.map((value) => value ?? "\u0001").join("\u0000");
}
