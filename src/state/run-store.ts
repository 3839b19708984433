import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import type { RunManifest } from "../artefacts/run-manifest.ts";
import { runUnknown, stateUnreadable } from "../errors.ts";

/** A finished run: its folder and what its manifest says. */
export interface FinishedRun {
  readonly folder: string;
  readonly manifest: RunManifest;
  /** What retention has removed of its private side, by name of file or folder. */
  readonly pruned: readonly string[];
}

/** The file in `private/` that says what retention has removed there. */
export const PRUNED_FILE = "pruned.json";

/** What that file says. */
export interface PrunedRecord {
  /** Names of files and folders of `private/`. */
  readonly removed: readonly string[];
}

/** Tables of `private/tables/` that later runs read. */
export const SEGMENTS_FILE = "segment/person_segments.parquet";
export const FACTS_FILE = "segment/person_facts.parquet";
export const CLUSTERS_FILE = "identity/clusters.parquet";

/** Where a finished run keeps such a table, unless retention has removed it. */
export function privateTable({ folder }: FinishedRun, file: string): string {
  return join(folder, "private", "tables", file);
}

/** The finished run of that id, or the newest. Throws GK0405 when there is none, GK0610 when its manifest is unreadable. */
export async function findRun(runsFolder: string, runId: string | undefined): Promise<FinishedRun> {
  const names = await finishedRuns(runsFolder);
  const name = runId ?? names[0];
  if (name === undefined || !names.includes(name)) throw runUnknown({ run: name ?? "", nearest: names[0] });
  const folder = join(runsFolder, name);
  try {
    return {
      folder,
      manifest: JSON.parse(await readFile(join(folder, "private", "manifest.json"), "utf8")) as RunManifest,
      pruned: await readPruned(folder),
    };
  } catch (cause) {
    throw stateUnreadable(
      {
        what: { en: `manifest of run ${name}`, "zh-CN": `运行 ${name} 的清单` },
        path: `runs/${name}/private/manifest.json`,
      },
      { cause },
    );
  }
}

/** Every finished run, newest first. Throws GK0610 when the manifest of one is unreadable. */
export async function readRuns(runsFolder: string): Promise<FinishedRun[]> {
  const names = await finishedRuns(runsFolder);
  return Promise.all(names.map(async (name) => findRun(runsFolder, name)));
}

/** Whether a finished run still has all of these private tables. */
export function hasTables(run: FinishedRun, tables: readonly string[]): boolean {
  return tables.every((table) => existsSync(privateTable(run, table)));
}

/** The ids of the finished runs, newest first: a run's folder appears whole, by one rename. */
export async function finishedRuns(runsFolder: string): Promise<string[]> {
  const names = await readdir(runsFolder).catch(() => []);
  const dated = await Promise.all(
    names
      .filter((name) => name.startsWith("run-"))
      .map(async (name) => ({ name, at: (await stat(join(runsFolder, name))).mtimeMs })),
  );
  return dated.toSorted((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

async function readPruned(folder: string): Promise<readonly string[]> {
  const path = join(folder, "private", PRUNED_FILE);
  if (!existsSync(path)) return [];
  return (JSON.parse(await readFile(path, "utf8")) as PrunedRecord).removed;
}
