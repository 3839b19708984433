import type { ProtectedTable } from "../disclosure/protected-table.ts";
import type { Messages } from "./messages.ts";
import { columnsText } from "./text.ts";

type Grouping = Pick<ProtectedTable, "id" | "table" | "cells" | "cellsWithheld">;

/** The tables of a plan, and coarser ones of those that withhold too much. */
export interface PlannedTables {
  readonly tables: readonly ProtectedTable[];
  readonly coarser: readonly Grouping[];
}

/** What the tables of the reports would withhold, as lines for a person; none without a table. Pure; throws nothing. */
export function plannedReportLines({ tables, coarser }: PlannedTables, messages: Messages): string[] {
  if (tables.length === 0) return [];
  const { plannedReports: words } = messages;
  const rows = tables.flatMap((table) => {
    const withheld = table.isWithheldWhole ? words.withheldWhole : words.withheld(table.cellsWithheld, table.cells);
    const better = coarser.filter(({ id }) => id === table.id);
    return [[table.id, withheld], ...better.map((grouping) => ["", inWords(grouping, words)])];
  });
  return ["", words.heading, ...columnsText(rows, [false, false]).map((line) => `  ${line}`)];
}

/** With the grouping as it is written in a report. */
function inWords({ table, cells, cellsWithheld }: Grouping, words: Messages["plannedReports"]): string {
  const lists = [
    `rows: [${table.rows.join(", ")}]`,
    ...(table.columns.length > 0 ? [`columns: [${table.columns.join(", ")}]`] : []),
    ...((table.remainder ?? []).length > 0 ? [`remainder: [${(table.remainder ?? []).join(", ")}]`] : []),
  ];
  return words.coarser(words.withheld(cellsWithheld, cells), lists.join(", "));
}
