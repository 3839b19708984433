import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { sqlFolder } from "../../catalog/sql-folder.ts";

/** The statements that define the project's portable function names on DuckDB, from `sql/functions/duckdb/`. */
export function functionStatements(): string {
  const folder = join(sqlFolder(), "functions", "duckdb");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join(";\n");
}
