import { type Column, sqlText, type SqlValue } from "../engine.ts";

/** The schema of a run's parameters, which are nobody's data and may stand in the text of a statement. */
const PARAMETERS = "run.";

/** Columns that name people: rows with one are somebody's data, in that schema too, and the cluster logs statements. */
const NAMES_PEOPLE = /^(?:person_id|customer_id|member_id|reference)$|contact_(?:key|point|text)$/u;

/** Longer texts go to the cluster as a file: every rule of its planner looks at each value again, in each statement that reads them. */
const LONGEST = 2_000;

/** Rows as a query in brackets; null where they are not parameters, or are too many. A table without rows is one whatever it is. */
export function inlineRows(
  table: string,
  columns: readonly Column[],
  rows: readonly (readonly SqlValue[])[],
): string | null {
  if (rows.length === 0) return `(select ${columns.map(nullOf).join(", ")} where 1 = 0)`;
  if (!table.startsWith(PARAMETERS) || columns.some(({ name }) => NAMES_PEOPLE.test(name))) return null;
  const values = rows.map((row) => `(${row.map((value) => textOf(value)).join(", ")})`).join(", ");
  const casts = columns.map(({ name, type }) => `cast(given.${name} as ${type}) as ${name}`).join(", ");
  const names = columns.map(({ name }) => name).join(", ");
  const query = `(select ${casts} from (values ${values}) as given (${names}))`;
  return query.length > LONGEST ? null : query;
}

function nullOf({ name, type }: Column): string {
  return `cast(null as ${type}) as ${name}`;
}

function textOf(value: SqlValue): string {
  return value === null ? "cast(null as varchar)" : sqlText(String(value));
}
