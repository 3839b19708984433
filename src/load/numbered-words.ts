import type { InputColumn } from "../domain/input-tables.ts";

/** A column that knows a few words. */
type WordColumn = Pick<InputColumn, "choices">;

/** The engine's type for the words of a column, which holds a number for each. */
export function numberedType({ choices }: WordColumn): string {
  return `enum(${choices.map((choice) => `'${choice}'`).join(", ")})`;
}

/** A word of the column as its number; a number compared with a text would be made one first. */
export function numbered(column: WordColumn, choice: string): string {
  return `cast('${choice}' as ${numberedType(column)})`;
}

/** The number of a text that is a known word as it stands; null for any other. */
export function plainNumber(column: WordColumn, text: string): string {
  const words = column.choices.map((choice) => `when '${choice}' then ${numbered(column, choice)}`);
  return `case ${text} ${words.join(" ")} end`;
}
