import type { WrittenRow, WrittenTable } from "./written-table.ts";

/** How the values of a dimension that a table puts together are written. */
const OTHER = "(other)";

/** No value of the data has it. */
const MARK = "\u0001";

/**
 * The values of a row by dimension, without those it sums over, and without its moment. The remainder of a table is everything that the table does not name, which is not
 * the remainder of a table that names others.
 */
export function cellValues(table: WrittenTable, row: WrittenRow): Record<string, string> {
  return valuesOf(table, row, (value, place) => (value === OTHER ? remainderOf(table, place) : value));
}

/** The same as they are written. */
export function writtenValues(table: WrittenTable, row: WrittenRow): Record<string, string> {
  return valuesOf(table, row, (value) => value);
}

function valuesOf(
  { dimensions }: WrittenTable,
  { values }: WrittenRow,
  named: (value: string, place: number) => string,
): Record<string, string> {
  const pairs = dimensions.flatMap((name, place): (readonly [string, string])[] => {
    const value = values[place] ?? null;
    return value === null || name === "as_of" ? [] : [[name, named(value, place)]];
  });
  return Object.fromEntries(pairs.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

const known = new WeakMap<WrittenTable, Map<number, string>>();

function remainderOf(table: WrittenTable, place: number): string {
  const places = known.get(table) ?? new Map<number, string>();
  known.set(table, places);
  const found = places.get(place);
  if (found !== undefined) return found;
  const named = new Set(table.rows.flatMap(({ values }) => values[place] ?? []));
  named.delete(OTHER);
  const made = [OTHER, ...[...named].toSorted()].join(MARK);
  places.set(place, made);
  return made;
}

/** Every value of each dimension that some table names. */
export type NamedValues = ReadonlyMap<string, ReadonlySet<string>>;

/** What no table names, where every table that has the dimension puts values together. */
const UNNAMED = "(other than all)";

/** What is to be known of tables to tell the values of a remainder apart. */
export interface NamedCells {
  readonly cells: ReadonlyMap<string, { readonly values: Readonly<Record<string, string>> }>;
  /** Dimensions of which some table names every value. */
  readonly complete: ReadonlySet<string>;
}

/** The values of each dimension that cells name, and what is left where no table names all of them. */
export function namedValues({ cells, complete }: NamedCells): NamedValues {
  const named = new Map<string, Set<string>>();
  for (const { values } of cells.values()) {
    for (const [name, value] of Object.entries(values)) {
      const own = named.get(name) ?? new Set();
      if (!value.includes(MARK)) own.add(value);
      else if (!complete.has(name)) own.add(UNNAMED);
      named.set(name, own);
    }
  }
  return named;
}

/** A value of the data as tables have it: what none of them names is one with everything else that none does. */
export function asNamed(name: string, value: string, named: NamedValues): string {
  return named.get(name)?.has(value) === false ? UNNAMED : value;
}

/** Whether a table puts values of a dimension together. */
export function hasRemainder({ rows }: WrittenTable, place: number): boolean {
  return rows.some(({ values }) => values[place] === OTHER);
}

/** Cells with the single values of which a remainder is made, where other tables name them, and what none names. */
export function apart(
  values: Readonly<Record<string, string>>,
  named: NamedValues,
): readonly Readonly<Record<string, string>>[] {
  const [name, value] = Object.entries(values).find(([, own]) => own.includes(MARK)) ?? [];
  if (name === undefined || value === undefined) return [values];
  const own = new Set(value.split(MARK));
  const others = [...(named.get(name) ?? [])].filter((one) => !own.has(one)).toSorted();
  const parts = others.length === 0 ? [UNNAMED] : others;
  return parts.flatMap((part) => apart({ ...values, [name]: part }, named));
}
