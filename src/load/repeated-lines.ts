import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { SourceDeclaration } from "../domain/project.ts";
import { type Column, type Engine, sqlText } from "../engine/engine.ts";
import { attachOrEmpty } from "../engine/attach.ts";
import { makePrivateFolder } from "../io/atomic-write.ts";
import { IS_LOADED } from "./fate.ts";
import type { LoadContext } from "./load-file.ts";
import type { LoadedInput } from "./load-inputs.ts";
import { mappedNames, transactionKey } from "./repeated-transactions.ts";

/** `raw.repeated_lines`: the lines of transactions that equal an earlier one of their file in every mapped column. */
export const REPEATED_LINE_COLUMNS: readonly Column[] = [
  { name: "source_id", type: "varchar" },
  { name: "file_id", type: "varchar" },
  { name: "record_index", type: "bigint" },
];

/**
 * Finds the lines that equal an earlier line of their file, in sources of transactions whose records have an article and no
 * key; returns the Parquet files that name them, one a file, kept in the cache beside it. Such lines count all the same: two
 * pieces of one article on a receipt may well be two equal lines. Where records have a key, equal ones are rejected
 * (GK0316), and between files either are refused (GK0330).
 */
export async function findRepeatedLines(inputs: readonly LoadedInput[], context: LoadContext): Promise<string[]> {
  const paths: string[] = [];
  for (const { source, loaded } of inputs) {
    if (!canTellLinesApart(source) || source.warehouseTable !== undefined) continue;
    const path = context.cache.repeatedLinesPath(loaded.fileId);
    if (!context.cache.knowsRepeatedLines(loaded.fileId))
      await writeRepeatedLines(source, loaded.fileId, path, context);
    paths.push(path);
  }
  return paths;
}

/** Without an article two lines of one receipt look alike as soon as their amounts do. */
export function canTellLinesApart(source: SourceDeclaration): boolean {
  const hasArticle = source.columns.some(({ column }) => column === "article");
  return source.table === "transactions" && hasArticle && transactionKey(source) === null;
}

/** Makes `raw.repeated_lines` of the files that name them, and of the SELECTs that find them in tables. */
export async function attachRepeatedLines(
  engine: Engine,
  paths: readonly string[],
  selects: readonly string[],
): Promise<void> {
  if (selects.length === 0) {
    await attachOrEmpty(engine, "raw.repeated_lines", REPEATED_LINE_COLUMNS, paths);
    return;
  }
  await attachOrEmpty(engine, "loaded.repeated_lines", REPEATED_LINE_COLUMNS, paths);
  const all = ["select * from loaded.repeated_lines", ...selects];
  await engine.materialize("raw.repeated_lines", all.join(" union all "), "table");
}

/** The SELECT that finds them in one table of the warehouse, as `attachRepeatedLines` takes it. */
export function repeatedLinesSelect(source: SourceDeclaration, fileId: string, relation: string): string {
  return `select ${sqlText(source.source)} as source_id, ${sqlText(fileId)} as file_id, record_index
     from (
       select record_index, row_number() over (partition by ${mappedNames(source)} order by record_index) as place
       from ${relation} where ${IS_LOADED}
     ) as counted where place > 1`;
}

/** Only lines whose hashes repeat are compared: most have one of their own, and to see that costs a fraction. */
async function writeRepeatedLines(
  source: SourceDeclaration,
  fileId: string,
  path: string,
  { cache, loader, temporaryFolder }: LoadContext,
): Promise<void> {
  const columns = mappedNames(source);
  const file = sqlText(cache.parquetPath(source.table, fileId));
  const written = join(temporaryFolder, `${fileId}.repeated.parquet`);
  await loader.writeParquet(
    `with lines as (
       select ${columns}, file_row_number as record_index from read_parquet(${file}, file_row_number = true) where ${IS_LOADED}
     ),
     repeated as (select hash(${columns}) as line_hash from lines group by line_hash having count(*) > 1),
     counted as (
       select record_index, row_number() over (partition by ${columns} order by record_index) as place
       from lines where hash(${columns}) in (select line_hash from repeated)
     )
     select ${sqlText(source.source)} as source_id, ${sqlText(fileId)} as file_id, record_index
     from counted where place > 1 order by record_index`,
    written,
  );
  await makePrivateFolder(dirname(path));
  await rename(written, path);
}
