import { csvText } from "../../src/io/csv-writer.ts";
import type { TextTable } from "../../src/report/text.ts";
import type { CommandContext } from "./command.ts";

/** Prints a table as CSV, its lines ended as standard output ends them, or as a Markdown table. */
export function printTable(table: TextTable, format: "csv" | "markdown", { print }: CommandContext): void {
  const { columns, rows } = table;
  if (format === "csv") print(csvText(columns, rows).replaceAll("\r\n", "\n").slice(0, -1));
  else for (const line of markdownLines(table)) print(line);
}

function markdownLines({ columns, numbers, rows }: TextTable): string[] {
  const rule = columns.map((column) => (numbers.includes(column) ? "---:" : "---"));
  return [columns.map(markdownCell), rule, ...rows.map((row) => row.map(markdownCell))].map(
    (cells) => `| ${cells.join(" | ")} |`,
  );
}

function markdownCell(cell: string | null): string {
  return (cell ?? "")
    .replaceAll("\\", "\\\\")
    .replaceAll("|", String.raw`\|`)
    .replaceAll("<", "&lt;")
    .replaceAll(/\s*[\r\n]+\s*/gu, " ");
}
