import { type SqlValue, sqlText } from "../engine.ts";

type Row = readonly SqlValue[];

/** The most values, and characters of them, that are written into a statement; to read it takes longer than to append many rows. */
const FEW_VALUES = 400;
const FEW_CHARACTERS = 20_000;

/** Rows when they are few enough to be written into a statement, or else all of them, to be gone through once. */
export function fewRows(rows: Iterable<Row>): { readonly few: readonly Row[] } | { readonly many: Iterable<Row> } {
  const read: Row[] = [];
  const unread = rows[Symbol.iterator]();
  let [values, characters] = [0, 0];
  for (;;) {
    const next = unread.next();
    if (next.done === true) return { few: read };
    read.push(next.value);
    values += next.value.length;
    characters += next.value.reduce<number>((sum, value) => sum + lengthOf(value), 0);
    if (values > FEW_VALUES || characters > FEW_CHARACTERS) return { many: bothOf(read, unread) };
  }
}

/** Text values of a row as SQL, in parentheses. */
export function rowText(row: Row): string {
  return `(${row.map((value) => (value === null ? "null" : sqlText(String(value)))).join(", ")})`;
}

/** The text of a statement ends at a null character. */
function lengthOf(value: SqlValue): number {
  if (value === null) return 0;
  const text = String(value);
  return text.includes("\0") ? Infinity : text.length;
}

function* bothOf(read: readonly Row[], unread: Iterator<Row>): Iterable<Row> {
  yield* read;
  for (let next = unread.next(); next.done !== true; next = unread.next()) yield next.value;
}
