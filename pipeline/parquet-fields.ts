import type { Engine } from "../src/engine/engine.ts";
import { sqlName } from "../src/engine/engine.ts";
import type { ParquetReader } from "../src/auditor/read-tables.ts";

/** Reads the fields of a small Parquet file as text. Throws what the engine throws. */
export function parquetFields(engine: Engine): ParquetReader {
  return async (path) => {
    await engine.attach("audit.written", [path]);
    try {
      const columns = (await engine.describe("select * from audit.written")).map(({ name }) => name);
      const fields = columns.map((name, index) => `cast(written.${sqlName(name)} as varchar) as field_${index}`);
      const rows = await engine.query(`select ${fields.join(", ")} from audit.written`);
      const textOf = (row: (typeof rows)[number], index: number) => {
        const value = row[`field_${index}`] ?? null;
        return value === null ? null : String(value);
      };
      return { columns, rows: rows.map((row) => columns.map((_, index) => textOf(row, index))) };
    } finally {
      await engine.drop("audit.written");
    }
  };
}
