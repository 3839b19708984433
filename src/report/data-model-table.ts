import type { ColumnUses } from "../data-model/column-uses.ts";
import type { ComputedColumn, DataModel } from "../data-model/data-model.ts";
import type { DataModelMessages } from "./data-model-messages.ts";
import { columnsText } from "./text.ts";

/** Expressions longer than this are cut on a terminal; other forms have them whole. */
const LONGEST_EXPRESSION = 40;

/** The logical data model as lines for a person: a table for each input table, then what is computed. */
export function dataModelLines({ columns, computed }: DataModel, messages: DataModelMessages): string[] {
  const tables = [...new Set(columns.map(({ table }) => table))];
  return [
    ...tables.flatMap((table) => [
      "",
      table,
      ...aligned([
        messages.headings,
        ...columns.filter((column) => column.table === table).map((column) => columnCells(column, messages)),
      ]),
    ]),
    ...(computed.length === 0 ? [] : computedTable(computed, messages)),
  ];
}

function computedTable(computed: readonly ComputedColumn[], messages: DataModelMessages): string[] {
  const rows = [messages.computedHeadings, ...computed.map((column) => computedCells(column, messages))];
  return ["", messages.computedTitle, ...aligned(rows)];
}

/** What a column's values are used for, in words. */
export function usedByText({ uses }: Pick<ColumnUses, "uses">, messages: DataModelMessages): string {
  return joined(
    [
      [uses.audiences, messages.audiences],
      [uses.lists, messages.lists],
      [uses.reports, messages.reports],
      [uses.gates, messages.gates],
    ],
    messages,
  );
}

/** How much reads a column, in words. */
export function readByText({ readers }: Pick<ColumnUses, "readers">, messages: DataModelMessages): string {
  const { models, gates, audits } = readers;
  const said = messages.readers(models.length, gates.length, audits.length);
  return said === "" ? messages.nothing : said;
}

/** What a computed column is used for, in words. */
export function computedUsedByText({ dataClass, uses }: ComputedColumn, messages: DataModelMessages): string {
  return dataClass === "control"
    ? messages.askedAsDenials
    : usedByText({ uses: { ...uses, lists: [], gates: [] } }, messages);
}

/** What a computed column is made of: by name, or counted when that would be long. */
export function madeOfText({ madeOf }: ComputedColumn, messages: DataModelMessages): string {
  const tables = [...new Set(madeOf.map((column) => column.split(".")[0] ?? ""))];
  return madeOf.length > 4 ? messages.columnsOf(madeOf.length, tables) : madeOf.join(", ");
}

/** Which sources give a column, with the expression of each. */
export function loadedFromText({ mappings }: Pick<ColumnUses, "mappings">, messages: DataModelMessages): string {
  if (mappings.length === 0) return messages.notLoaded;
  return mappings
    .map(({ source, expression }) => `${source}: ${expression.replaceAll(/\s+/gu, " ")}`)
    .join(messages.between);
}

function columnCells(column: ColumnUses, messages: DataModelMessages): string[] {
  const isLoaded = column.mappings.length > 0;
  return [
    column.isKey ? `${column.column} (${messages.key})` : column.column,
    column.dataClass,
    column.type,
    shortened(loadedFromText(column, messages)),
    isLoaded ? usedByText(column, messages) : "",
    isLoaded ? readByText(column, messages) : "",
  ];
}

function computedCells(column: ComputedColumn, messages: DataModelMessages): string[] {
  const { name, dataClass, type } = column;
  return [name, dataClass, type, madeOfText(column, messages), computedUsedByText(column, messages)];
}

type Part = readonly [names: readonly string[], say: (names: readonly string[]) => string];

function joined(parts: readonly Part[], { nothing, between }: DataModelMessages): string {
  const said = parts.filter(([names]) => names.length > 0).map(([names, say]) => say(names));
  return said.length === 0 ? nothing : said.join(between);
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST_EXPRESSION ? `${characters.slice(0, LONGEST_EXPRESSION - 1).join("")}…` : text;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const right = (rows[0] ?? []).map(() => false);
  return columnsText(rows, right).map((line) => `  ${line}`);
}
