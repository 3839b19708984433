import { INPUT_TABLES, type InputTableName } from "../domain/input-tables.ts";
import type { ColumnWords, Loader } from "../engine/loader.ts";

/** Every transaction has one of these kinds, or is rejected; elsewhere an unknown word may be a refusal and is kept. */
const WORDS: Readonly<Partial<Record<InputTableName, ColumnWords>>> = {
  transactions: { kind: INPUT_TABLES.transactions.find(({ name }) => name === "kind")?.choices ?? [] },
};

/** Writes the rows of a file of a table as Parquet, in the file's order; returns how many there are. */
export async function writeRaw(select: string, table: InputTableName, path: string, loader: Loader): Promise<number> {
  return loader.writeParquet(select, path, WORDS[table]);
}
