import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import type { RetainedItem } from "../domain/retention.ts";
import { writeFileAtomic } from "../io/atomic-write.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import { PRUNED_FILE, type PrunedRecord } from "./run-store.ts";

/**
 * Removes what is not kept. Of a run it is first noted what goes, so that later commands can tell what was removed from what
 * was lost; after a crash the same call goes on where it stopped.
 */
export async function removeItems(items: readonly RetainedItem[], runsFolder: string): Promise<void> {
  const paths = items.filter(({ isKept }) => !isKept).flatMap((item) => item.paths);
  const ofRuns = paths.filter((path) => path.startsWith(`${runsFolder}/`));
  for (const folder of new Set(ofRuns.map((path) => dirname(path)))) {
    const names = ofRuns.filter((path) => dirname(path) === folder).map((path) => basename(path));
    await noteRemoved(join(folder, PRUNED_FILE), names);
  }
  for (const path of paths) await rm(path, { recursive: true, force: true });
}

async function noteRemoved(path: string, names: readonly string[]): Promise<void> {
  const before = existsSync(path) ? (JSON.parse(await readFile(path, "utf8")) as PrunedRecord).removed : [];
  const record: PrunedRecord = { removed: [...new Set([...before, ...names])].toSorted() };
  await writeFileAtomic(path, `${canonicalJson({ ...record })}\n`);
}
