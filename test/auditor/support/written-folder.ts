import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { auditExport, type ExportAudit } from "../../../src/auditor/audit-export.ts";
import type { CountedCustomers } from "../../../src/auditor/counted-customers.ts";
import { loadSolver } from "../../../src/auditor/load-solver.ts";
import { readExport } from "../../../src/auditor/read-export.ts";

/** Reads no Parquet: for tests of files that have none. */
const noParquet = async (): Promise<never> => {
  throw new Error("no Parquet file is read here");
};

/** Writes files into a folder and audits it, beside earlier folders. */
export async function auditFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
  {
    minimumUnits,
    before = {},
    counted = [],
  }: {
    readonly minimumUnits?: number;
    readonly before?: Readonly<Record<string, string>>;
    readonly counted?: readonly CountedCustomers[];
  } = {},
): Promise<ExportAudit> {
  const options = { readParquet: noParquet, minimumUnits };
  const read = async (name: string, own: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(own)) {
      mkdirSync(dirname(join(folder, name, file)), { recursive: true });
      writeFileSync(join(folder, name, file), text);
    }
    return Object.keys(own).length === 0
      ? { tables: [], lines: [], files: [] }
      : readExport([{ path: join(folder, name), name }], options);
  };
  const [written, earlier] = [await read("now", files), await read("before", before)];
  return auditExport(await loadSolver(), written, earlier.tables, counted);
}

/** What an audit objects to, one short line each: kind, values, measure and what it lies between. */
export function objectionLines({ objections }: Pick<ExportAudit, "objections">): string[] {
  return objections.map(({ kind, place, low, high }) => {
    const where = Object.values(place.values).join("/") || "(all)";
    return `${kind} ${where} ${place.measure} ${low ?? ""}..${high ?? ""}`;
  });
}
