import { present } from "../../assert.ts";
import { duckdbDialect } from "../../expression/dialect.ts";
import { sqlName, sqlText, type SqlRow } from "../engine.ts";
import type { ColumnWords, CsvRelation, Loader, MalformedRecord } from "../loader.ts";
import type { TextRelation } from "../text-relation.ts";
import { type DuckDBHandle, type DuckDBSettings, openDuckDB, shareDone } from "./connection.ts";
import { toEngineError } from "./errors.ts";
import { functionStatements } from "./functions.ts";
import { toSqlValue } from "./values.ts";

/** Longer records are refused by the scan before the reader could meet them. */
const MAX_RECORD_BYTES = 1024 * 1024 + 65_536;

/** What each thread holds of a file. As quick as the engine's own four times as much, which the longest record would fill. */
const BUFFER_BYTES = 4 * MAX_RECORD_BYTES;

/** Opens the loader: its own instance, because a folder that may be read may be written too. */
export async function openDuckDBLoader(settings: DuckDBSettings): Promise<Loader> {
  // Rows are written in the file's order, and a record's number is its place. A list of six values or more, in a mapping or a column
  // of known words, would become a join, and joined rows are written in any order.
  const handle = await openDuckDB({ ...settings, disabledOptimizers: ["in_clause"] });
  await handle.connection.run(functionStatements());
  return new DuckDBLoader(handle);
}

class DuckDBLoader implements Loader {
  readonly dialect = duckdbDialect;
  readonly #handle: DuckDBHandle;
  readonly #rejectTables = new Map<string, string>();
  #relations = 0;

  constructor(handle: DuckDBHandle) {
    this.#handle = handle;
  }

  csvRelation({ path, columns, delimiter, quote, onMalformed = "keep" }: CsvRelation): string {
    // Two sources may read one file: each relation keeps what it left out in a table of its own.
    const table = `rejects_${this.#relations}`;
    this.#relations += 1;
    const keeping = `, store_rejects = true, rejects_table = '${table}', rejects_scan = '${table}_scan', rejects_limit = 0`;
    const types = columns.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(", ");
    const relation = `read_csv(${fileText(path)}, auto_detect = false, header = true, delim = ${sqlText(delimiter)}, quote = ${sqlText(quote)},
      escape = ${sqlText(quote)}, strict_mode = true, null_padding = false, nullstr = '', max_line_size = ${MAX_RECORD_BYTES}, buffer_size = ${BUFFER_BYTES},
      columns = {${types}}${onMalformed === "keep" ? keeping : ""})`;
    if (onMalformed === "keep") this.#rejectTables.set(relation, table);
    return relation;
  }

  async parquetRelation(path: string): Promise<TextRelation> {
    const rows = await this.query(`describe select * from read_parquet(${fileText(path)})`);
    const columns = rows.map((row) => ({ name: String(row["column_name"]), type: String(row["column_type"]) }));
    const texts = columns.map(({ name, type }) => `${asText(sqlName(name), type)} as ${sqlName(name)}`);
    return {
      relation: `(select ${texts.join(", ")} from read_parquet(${fileText(path)})) as texts`,
      columns: columns.map(({ name }) => name),
      typedColumns: new Set(columns.flatMap(({ name, type }) => (type === "VARCHAR" ? [] : [name]))),
      nestedColumns: new Map(columns.flatMap(({ name, type }) => (NESTED.test(type) ? [[name, type] as const] : []))),
    };
  }

  async writeParquet(select: string, path: string, words: ColumnWords = {}): Promise<number> {
    // Version 2 stores ids and numbers by their differences, a third smaller than the text they came from and quick to read; to compress
    // that once more would save a third of the space and cost a tenth of the loading. A dictionary pays for words, not for ids:
    // giving one up after a thousand values saves a quarter of the writing.
    const options = "format parquet, parquet_version v2, compression uncompressed, dictionary_size_limit 1000";
    const rows = await this.query(`copy (${withNumberedWords(select, words)}) to ${sqlText(path)} (${options})`);
    return Number(Object.values(rows[0] ?? {})[0] ?? 0);
  }

  async malformedRecords(relation: string): Promise<MalformedRecord[]> {
    const table = present(this.#rejectTables.get(relation), "the relation was made by this loader");
    const rows = await this.query(
      `select line - 1 as record, min(cast(error_type as varchar)) as problem, bool_or(contains(trim(csv_line, chr(10) || chr(13)), chr(10))) as is_multiline
       from ${table} group by line order by line`,
    );
    // Empty or not, each takes a few hundred kilobytes until it goes.
    for (const name of [table, `${table}_scan`]) await this.query(`drop table ${name}`);
    this.#rejectTables.delete(relation);
    return rows.map((row) => ({
      record: Number(row["record"]),
      problem: String(row["problem"]).toLowerCase(),
      isMultiline: row["is_multiline"] === true,
    }));
  }

  async query(select: string): Promise<SqlRow[]> {
    try {
      const reader = await this.#handle.connection.runAndReadAll(select);
      const names = reader.columnNames();
      return reader
        .getRows()
        .map((row) => Object.fromEntries(row.map((value, index) => [names[index] ?? "", toSqlValue(value)])));
    } catch (error) {
      throw toEngineError(error, select);
    }
  }

  shareDone(): number | null {
    return shareDone(this.#handle.connection);
  }

  interrupt(): void {
    this.#handle.connection.interrupt();
  }

  close(): Promise<void> {
    this.#handle.close();
    return Promise.resolve();
  }
}

/** The words as numbers of a type of their own, which Parquet keeps as they are, and which are texts again when they are read. */
function withNumberedWords(select: string, words: ColumnWords): string {
  const columns = Object.entries(words).map(([column, known]) => {
    const type = `enum(${known.map(sqlText).join(", ")})`;
    const whens = known.map((word) => `when ${sqlText(word)} then cast(${sqlText(word)} as ${type})`);
    return `case ${column} ${whens.join(" ")} end as ${column}`;
  });
  return columns.length === 0 ? select : `select * replace (${columns.join(", ")}) from (${select}) as texts`;
}

/** Lists, structures and maps of anything, and bytes; written as text they would be read as one. */
const NESTED = /\]$|^(?:STRUCT|MAP|UNION|VARIANT)\b|^BLOB$/u;

/** A path that the engine does not take for a pattern: `[1]` in a name would read another file. */
function fileText(path: string): string {
  return sqlText(path.replaceAll(/[[*?]/gu, "[$&]"));
}

/** An instant keeps its offset; a time of nanoseconds loses what no column here keeps. */
function asText(column: string, type: string): string {
  if (type === "TIMESTAMP WITH TIME ZONE")
    return `strftime(make_timestamp(epoch_us(${column})), '%Y-%m-%dT%H:%M:%S.%fZ')`;
  if (type.startsWith("TIMESTAMP")) return `cast(cast(${column} as timestamp) as varchar)`;
  return `cast(${column} as varchar)`;
}
