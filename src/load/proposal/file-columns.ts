import type { Meaning } from "./column-words.ts";
import { isNeverGuessed, matchName } from "./match-name.ts";
import { shapeOf, type ValueShape } from "./value-shape.ts";

/** The beginning of somebody's file. */
export interface SampleTable {
  readonly header: readonly string[];
  /** Records as they are, each with a value for each column. */
  readonly records: readonly (readonly string[])[];
  /** The file tells numbers from texts, so that a number in it is one without any format. */
  readonly hasTypes: boolean;
}

/** The columns of a file that may be guessed, and how their values look. */
export interface FileColumns {
  readonly columns: readonly FileColumn[];
  readonly valuesOf: (index: number) => readonly string[];
  readonly hasTypes: boolean;
}

export interface FileColumn {
  readonly name: string;
  readonly shape: ValueShape | null;
  readonly index: number;
}

/** The columns of a sample, without those that speak of consent or refusals. */
export function fileColumns({ header, records, hasTypes }: SampleTable): FileColumns {
  const valuesOf = (index: number) => records.map((record) => record[index] ?? "");
  const columns = header
    .map((name, index) => ({ name, shape: shapeOf(valuesOf(index)), index }))
    .filter(({ name }) => !isNeverGuessed(name));
  return { columns, valuesOf, hasTypes };
}

/** The column found for each meaning. */
export type Found = ReadonlyMap<Meaning, FileColumn>;

/** For each meaning the column whose name fits best; every column means one thing, and better fits choose first. */
export function bestColumns({ columns }: FileColumns, meanings: readonly Meaning[]): Found {
  const fits = meanings.flatMap((meaning) =>
    columns.flatMap((column) => {
      const match = matchName(column.name, meaning);
      return match === null ? [] : [{ meaning, column, score: match.score }];
    }),
  );
  const found = new Map<Meaning, FileColumn>();
  const taken = new Set<FileColumn>();
  for (const { meaning, column } of fits.toSorted((a, b) => b.score - a.score || a.column.index - b.column.index)) {
    if (found.has(meaning) || taken.has(column)) continue;
    found.set(meaning, column);
    taken.add(column);
  }
  return found;
}
