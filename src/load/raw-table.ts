import { assert } from "../assert.ts";
import { INPUT_TABLES, type InputColumn, type InputTableName } from "../domain/input-tables.ts";
import type { SourceDeclaration } from "../domain/project.ts";
import { type Column, type Engine, sqlText } from "../engine/engine.ts";
import type { InputCache, LoadedFile } from "./input-cache.ts";
import type { LoadedInput } from "./load-inputs.ts";
import type { LoadedTableInput } from "./load-tables.ts";
import { LOAD_STATUS } from "./fate.ts";
import { outputColumns, unmappedColumn } from "./raw-columns.ts";

/** Columns every raw table has beside its canonical ones; `whole` is what they are where every row of a file counts. */
const TRACE_COLUMNS: readonly (Column & { readonly sql: string; readonly whole: string })[] = [
  { name: "load_status", type: "varchar", sql: LOAD_STATUS, whole: "'loaded'" },
  { name: "fate", type: "varchar", sql: "fate", whole: "cast(null as varchar)" },
  { name: "record_index", type: "bigint", sql: "record_index", whole: "record_index" },
  { name: "file_id", type: "varchar", sql: "file_id", whole: "file_id" },
];

/**
 * Makes `raw.<table>` of the files loaded for it. A file holds only what its source maps and what differs from row to row; the
 * rest is said once for each source: its id, and nulls for the columns it does not map. Files of which every row counts are
 * kept apart and say so: whoever asks for loaded rows need not look at each, and the engine knows how many there are.
 */
export async function attachRawTable(
  engine: Engine,
  cache: InputCache,
  table: InputTableName,
  inputs: readonly LoadedInput[],
  extraColumns: readonly string[],
): Promise<void> {
  const tables = inputs.filter(isTable);
  const sources = [...new Set(inputs.filter((input) => input.table === table).map(({ source }) => source))];
  const selects: string[] = [];
  for (const [index, source] of sources.entries()) {
    const own = inputs.filter((input) => input.source === source && !isTable(input)).map(({ loaded }) => loaded);
    for (const { loaded, relation } of tables.filter((input) => input.source === source))
      selects.push(rowsOfSource(source, relation, extraColumns, isWholeFile(loaded)));
    for (const isWhole of [true, false]) {
      const ids = new Set(own.filter((file) => isWholeFile(file) === isWhole).map(({ fileId }) => fileId));
      if (ids.size === 0) continue;
      const relation = `loaded.${table}_${index + 1}${isWhole ? "" : "_in_part"}`;
      const files = [...ids].toSorted().map((fileId) => cache.parquetPath(table, fileId));
      await engine.attach(relation, files, { isTraced: true });
      selects.push(rowsOfSource(source, relation, extraColumns, isWhole));
    }
  }
  if (selects.length === 0) await engine.fill(`raw.${table}`, rawTableColumns(table, extraColumns), []);
  else await engine.materialize(`raw.${table}`, selects.join("\nunion all\n"), "view");
}

/** The columns of `raw.<table>`. */
export function rawTableColumns(table: InputTableName, extraColumns: readonly string[]): Column[] {
  const canonical = INPUT_TABLES[table].flatMap((column) => outputColumns(table, column));
  const extras = table === "customers" ? extraColumns.map((name) => ({ name: extraName(name), type: "varchar" })) : [];
  return [
    ...canonical,
    ...extras,
    ...ownColumns(table),
    { name: "source_id", type: "varchar" },
    ...TRACE_COLUMNS.map(({ name, type }) => ({ name, type })),
  ];
}

function isTable(input: LoadedInput | LoadedTableInput): input is LoadedTableInput {
  return "relation" in input;
}

function isWholeFile({ rowsRejected, rowsExcluded }: LoadedFile): boolean {
  return rowsRejected === 0 && rowsExcluded === 0;
}

/**
 * The SELECT of a source's rows as `raw.<table>` has them, from a relation of its loaded files with their trace; `isWhole` says
 * that every row of them counts.
 */
export function rowsOfSource(
  source: SourceDeclaration,
  relation: string,
  extraColumns: readonly string[],
  isWhole: boolean,
): string {
  const { table } = source;
  const isWritten = (column: string) =>
    source.columns.some((mapping) => mapping.column === column) || (table === "transactions" && column === "kind");
  const extras = table === "customers" ? extraColumns : [];
  const outputs = [
    ...INPUT_TABLES[table].flatMap((column) => outputsOf(source, column, isWritten(column.name))),
    ...extras.map((name) => (isWritten(name) ? extraName(name) : `cast(null as varchar) as ${extraName(name)}`)),
    ...ownOutputs(source),
    `${sqlText(source.source)} as source_id`,
    ...TRACE_COLUMNS.map(({ name, sql, whole }) => `${isWhole ? whole : sql} as ${name}`),
  ];
  return `select ${outputs.join(", ")} from ${relation}`;
}

/** Columns that some tables have beside those of the contract. */
function ownColumns(table: InputTableName): Column[] {
  if (table === "transactions") return [{ name: "is_whole_transaction", type: "boolean" }];
  return OPT_OUT_TABLES.includes(table) ? [{ name: "opt_outs", type: "varchar" }] : [];
}

const OPT_OUT_TABLES: readonly InputTableName[] = ["customers", "contact_points"];

function ownOutputs({ table, records, optOuts }: SourceDeclaration): string[] {
  if (table === "transactions") return [`${records === "transaction"} as is_whole_transaction`];
  if (!OPT_OUT_TABLES.includes(table)) return [];
  return [optOuts.length === 0 ? "cast(null as varchar) as opt_outs" : "opt_outs"];
}

/** A customer whose source does not map how the record was collected was collected as the source says. */
function outputsOf({ table, collectionChannel }: SourceDeclaration, column: InputColumn, isWritten: boolean): string[] {
  if (isWritten) return outputColumns(table, column).map(({ name }) => name);
  if (column.name === "collection_channel" && collectionChannel !== undefined)
    return [`${sqlText(collectionChannel)} as collection_channel`];
  return unmappedColumn(table, column).map(({ column: { name }, sql }) => `${sql} as ${name}`);
}

/** The raw column of an extra customer column. Column names are identifiers, checked by the configuration. */
export function extraName(column: string): string {
  assert(/^[a-z][a-z0-9_]*$/u.test(column), "an extra column is an identifier");
  return `extra_${column}`;
}
