import { basename } from "node:path";

import { NOT_SEEN_BY_CLUSTER, sharedFolderUnusable } from "../../errors.ts";
import { trinoDialect } from "../../expression/dialect.ts";
import {
  type Column,
  type Engine,
  type EngineActivity,
  type EngineCapabilities,
  type SqlRow,
  type SqlValue,
  sqlText,
} from "../engine.ts";
import { connect, type TrinoAccess, type TrinoConnection } from "./connection.ts";
import { isUnseenFolder } from "./errors.ts";
import { TrinoFunctions } from "./functions.ts";
import { inlineRows } from "./inline-rows.ts";
import { tablesRead, withRelations } from "./relations.ts";
import { SharedFiles, type SharedSettings } from "./shared-files.ts";
import { portableType, toSqlRows } from "./values.ts";
import { TrinoWarehouse } from "./warehouse.ts";

/** Where the engine keeps its tables in the cluster, and how files get there. */
export interface TrinoSettings extends TrinoAccess, SharedSettings {
  /** An Iceberg catalog: every table that a SELECT makes. */
  readonly catalog: string;
  /** A Hive catalog: files that the embedded engine wrote. */
  readonly filesCatalog: string;
}

/** Opens an engine on a cluster; its tables are in schemas of its own, which `close` drops. Throws GK0511–GK0516 as they occur. */
export async function openTrinoEngine(settings: TrinoSettings): Promise<Engine> {
  return new TrinoEngine(settings, await connect(settings));
}

/** What a table is in the cluster: a table of the catalog, a folder of files, or a query that stands for it. */
type Kind = "lake" | "files" | "query";

class TrinoEngine implements Engine {
  readonly capabilities: EngineCapabilities;
  readonly #settings: TrinoSettings;
  readonly #connection: TrinoConnection;
  readonly #files: SharedFiles;
  readonly #functions = new TrinoFunctions();
  readonly #relations = new Map<string, string>();
  readonly #kinds = new Map<string, Kind>();
  readonly #schemas = new Set<string>();
  #step: string | null = null;
  #results = 0;

  constructor(settings: TrinoSettings, connection: TrinoConnection) {
    this.#settings = settings;
    this.#connection = connection;
    this.#files = new SharedFiles(settings);
    this.capabilities = { dialect: trinoDialect, warehouse: new TrinoWarehouse(connection) };
  }

  async fill(table: string, columns: readonly Column[], rows: Iterable<readonly SqlValue[]>): Promise<void> {
    await this.drop(table);
    const list = [...rows];
    const inline = inlineRows(table, columns, list);
    if (inline !== null) {
      this.#know(table, "query", inline);
      return;
    }
    const location = await this.#files.writeRows(columns, list);
    this.#know(table, "files", await this.#register(table, columns, location));
  }

  async attach(table: string, files: readonly string[], options: { readonly isTraced?: boolean } = {}): Promise<void> {
    await this.drop(table);
    const relations: string[] = [];
    for (const file of files) {
      const { name, location, columns } = await this.#files.keep(file, options.isTraced === true);
      relations.push(await this.#register(`kept.${name}`, columns, location));
    }
    const union = relations.map((relation) => `select * from ${relation}`).join(" union all ");
    this.#know(table, "query", `(${union})`);
  }

  async materialize(table: string, select: string, as: "table" | "view"): Promise<void> {
    if (as === "view") {
      await this.drop(table);
      this.#know(table, "query", `(${select})`);
      return;
    }
    const name = await this.#nameIn(this.#settings.catalog, table);
    const query = this.#withFunctions(this.#queryOf(select));
    await this.#making(table.replace(/^.*\./u, ""), `create or replace table ${name} as ${query}`);
    if (this.#kinds.get(table) === "files") await this.drop(table);
    this.#know(table, "lake", name);
  }

  async append(table: string, select: string): Promise<void> {
    if (this.#kinds.get(table) !== "lake") await this.materialize(table, `select * from ${table}`, "table");
    const name = this.#relations.get(table);
    await this.#connection.run(`insert into ${name} ${this.#withFunctions(this.#queryOf(select))}`);
  }

  async query(select: string): Promise<SqlRow[]> {
    const rows: SqlRow[] = [];
    for await (const block of this.stream(select)) rows.push(...block);
    return rows;
  }

  async *stream(select: string): AsyncIterable<SqlRow[]> {
    for await (const { columns, rows } of this.#connection.pages(this.#withFunctions(this.#queryOf(select))))
      if (rows.length > 0) yield toSqlRows(columns, rows);
  }

  /** The cluster writes the rows into the shared folder, and the embedded engine puts them in order: none passes through the client. */
  async writeParquet(select: string, path: string, orderedBy: readonly string[]): Promise<number> {
    const columns = await this.describe(select);
    this.#results += 1;
    const table = `results.result_${this.#results}`;
    const name = await this.#nameIn(this.#settings.catalog, table);
    const location = sqlText(this.#files.newLocation());
    const query = this.#withFunctions(this.#queryOf(select));
    await this.#making(basename(path), `create table ${name} with (location = ${location}) as ${query}`);
    this.#know(table, "lake", name);
    const written = await this.query(`select file_path from ${name.replace(/\.(?=[^.]*$)/u, '."')}$files"`);
    const count = await this.#files.collect(
      written.map((row) => String(row["file_path"])),
      { columns, path, orderedBy },
    );
    await this.drop(table);
    return count;
  }

  async describe(select: string): Promise<Column[]> {
    const query = this.#withFunctions(`select * from (${this.#queryOf(select)}) as described limit 0`);
    let found: readonly Column[] = [];
    for await (const { columns } of this.#connection.pages(query)) if (columns.length > 0) found = columns;
    return found.map(({ name, type }) => ({ name, type: portableType(type) }));
  }

  tablesIn(select: string): Promise<string[]> {
    return Promise.resolve(tablesRead(select).filter((table) => this.#relations.has(table)));
  }

  async drop(table: string): Promise<void> {
    const kind = this.#kinds.get(table);
    const relation = this.#relations.get(table);
    this.#kinds.delete(table);
    this.#relations.delete(table);
    if (kind === "lake" || kind === "files") await this.#connection.run(`drop table if exists ${relation}`);
  }

  activity(): EngineActivity | null {
    return this.#step === null ? null : { step: this.#step, share: this.#connection.shareDone() };
  }

  async interrupt(): Promise<void> {
    await this.#connection.interrupt();
  }

  async close(): Promise<void> {
    for (const schema of this.#schemas) await this.#connection.run(`drop schema if exists ${schema} cascade`);
    await this.#files.remove();
  }

  #know(table: string, kind: Kind, relation: string): void {
    this.#kinds.set(table, kind);
    this.#relations.set(table, relation);
  }

  /** What a query asks in the cluster; a view is what its own query gives at this moment. */
  #queryOf(select: string): string {
    return withRelations(select, (table) => {
      const relation = this.#relations.get(table);
      return relation !== undefined && this.#kinds.get(table) === "query" ? this.#queryOf(relation) : relation;
    });
  }

  #withFunctions(query: string): string {
    return `${this.#functions.before(query)}${query}`;
  }

  /** The name of a table in a catalog, in a schema of this session, which is made where it is not there. */
  async #nameIn(catalog: string, table: string): Promise<string> {
    const [schema = "", name = ""] = table.split(".");
    const full = `${catalog}.${this.#settings.prefix}_${schema}`;
    if (!this.#schemas.has(full)) {
      await this.#connection.run(`create schema if not exists ${full}`);
      this.#schemas.add(full);
    }
    return `${full}.${name}`;
  }

  /** Names a folder of files as a table; returns its name in the cluster. */
  async #register(table: string, columns: readonly Column[], location: string): Promise<string> {
    const name = await this.#nameIn(this.#settings.filesCatalog, table);
    const list = columns.map((column) => `${column.name} ${column.type}`).join(", ");
    const create = `create table if not exists ${name} (${list}) with (format = 'PARQUET', external_location = ${sqlText(location)})`;
    await this.#connection.run(create).catch((cause: unknown) => {
      const { folder } = this.#settings.shared;
      throw isUnseenFolder(cause) ? sharedFolderUnusable({ folder, reason: NOT_SEEN_BY_CLUSTER }, { cause }) : cause;
    });
    return name;
  }

  /** Runs a statement that may take long, and says meanwhile what it makes. */
  async #making(step: string, sql: string): Promise<void> {
    this.#step = step;
    try {
      await this.#connection.run(sql);
    } finally {
      this.#step = null;
    }
  }
}
