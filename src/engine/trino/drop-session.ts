import { rm } from "node:fs/promises";
import { join } from "node:path";

import { sqlText } from "../engine.ts";
import { connect } from "./connection.ts";
import type { TrinoSettings } from "./engine.ts";

/** Drops everything that a session made whose process is gone: its schemas with their tables, and its files. */
export async function dropSession(settings: TrinoSettings): Promise<void> {
  const connection = await connect(settings);
  for (const catalog of [settings.catalog, settings.filesCatalog]) {
    const pattern = `${settings.prefix.replaceAll("_", "!_")}!_%`;
    const schemas: string[] = [];
    for await (const { rows } of connection.pages(`show schemas from ${catalog} like ${sqlText(pattern)} escape '!'`))
      schemas.push(...rows.map(([name]) => String(name)));
    for (const schema of schemas) await connection.run(`drop schema if exists ${catalog}.${schema} cascade`);
  }
  await rm(join(settings.shared.folder, settings.prefix), { recursive: true, force: true });
}
