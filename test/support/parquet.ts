import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll } from "vitest";

import type { SqlRow } from "../../src/engine/engine.ts";
import { openTestEngine, type TestEngine } from "./test-engine.ts";

let opened: Promise<TestEngine> | undefined;
let filesRead = 0;

afterAll(async () => {
  await (await opened)?.close();
});

/** The rows of a Parquet file in the file's order, read by a real engine of the test's own. */
export async function parquetRows(path: string): Promise<SqlRow[]> {
  opened ??= openTestEngine(1);
  const { engine, folder } = await opened;
  filesRead += 1;
  const number = filesRead;
  // The engine may read its own folder only.
  const copy = join(folder, `file-${number}.parquet`);
  await copyFile(path, copy);
  const table = `read.file_${number}`;
  await engine.attach(table, [copy]);
  return engine.query(`select * from ${table}`);
}

/** The same rows as text: an array of cells each, null and empty text alike empty. */
export async function parquetCells(path: string): Promise<string[][]> {
  const rows = await parquetRows(path);
  return rows.map((row) => Object.values(row).map((value) => (value === null ? "" : String(value))));
}
