import { afterAll, beforeAll } from "vitest";

import { present } from "../../../src/assert.ts";
import type { InputTableName } from "../../../src/domain/input-tables.ts";
import type { SourceDeclaration } from "../../../src/domain/project.ts";
import type { LoadedInput } from "../../../src/load/load-inputs.ts";
import { type Loading, openLoading, source, type SourceOptions } from "./loading.ts";

/** The columns that transactions cannot do without. */
export const TRANSACTION_HEADER = "transaction_id,customer_id,ordered_at,amount";

/** In parts per million: a threshold that no rejects are over. */
export const EVERY_RECORD = 1_000_000;

/** One loading for all tests of a file, opened before the first and closed after the last; asked for while they run. */
export function sharedLoading(): () => Loading {
  let loading: Loading | undefined;
  beforeAll(async () => {
    loading = await openLoading();
  });
  afterAll(async () => {
    await loading?.close();
  });
  return () => present(loading, "the loading is open while tests run");
}

let files = 0;

/** The name of an input file that no other has. */
export function newFile(ending = ".csv"): string {
  files += 1;
  return `input/file-${files}${ending}`;
}

/** A source of one file, in which every record may be rejected unless told otherwise. */
export function sourceIn(
  table: InputTableName,
  file: string,
  options: SourceOptions & { header?: string },
): SourceDeclaration {
  const id = file.replaceAll(/[^a-z0-9]+/gu, "-");
  return source(table, { files: [file], source: id, threshold: EVERY_RECORD, ...options });
}

/** A source of transactions in one file, of their least columns unless told otherwise. */
export function transactionsIn(file: string, options: SourceOptions & { header?: string } = {}): SourceDeclaration {
  return sourceIn("transactions", file, { header: TRANSACTION_HEADER, ...options });
}

/** Writes a file of transactions and loads it. */
export async function loadTransactions(
  loading: Loading,
  content: string | Uint8Array,
  { file = newFile(), ...options }: SourceOptions & { file?: string; header?: string } = {},
): Promise<LoadedInput[]> {
  await loading.write(file, content);
  return loading.load([transactionsIn(file, options)]);
}
