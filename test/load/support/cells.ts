import { afterAll, beforeAll } from "vitest";

import type { InputTableName } from "../../../src/domain/input-tables.ts";
import type { SqlRow } from "../../../src/engine/engine.ts";
import { type Loading, onlyInput, openLoading, source, type SourceOptions } from "./loading.ts";

let loading: Loading;
let files = 0;

beforeAll(async () => {
  loading = await openLoading();
});

afterAll(async () => {
  await loading.close();
});

const EVERYTHING = 1_000_000;

/** The rows that cells of one file become; a cell is written in quotes, quotes in it doubled. */
export async function rowsOf(
  table: InputTableName,
  header: string,
  records: readonly (readonly string[])[],
  options: SourceOptions & { timeZone?: string; extraColumns?: string[] } = {},
): Promise<SqlRow[]> {
  files += 1;
  const { timeZone, extraColumns, ...declared } = options;
  const quoted = records.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
  const file = `input/values-${files}.csv`;
  await loading.write(file, [header, ...quoted, ""].join("\n"));
  const own = source(table, { header, files: [file], source: `values-${files}`, threshold: EVERYTHING, ...declared });
  const project = {
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(extraColumns === undefined ? {} : { extraColumns }),
  };
  return loading.rows(await onlyInput(loading.load([own], project)), extraColumns);
}
