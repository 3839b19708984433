import type { InputTableName } from "../../../src/domain/input-tables.ts";
import type { SqlRow } from "../../../src/engine/engine.ts";
import { onlyInput, type SourceOptions } from "./loading.ts";
import { newFile, sharedLoading, sourceIn } from "./shared-loading.ts";

const loading = sharedLoading();

/** The rows that cells of one file become; a cell is written in quotes, quotes in it doubled. */
export async function rowsOf(
  table: InputTableName,
  header: string,
  records: readonly (readonly string[])[],
  options: SourceOptions & { timeZone?: string; extraColumns?: string[] } = {},
): Promise<SqlRow[]> {
  const { timeZone, extraColumns, ...declared } = options;
  const quoted = records.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
  const file = newFile();
  await loading().write(file, [header, ...quoted, ""].join("\n"));
  const own = sourceIn(table, file, { header, ...declared });
  const project = {
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(extraColumns === undefined ? {} : { extraColumns }),
  };
  return loading().rows(await onlyInput(loading().load([own], project)), extraColumns);
}
