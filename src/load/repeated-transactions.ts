import { rename } from "node:fs/promises";

import type { SourceDeclaration } from "../domain/project.ts";
import { sqlText } from "../engine/engine.ts";
import type { Loader } from "../engine/loader.ts";
import { IS_LOADED, rejectedSql } from "./fate.ts";
import { rowsOfFile } from "./loaded-rows.ts";

/**
 * Marks the records of a transactions file that repeat a key as rejected (GK0316): all but the first where they are equal
 * in every column, every one of them where they differ, since nobody can say which is right.
 *
 * The key is the transaction id where a record is a whole transaction, with the line id where one is mapped; without
 * either each record is a line of its own and nothing can repeat.
 */
export async function rejectRepeatedTransactions(
  source: SourceDeclaration,
  written: string,
  loader: Loader,
): Promise<void> {
  const key = transactionKey(source);
  if (key === null || (await isUnique(written, key, loader))) return;
  const rewritten = `${written}.unique`;
  const rows = rowsOfFile(written, loader);
  const names = (await rows.query(`describe select * from ${rows.relation}`)).map((row) => String(row["column_name"]));
  const select = rejectingRepeats(source, key, rows.numbered, names);
  await loader.writeParquet(`${select} order by record_index`, rewritten);
  await rename(rewritten, written);
}

/** The numbered records with these columns, in which those that repeat a key are rejected. */
export function rejectingRepeats(
  source: SourceDeclaration,
  key: string,
  numbered: string,
  names: readonly string[],
): string {
  const outputs = names.map((name) =>
    name === "fate"
      ? `case when is_repeat then ${rejectedSql("'transaction_id:GK0316'", "sha256_hex(transaction_id)")} else fate end as fate`
      : name,
  );
  const contents = `is_loaded, ${key}, ${mappedNames(source)}`;
  return `select ${outputs.join(", ")}
     from (
       select *, is_loaded and (
           count(*) over (partition by is_loaded, ${key}) > count(*) over (partition by ${contents})
           or row_number() over (partition by ${contents} order by record_index) > 1) as is_repeat
       from (select *, ${IS_LOADED} as is_loaded from ${numbered}) as judged
     ) as marked`;
}

/** The columns that name a transaction's record, as SQL; null when nothing does. */
export function transactionKey(source: SourceDeclaration): string | null {
  if (source.table !== "transactions") return null;
  if (source.columns.some(({ column }) => column === "line_id")) return "transaction_id, line_id";
  return source.records === "transaction" ? "transaction_id" : null;
}

/**
 * Whether no key repeats. Most files come in the order of their keys: keys that grow from record to record are distinct, and to
 * see that costs an eighth. Otherwise distinct hashes prove it; equal ones would be a collision or a repetition.
 */
async function isUnique(written: string, key: string, loader: Loader): Promise<boolean> {
  const loaded = `read_parquet(${sqlText(written)}) where ${IS_LOADED}`;
  if (!key.includes(",")) {
    const falling = `select ${key} > lag(${key}) over () as is_greater from ${loaded}`;
    const [row] = await loader.query(`select count(*) as repeats from (${falling}) as steps where not is_greater`);
    if (Number(row?.["repeats"]) === 0) return true;
  }
  const repeats = `select hash(${key}) as key_hash from ${loaded} group by key_hash having count(*) > 1`;
  const [row] = await loader.query(`select count(*) as repeats from (${repeats}) as found`);
  return Number(row?.["repeats"]) === 0;
}

/** Every column that a source maps, as SQL. */
export function mappedNames({ columns }: SourceDeclaration): string {
  return columns.map(({ column }) => column).join(", ");
}
