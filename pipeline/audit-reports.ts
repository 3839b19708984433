import { rm } from "node:fs/promises";
import { basename } from "node:path";

import { auditExport } from "../src/auditor/audit-export.ts";
import type { CountedCustomers } from "../src/auditor/counted-customers.ts";
import { loadSolver } from "../src/auditor/load-solver.ts";
import type { Place } from "../src/auditor/known-cells.ts";
import { readExport } from "../src/auditor/read-export.ts";
import type { Engine } from "../src/engine/engine.ts";
import { reportsObjected } from "../src/errors.ts";
import { parquetFields } from "./parquet-fields.ts";

/**
 * Audits the reports that a run has written, before anything is published, beside the customers whom they count: what the auditor cannot read, it does not let by. Throws GK0535 when a number is given away, and what reading
 * throws; the reports are gone then.
 */
export async function auditReports(
  local: Engine,
  folder: string,
  count: () => Promise<readonly CountedCustomers[]> = async () => [],
): Promise<void> {
  try {
    const options = { readParquet: parquetFields(local), minimumUnits: undefined, mayBeEmpty: true };
    const written = await readExport([{ path: folder, name: basename(folder) }], options);
    if (written.tables.length === 0) return;
    const { objections } = auditExport(await loadSolver(), written, [], await count());
    if (objections.length > 0)
      throw reportsObjected({ objections: objections.length, cells: objections.map(({ place }) => cellText(place)) });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Where a number stands, without the number: `reports/all/table-1.csv:12 customers`. */
export function cellText({ file, line, measure }: Place): string {
  return `${file}${line === null ? "" : `:${line}`} ${measure}`;
}
