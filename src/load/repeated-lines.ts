import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { SourceDeclaration } from "../domain/project.ts";
import { type Column, type Engine, sqlText } from "../engine/engine.ts";
import { makePrivateFolder } from "../io/atomic-write.ts";
import { sha256Text } from "../io/sha256.ts";
import { IS_LOADED } from "./fate.ts";
import type { LoadContext } from "./load-file.ts";
import type { LoadedInput } from "./load-inputs.ts";
import { transactionKey } from "./repeated-transactions.ts";

/** `raw.repeated_lines`: the lines of transactions that equal an earlier one of their source in every mapped column. */
export const REPEATED_LINE_COLUMNS: readonly Column[] = [
  { name: "source_id", type: "varchar" },
  { name: "file_id", type: "varchar" },
  { name: "record_index", type: "bigint" },
];

/**
 * Finds the lines that equal an earlier line of their source, in sources of transactions whose records have an article and no
 * key; returns the Parquet files that name them, one a source, kept in the cache for as long as the source has these files.
 * Such lines count all the same: two pieces of one article on a receipt may well be two equal lines. Where records have a
 * key, equal ones are rejected (GK0316) or refused (GK0330) instead.
 */
export async function findRepeatedLines(inputs: readonly LoadedInput[], context: LoadContext): Promise<string[]> {
  const paths: string[] = [];
  for (const source of new Set(inputs.map((input) => input.source))) {
    if (!canTellLinesApart(source)) continue;
    const fileIds = inputs.filter((input) => input.source === source).map(({ loaded }) => loaded.fileId);
    const path = context.cache.repeatedLinesPath(fileIds);
    if (!context.cache.knowsRepeatedLines(fileIds)) await writeRepeatedLines(source, fileIds, path, context);
    paths.push(path);
  }
  return paths;
}

/** Without an article two lines of one receipt look alike as soon as their amounts do. */
function canTellLinesApart(source: SourceDeclaration): boolean {
  const hasArticle = source.columns.some(({ column }) => column === "article");
  return source.table === "transactions" && hasArticle && transactionKey(source) === null;
}

/** Makes `raw.repeated_lines` of the files that name them. */
export async function attachRepeatedLines(engine: Engine, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) await engine.fill("raw.repeated_lines", REPEATED_LINE_COLUMNS, []);
  else await engine.attach("raw.repeated_lines", paths);
}

/** Only lines whose hashes repeat are compared: most have one of their own, and to see that costs a fraction. */
async function writeRepeatedLines(
  source: SourceDeclaration,
  fileIds: readonly string[],
  path: string,
  { cache, loader, temporaryFolder }: LoadContext,
): Promise<void> {
  const columns = source.columns.map(({ column }) => column).join(", ");
  const files = fileIds.map((fileId, position) => {
    const file = sqlText(cache.parquetPath(source.table, fileId));
    return `select ${columns}, ${position} as position, ${sqlText(fileId)} as file_id, file_row_number as record_index
      from read_parquet(${file}, file_row_number = true) where ${IS_LOADED}`;
  });
  const written = join(temporaryFolder, `${sha256Text(path).slice(0, 32)}.parquet`);
  await loader.writeParquet(
    `with lines as (${files.join(" union all ")}),
     repeated as (select hash(${columns}) as line_hash from lines group by line_hash having count(*) > 1),
     counted as (
       select file_id, record_index, position,
         row_number() over (partition by ${columns} order by position, record_index) as place
       from lines where hash(${columns}) in (select line_hash from repeated)
     )
     select ${sqlText(source.source)} as source_id, file_id, record_index from counted where place > 1
     order by position, record_index`,
    written,
  );
  await makePrivateFolder(dirname(path));
  await rename(written, path);
}
