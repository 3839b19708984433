import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { LedgerComparisonJson } from "../artefacts/ledger-comparison.ts";
import type { ReleasedTables } from "../artefacts/released-tables.ts";
import { releasedTablesGone } from "../errors.ts";
import { type FinishedRun, readRuns } from "./run-store.ts";

/** The folder of a run's private side that says what it let out. */
export const LEDGER_FOLDER = "ledger";

/** What an earlier run let out, and of whom. */
export interface EarlierRelease {
  readonly run: FinishedRun;
  /** The tables that it was the first to publish: of one that repeats the numbers of a release before it, that speaks, whose customers they are of. */
  readonly released: ReleasedTables;
  /** The Parquet file of the customers counted. */
  readonly customers: string;
}

/**
 * What every finished run let out, in the order of their moments and ids. Throws GK0540 where a run says that it published tables and what it keeps of
 * them is not there or cannot be read.
 */
export async function readEarlierReleases(runsFolder: string): Promise<EarlierRelease[]> {
  const runs = (await readRuns(runsFolder)).filter(({ manifest }) => (manifest.ledger ?? null) !== null);
  const releases = await Promise.all(runs.map(readRelease));
  return releases.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ released: { as_of: asOf, run_id: runId } }: EarlierRelease): string {
  return `${asOf} ${runId}`;
}

async function readRelease(run: FinishedRun): Promise<EarlierRelease> {
  const folder = join(run.folder, "private", LEDGER_FOLDER);
  const customers = join(folder, "customers.parquet");
  const gone = (cause: unknown) => releasedTablesGone({ run: run.manifest.run_id }, { cause });
  if (!existsSync(customers)) throw gone(undefined);
  try {
    const released = JSON.parse(await readFile(join(folder, "released_tables.json"), "utf8")) as ReleasedTables;
    const comparison = JSON.parse(await readFile(join(folder, "comparison.json"), "utf8")) as LedgerComparisonJson;
    const repeated = new Set(comparison.published_again.map(({ table_id: id }) => id));
    return { run, released: { ...released, tables: released.tables.filter(({ id }) => !repeated.has(id)) }, customers };
  } catch (cause) {
    throw gone(cause);
  }
}
