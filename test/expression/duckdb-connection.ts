import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";

import { functionStatements } from "../../src/engine/duckdb/functions.ts";

/** A DuckDB that has nothing of the project but its own functions, which printed expressions may call. */
export async function openConnection(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(functionStatements());
  return connection;
}
