import type { Column, Engine } from "./engine.ts";

const TRACE_COLUMNS: readonly Column[] = [
  { name: "record_index", type: "bigint" },
  { name: "file_id", type: "varchar" },
];

/** Names Parquet files as a table, or makes the empty table with the same columns when there are none. */
export async function attachOrEmpty(
  engine: Engine,
  table: string,
  columns: readonly Column[],
  files: readonly string[],
  options: { readonly isTraced?: boolean } = {},
): Promise<void> {
  if (files.length > 0) await engine.attach(table, files, options);
  else await engine.fill(table, options.isTraced === true ? [...columns, ...TRACE_COLUMNS] : columns, []);
}
