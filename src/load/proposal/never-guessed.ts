import { INPUT_TABLE_NAMES, INPUT_TABLES, type InputTableName } from "../../domain/input-tables.ts";
import { PROPOSED_TABLES } from "./draft-tables.ts";
import { isNeverGuessed } from "./match-name.ts";

/** Why nothing is proposed of a file, whatever columns it has. */
export interface NeverGuessed {
  /** The table that has its columns; null when only the file's name speaks of consent, refusals or a state. */
  readonly table: InputTableName | null;
}

/** Whether a file is about consent, refusals or outcomes: by a header that is a table's own, or by its name. */
export function neverGuessedOf(header: readonly string[], fileName: string): NeverGuessed | null {
  const table = INPUT_TABLE_NAMES.find((name) => !isProposed(name) && hasColumnsOf(name, header));
  return table !== undefined ? { table } : isNeverGuessed(fileName) ? { table: null } : null;
}

function isProposed(table: InputTableName): boolean {
  return PROPOSED_TABLES.some((proposed) => proposed === table);
}

/** Every column that the table cannot do without stands in the header by its own name. */
function hasColumnsOf(table: InputTableName, header: readonly string[]): boolean {
  const names = new Set(header.map((name) => name.trim().toLowerCase()));
  return INPUT_TABLES[table].every(({ name, isRequired }) => !isRequired || names.has(name));
}
