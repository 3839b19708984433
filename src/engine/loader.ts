import type { Dialect } from "../expression/dialect.ts";
import type { SqlRow } from "./engine.ts";
import type { TextRelation } from "./text-relation.ts";

/** The dialect and columns of one CSV file, all declared: nothing about a file is guessed. */
export interface CsvRelation {
  readonly path: string;
  /** The header's names, in the file's order. */
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly quote: string;
  /**
   * What a record does that cannot be taken apart: `fail` ends the statement, `keep` (the default) leaves the record out and
   * keeps it apart, which takes much memory for each.
   */
  readonly onMalformed?: "fail" | "keep" | undefined;
}

/** Columns that know a few words, each with them. */
export type ColumnWords = Readonly<Record<string, readonly string[]>>;

/** A record the reader could not take apart: `record` counts from 1 after the header, empty lines included. */
export interface MalformedRecord {
  readonly record: number;
  readonly problem: string;
  /** It runs over several lines: quotes that do not fit may have made it of several records. */
  readonly isMultiline: boolean;
}

/**
 * The embedded loader: reads files of the local disk as text columns and writes typed Parquet, whatever engine runs the models.
 * Relations are SQL texts to put after `from`.
 */
export interface Loader {
  /** How it spells what the expressions of the configuration say. */
  readonly dialect: Dialect;
  /** Reads one CSV file with every column as text. */
  csvRelation(relation: CsvRelation): string;
  /** Reads one Parquet file with every column as text. */
  parquetRelation(path: string): Promise<TextRelation>;
  /**
   * Writes a SELECT over one relation to Parquet, in the file's order; returns the number of rows. Columns of a few known words are named
   * with them: they are found and written in half the time, and other words become null.
   */
  writeParquet(select: string, path: string, words?: ColumnWords): Promise<number>;
  /** The records of a CSV file that the statements over this relation left out, once each; they are forgotten then. */
  malformedRecords(relation: string): Promise<MalformedRecord[]>;
  query(select: string): Promise<SqlRow[]>;
  interrupt(): void;
  /** How much is done of the statement that runs, from 0 to 1; null where nobody can say. */
  shareDone(): number | null;
  close(): Promise<void>;
}
