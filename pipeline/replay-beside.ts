import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { PublicCountsJson } from "../src/artefacts/counts.ts";
import { countsProtection } from "../src/artefacts/counts-protection.ts";
import { PEOPLE_TO_TELL } from "../src/export/people-to-tell.ts";
import { makePrivateFolder } from "../src/io/atomic-write.ts";
import { linkFile } from "../src/io/link-tree.ts";
import type { Directories } from "../src/state/directories.ts";
import type { FinishedRun } from "../src/state/run-store.ts";
import { rewrittenFiles } from "./erased-hashes.ts";

/** What is asked of a run whose counts others are protected beside. */
const ASKED = ["private/manifest.json", "private/decisions.parquet", "public/counts.json"] as const;

/** Files of a run that depend on the counts of runs before it. */
export const BESIDE_OTHERS: readonly string[] = ["private/counts-protection.json", "public/counts.json"];

/**
 * Links what is asked of the runs beside which a run's counts were protected. False when something of it is not kept as it was: the counts cannot be
 * protected again as they were then.
 */
export async function restoreBeside(
  run: FinishedRun,
  directories: Directories,
  replayed: Directories,
): Promise<boolean> {
  const text = await readFile(join(run.folder, "private", "counts-protection.json"), "utf8").catch(() => null);
  if (text === null) return false;
  const { beside } = countsProtection.schema.parse(JSON.parse(text));
  const rewritten = await rewrittenFiles(directories);
  const files: string[] = [];
  for (const runId of beside) files.push(...(await askedOf(directories, runId)).map((file) => join(runId, file)));
  const isKept = (file: string) => existsSync(join(directories.runs, file)) && !rewritten.has(`runs/${file}`);
  if (!files.every(isKept)) return false;
  for (const file of files) {
    const to = join(replayed.runs, file);
    if (existsSync(to)) continue;
    await makePrivateFolder(dirname(to));
    await linkFile(join(directories.runs, file), to);
  }
  return true;
}

/** Whom a run had to tell of changed notices is asked where it counted them. */
async function askedOf({ runs }: Directories, runId: string): Promise<readonly string[]> {
  const text = await readFile(join(runs, runId, "public", "counts.json"), "utf8").catch(() => "{}");
  const { notices } = JSON.parse(text) as Partial<PublicCountsJson>;
  return notices === undefined ? ASKED : [...ASKED, join("private", PEOPLE_TO_TELL)];
}
