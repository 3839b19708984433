import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

import { openDuckDBLoader } from "../../src/engine/duckdb/loader.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { sqlText } from "../../src/engine/engine.ts";

/** The user whose tables are those of a company's warehouse, and what their names begin with. */
export const COMPANY = "company";

/** What a table that the company's engine made is called on the cluster. */
export function warehouseName(table: string): string {
  return `lake.${COMPANY}_${table}`;
}

/** By table and column how a warehouse would hold it in place of a text; what is not of the type is left out there. */
const TYPED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transactions: {
    ordered_at: "try_cast(ordered_at as timestamp(6))",
    quantity: "try_cast(quantity as integer)",
    unit_price: "try_cast(unit_price as double)",
  },
  contact_history: {
    contacted_at: "try(from_iso8601_timestamp(contacted_at))",
    is_exception: "try_cast(is_exception as boolean)",
  },
};

/** Makes a table of the warehouse, `sales.<name>`, of each CSV file of a folder; `scratch` is one that the engine may read. */
export async function fillWarehouse(engine: Engine, input: string, scratch: string): Promise<void> {
  const limits = { threads: 1, memoryLimit: "1GB", temporaryFolder: join(scratch, "tmp-loader") };
  const loader = await openDuckDBLoader({ ...limits, folders: [input, scratch] });
  for (const file of readdirSync(input)) {
    const table = basename(file).replace(/\..*$/u, "");
    const path = join(scratch, `${table}.parquet`);
    const csv = `read_csv(${sqlText(join(input, file))}, all_varchar = true, header = true)`;
    await loader.writeParquet(`select * from ${csv}`, path);
    await engine.attach(`incoming.${table}`, [path]);
    const columns = await engine.describe(`select * from incoming.${table}`);
    const values = columns.map(({ name }) => `${TYPED[table]?.[name] ?? name} as ${name}`);
    await engine.materialize(`sales.${table}`, `select ${values.join(", ")} from incoming.${table}`, "table");
  }
  await loader.close();
}
