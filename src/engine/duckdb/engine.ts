import type { DuckDBConnection, DuckDBResultReader } from "@duckdb/node-api";
import { basename } from "node:path";

import { duckdbDialect } from "../../expression/dialect.ts";
import { type Column, type Engine, type EngineActivity, type SqlRow, type SqlValue, sqlText } from "../engine.ts";
import { type DuckDBHandle, type DuckDBSettings, openDuckDB, shareDone } from "./connection.ts";
import { toEngineError } from "./errors.ts";
import { fewRows, rowText } from "./few-rows.ts";
import { functionStatements } from "./functions.ts";
import { toSqlValue } from "./values.ts";

/** Opens the embedded engine: in memory, spilling to its temporary folder, locked down, with the project's functions. */
export async function openDuckDBEngine(settings: DuckDBSettings): Promise<Engine> {
  const handle = await openDuckDB(settings);
  await handle.connection.run(functionStatements());
  return new DuckDBEngine(handle);
}

class DuckDBEngine implements Engine {
  readonly capabilities = { dialect: duckdbDialect, warehouse: null };
  readonly #handle: DuckDBHandle;
  readonly #connection: DuckDBConnection;
  /** Results that are being read. */
  readonly #streams = new Set<DuckDBConnection>();
  readonly #schemas = new Set<string>();
  /** What every table is that this engine made: to ask for it takes longer than most statements. */
  readonly #kinds = new Map<string, "table" | "view">();
  #step: string | null = null;

  constructor(handle: DuckDBHandle) {
    this.#handle = handle;
    this.#connection = handle.connection;
  }

  async fill(table: string, columns: readonly Column[], rows: Iterable<readonly SqlValue[]>): Promise<void> {
    await this.#schemaOf(table);
    await this.drop(table);
    const given = fewRows(rows);
    if ("few" in given) await this.#fillFew(table, columns, given.few);
    else await this.#fillMany(table, columns, given.many);
    this.#kinds.set(table, "table");
  }

  async attach(table: string, files: readonly string[], options: { isTraced?: boolean } = {}): Promise<void> {
    await this.#schemaOf(table);
    await this.drop(table);
    const list = `[${files.map(sqlText).join(", ")}]`;
    const select =
      options.isTraced === true
        ? `select * exclude (file_row_number, filename), file_row_number as record_index, parse_filename(filename, true) as file_id
           from read_parquet(${list}, file_row_number = true, filename = true)`
        : `select * from read_parquet(${list})`;
    await this.#do(`create view ${table} as ${select}`);
    this.#kinds.set(table, "view");
  }

  async materialize(table: string, select: string, as: "table" | "view"): Promise<void> {
    await this.#schemaOf(table);
    await this.drop(table);
    await this.#making(table.replace(/^.*\./u, ""), async () => this.#do(`create ${as} ${table} as ${select}`));
    this.#kinds.set(table, as);
  }

  async append(table: string, select: string): Promise<void> {
    await this.#do(`insert into ${table} ${select}`);
  }

  async query(select: string): Promise<SqlRow[]> {
    const reader = await this.#read(select);
    const names = reader.columnNames();
    return rowsOf(reader).map((row) => toRow(names, row));
  }

  async *stream(select: string): AsyncIterable<SqlRow[]> {
    const connection = await this.#handle.connect();
    this.#streams.add(connection);
    const refused = (error: unknown): never => {
      throw toEngineError(error, select);
    };
    try {
      const result = await connection.stream(select).catch(refused);
      const names = result.columnNames();
      for (;;) {
        const chunk = await result.fetchChunk().catch(refused);
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk.convertRows((value) => toSqlValue(value)).map((row) => toRow(names, row));
      }
    } finally {
      this.#streams.delete(connection);
      connection.closeSync();
    }
  }

  async writeParquet(select: string, path: string, orderedBy: readonly string[]): Promise<number> {
    const ordered =
      orderedBy.length === 0 ? select : `select * from (${select}) as rows order by ${orderedBy.join(", ")}`;
    const copy = `copy (${ordered}) to ${sqlText(path)} (format parquet, compression zstd, compression_level 1)`;
    const reader = await this.#making(basename(path), async () => this.#run(copy));
    return Number(reader[0]?.[0] ?? 0);
  }

  async describe(select: string): Promise<Column[]> {
    const rows = await this.#run(`describe ${select}`);
    return rows.map((row) => ({ name: String(row[0]), type: portableType(String(row[1])) }));
  }

  tablesIn(select: string): Promise<string[]> {
    const names = this.#connection.getTableNames(select, true);
    return Promise.resolve(
      [...new Set(names.map((name) => name.replaceAll('"', "").replace(/ AS .*$/u, "")))].toSorted(),
    );
  }

  async drop(table: string): Promise<void> {
    const kind = this.#kinds.get(table);
    if (kind === undefined) return;
    await this.#do(`drop ${kind} ${table}`);
    this.#kinds.delete(table);
  }

  activity(): EngineActivity | null {
    return this.#step === null ? null : { step: this.#step, share: shareDone(this.#connection) };
  }

  interrupt(): Promise<void> {
    for (const connection of [this.#connection, ...this.#streams]) connection.interrupt();
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#handle.close();
    return Promise.resolve();
  }

  async #schemaOf(table: string): Promise<void> {
    const [schema = "main"] = table.split(".");
    if (this.#schemas.has(schema)) return;
    await this.#do(`create schema if not exists ${schema}`);
    this.#schemas.add(schema);
  }

  /** One statement takes a third of the time of an appender, and most tables of a run have a few rows or none. */
  async #fillFew(table: string, columns: readonly Column[], rows: readonly (readonly SqlValue[])[]): Promise<void> {
    const names = columns.map(({ name }) => name).join(", ");
    await this.#do(
      rows.length === 0
        ? `create table ${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(", ")})`
        : `create table ${table} as select ${castsOf(columns)} from (values ${rows.map(rowText).join(", ")}) as given(${names})`,
    );
  }

  async #fillMany(table: string, columns: readonly Column[], rows: Iterable<readonly SqlValue[]>): Promise<void> {
    const staged = `staged_${table.replaceAll(".", "_")}`;
    await this.#do(
      `create or replace temp table ${staged} (${columns.map(({ name }) => `${name} varchar`).join(", ")})`,
    );
    await this.#append(staged, rows);
    await this.#do(`create table ${table} as select ${castsOf(columns)} from ${staged}; drop table ${staged}`);
  }

  async #append(table: string, rows: Iterable<readonly SqlValue[]>): Promise<void> {
    const appender = await this.#connection.createAppender(table);
    for (const row of rows) {
      for (const value of row) {
        if (value === null) appender.appendNull();
        else appender.appendVarchar(String(value));
      }
      appender.endRow();
    }
    appender.closeSync();
  }

  /** Does what may take long, and says meanwhile what it makes. */
  async #making<T>(step: string, made: () => Promise<T>): Promise<T> {
    this.#step = step;
    try {
      return await made();
    } finally {
      this.#step = null;
    }
  }

  /** Runs statements whose results nobody reads. */
  async #do(sql: string): Promise<void> {
    await this.#connection.run(sql).catch((error: unknown) => {
      throw toEngineError(error, sql);
    });
  }

  async #run(sql: string): Promise<SqlValue[][]> {
    return rowsOf(await this.#read(sql));
  }

  async #read(sql: string): Promise<DuckDBResultReader> {
    return this.#connection.runAndReadAll(sql).catch((error: unknown) => {
      throw toEngineError(error, sql);
    });
  }
}

function rowsOf(reader: DuckDBResultReader): SqlValue[][] {
  return reader.getRows().map((row) => row.map((value) => toSqlValue(value)));
}

function castsOf(columns: readonly Column[]): string {
  return columns.map(({ name, type }) => `cast(${name} as ${type}) as ${name}`).join(", ");
}

/** A type as both engines spell it. */
function portableType(type: string): string {
  const spelled = type.toLowerCase().replaceAll(/,(?! )/gu, ", ");
  return spelled === "timestamp" ? "timestamp(6)" : spelled;
}

function toRow(names: readonly string[], values: readonly (SqlValue | null)[]): SqlRow {
  const row: SqlRow = {};
  for (const [index, name] of names.entries()) row[name] = values[index] ?? null;
  return row;
}
