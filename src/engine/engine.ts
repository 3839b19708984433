import type { ErrorPosition } from "../errors.ts";
import type { Dialect } from "../expression/dialect.ts";
import type { TextRelation } from "./text-relation.ts";

/** A value as it crosses the seam: decimals, dates and timestamps are text, 64-bit integers are bigint. */
export type SqlValue = string | number | bigint | boolean | null;

export type SqlRow = Record<string, SqlValue>;

/** One column of a table: its name and its SQL type, spelled as both engines spell it (`varchar`, `decimal(18, 4)`, …). */
export interface Column {
  readonly name: string;
  readonly type: string;
}

/** What an engine makes at this moment. */
export interface EngineActivity {
  /** The table without its schema, or the file. */
  readonly step: string;
  /** How much of it is done, from 0 to 1; null where the engine cannot say. */
  readonly share: number | null;
}

/** In what an engine differs from the others. Callers ask for it here and never for an engine's name. */
export interface EngineCapabilities {
  /** How it spells what the expressions of the configuration say. */
  readonly dialect: Dialect;
  /** The tables of others that it can read where they are; null where there are none. */
  readonly warehouse: Warehouse | null;
}

/** Tables that others made, where the engine runs. */
export interface Warehouse {
  /**
   * One of them, `catalog.schema.table`, that is named at a place of the configuration. Throws GK0334 for one that is not there, or that the
   * account may not read.
   */
  table(name: string, at: ErrorPosition): Promise<TextRelation>;
}

/**
 * The seam between the pipeline and a SQL engine.
 *
 * Every SELECT handed in is plain portable SQL over `schema.table`; the engine wraps it. Table names are always written
 * `schema.table`. Errors of the engine's client leave as GK0701 (our mistake) or GK0510 (memory, disk), never raw.
 */
export interface Engine {
  readonly capabilities: EngineCapabilities;
  /** Creates the table from literal rows; for parameters and other small or medium tables that TypeScript makes. */
  fill(table: string, columns: readonly Column[], rows: Iterable<readonly SqlValue[]>): Promise<void>;
  /**
   * Names Parquet files as a table; a traced one also has `record_index`, the 0-based row number inside its file, and
   * `file_id`, the file's name without folder and ending.
   */
  attach(table: string, files: readonly string[], options?: { readonly isTraced?: boolean }): Promise<void>;
  /** Creates or replaces the table (or view) from a SELECT. */
  materialize(table: string, select: string, as: "table" | "view"): Promise<void>;
  /** Adds the rows of a SELECT to a table that exists and has its columns. */
  append(table: string, select: string): Promise<void>;
  /** All rows of a small result. */
  query(select: string): Promise<SqlRow[]>;
  /** The rows of a large result in blocks, in the order of the SELECT. */
  stream(select: string): AsyncIterable<SqlRow[]>;
  /**
   * Writes a SELECT to one local Parquet file, ordered by columns it has (`contact_key nulls first` is one too); returns the number of
   * rows. Without any, rows come as they were filled in.
   */
  writeParquet(select: string, path: string, orderedBy: readonly string[]): Promise<number>;
  /** Names and types of a SELECT's columns, without running it. */
  describe(select: string): Promise<Column[]>;
  /** The `schema.table` names a SELECT reads, as the engine's own parser finds them; views that exist are seen through. */
  tablesIn(select: string): Promise<string[]>;
  drop(table: string): Promise<void>;
  /** Stops the statement that is running; its caller gets the engine's error. Done when the engine knows, or does not answer. */
  interrupt(): Promise<void>;
  /** What is being made now, and how far it is; null when nothing is. */
  activity(): EngineActivity | null;
  close(): Promise<void>;
}

/** The engine of a run, and the embedded one for what is made and kept on this machine, which may be the same. */
export interface Engines {
  readonly engine: Engine;
  readonly local: Engine;
}

/** A text literal of either engine. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** The name of a column, table or schema of others, in either engine. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
