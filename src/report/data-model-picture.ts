import type { ColumnUses } from "../data-model/column-uses.ts";
import type { ComputedColumn, DataModel } from "../data-model/data-model.ts";
import type { DataModelMessages } from "./data-model-messages.ts";
import { computedUsedByText, loadedFromText, madeOfText, readByText, usedByText } from "./data-model-table.ts";

/** The customer or person that everything is about: what the lines between tables stand for. */
const CUSTOMER = "customer_id";
const CUSTOMERS = "customers";
const PEOPLE = "people";

/**
 * The logical data model as a Mermaid entity-relationship diagram: a box for each input table and one for what is computed
 * of each person, every column with its class, source, uses and readers.
 */
export function dataModelPicture({ columns, computed }: DataModel, messages: DataModelMessages): string {
  const tables = [...new Set(columns.map(({ table }) => table))];
  const boxes = tables.flatMap((table) =>
    box(
      table,
      columns.filter((column) => column.table === table).map((column) => columnLine(column, messages)),
    ),
  );
  const linked = tables.filter((table) =>
    columns.some((column) => column.table === table && column.column === CUSTOMER && table !== CUSTOMERS),
  );
  return [
    "erDiagram",
    ...boxes,
    ...(computed.length === 0
      ? []
      : box(
          PEOPLE,
          computed.map((column) => computedLine(column, messages)),
        )),
    ...(tables.includes(CUSTOMERS) ? linked.map((table) => `  ${CUSTOMERS} |o--o{ ${table} : ${CUSTOMER}`) : []),
    ...(computed.length > 0 && tables.includes(CUSTOMERS) ? [`  ${PEOPLE} |o--|{ ${CUSTOMERS} : person_id`] : []),
  ].join("\n");
}

function box(name: string, lines: readonly string[]): string[] {
  return [`  ${name} {`, ...lines.map((line) => `    ${line}`), "  }"];
}

function columnLine(column: ColumnUses, messages: DataModelMessages): string {
  const key = column.isKey ? " PK" : column.column === CUSTOMER ? " FK" : "";
  const isLoaded = column.mappings.length > 0;
  const said = [
    column.dataClass,
    loadedFromText(column, messages),
    ...(isLoaded
      ? [usedBy(usedByText(column, messages), messages), `${messages.headings[5]} ${readByText(column, messages)}`]
      : []),
  ];
  return `${column.type} ${column.column}${key} ${quoted(said)}`;
}

function computedLine(column: ComputedColumn, messages: DataModelMessages): string {
  const said = [column.dataClass, madeOfText(column, messages), usedBy(computedUsedByText(column, messages), messages)];
  return `${column.type} ${column.name} ${quoted(said)}`;
}

function usedBy(text: string, { headings }: DataModelMessages): string {
  return `${headings[4]} ${text}`;
}

/** Characters that would end the text or mean something to the renderer, as the codes it writes them by. */
function quoted(parts: readonly string[]): string {
  const text = parts.join(" · ").replaceAll(/["#;<>&%{}\\`]/gu, (character) => `#${character.codePointAt(0)};`);
  return `"${text}"`;
}
