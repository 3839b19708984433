import { existsSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve, sep } from "node:path";

import { type RunOrigin, runOrigin } from "../src/artefacts/run-origin.ts";
import { loadProject } from "../src/config/load-project.ts";
import { CHANNEL_CONTACT_POINTS } from "../src/domain/campaign.ts";
import type { Project } from "../src/domain/project.ts";
import type { Engine } from "../src/engine/engine.ts";
import {
  evidenceNotKept,
  replayInputGone,
  replayRegisterGone,
  replayStateGone,
  runPruned,
  throwProblems,
} from "../src/errors.ts";
import { makePrivateFolder } from "../src/io/atomic-write.ts";
import { csvText } from "../src/io/csv-writer.ts";
import { linkTree } from "../src/io/link-tree.ts";
import { fileIdOf, InputCache, markOf } from "../src/load/input-cache.ts";
import { allSources, declarationText } from "../src/load/load-inputs.ts";
import { type Directories, openDirectories } from "../src/state/directories.ts";
import { LEDGER_FOLDER } from "../src/state/earlier-releases.ts";
import { HoldoutsStore } from "../src/state/holdouts-store.ts";
import { OutcomeStore } from "../src/state/outcome-store.ts";
import { releasesOf, type ReleaseStore } from "../src/state/release-store.ts";
import { type FinishedRun, findRun } from "../src/state/run-store.ts";
import type { StopsStore } from "../src/state/stops-store.ts";
import { restoreBeside } from "./replay-beside.ts";

/** What a past run is made again from. */
export interface Past {
  readonly run: FinishedRun;
  readonly directories: Directories;
  readonly projectFolder: string;
  readonly stops: StopsStore;
  readonly releases: ReleaseStore;
  /** The embedded engine, to read what the stops store holds. */
  readonly engine: Engine;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A folder of this process alone. */
  readonly temporaryFolder: string;
}

export interface ReplayProject {
  readonly folder: string;
  readonly target: string | undefined;
  readonly project: Project;
  /** Whether the runs are kept beside which its counts were protected. */
  readonly hasBeside: boolean;
}

/** Input files of a project may lie some folders above it. */
const FOLDERS_ABOVE = ["above", "above", "above", "above"];

/** Every file that counts as old enough for its mark to be trusted. */
const LONG_AFTER = new Date("9999-01-01T00:00:00Z");

/**
 * Makes the project as it was when a run was made, in a folder of its own: the configuration that the run kept, its input files
 * under the names they had, of which the cache has what was loaded, the stops and releases known then, and the runs it looked
 * back at. Nothing of the project itself is changed.
 *
 * Throws GK0420, GK0423, GK0426 and GK0427 for what is not there any more, and every GK02xx of the configuration.
 */
export async function makeReplayProject(past: Past): Promise<ReplayProject> {
  const { run, projectFolder, temporaryFolder, environment } = past;
  const origin = await originOf(run);
  const folder = join(temporaryFolder, "replay", ...FOLDERS_ABOVE, "project");
  await makePrivateFolder(folder);
  for (const [file, text] of Object.entries(origin.files)) await writeInto(join(folder, file), text);
  await linkSecrets(origin, projectFolder, folder);
  for (const { file, bytes } of run.manifest.inputs) if (bytes > 0) await writeInto(join(folder, file), "");
  const target = origin.target ?? undefined;
  const project = loadProject(folder, environment, { target });
  await writeNoDecoys(project, folder);
  const replayed = await openDirectories(folder);
  await restoreCache(past, project, replayed);
  await restoreState(past, replayed);
  return { folder, target, project, hasBeside: await restoreBeside(run, past.directories, replayed) };
}

async function originOf({ folder, manifest }: FinishedRun): Promise<RunOrigin> {
  const text = await readFile(join(folder, "private", "origin.json"), "utf8").catch(() => null);
  if (text === null) throw evidenceNotKept({ id: manifest.run_id });
  return runOrigin.schema.parse(JSON.parse(text));
}

async function writeInto(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, text, { mode: 0o600 });
}

/** Decoys decide nothing of a run: their files are there without any, whatever became of them since. */
async function writeNoDecoys({ campaigns }: Project, folder: string): Promise<void> {
  const columns = new Map<string, Set<string>>();
  for (const { decoys, channel, columns: own } of campaigns) {
    if (decoys === undefined) continue;
    const wanted = columns.get(decoys.file) ?? new Set();
    columns.set(decoys.file, new Set([...wanted, CHANNEL_CONTACT_POINTS[channel], ...own]));
  }
  for (const [file, names] of columns) await writeInto(join(folder, file), csvText([...names], []));
}

/** Secrets are never kept with a run: those of the project are read where they are. */
async function linkSecrets({ files }: RunOrigin, projectFolder: string, folder: string): Promise<void> {
  const named = Object.values(files).flatMap((text) =>
    [...text.matchAll(/\$\{file:([^}]+)\}/gu)].map(([, path]) => path ?? ""),
  );
  for (const path of new Set(named)) {
    if (isAbsolute(path)) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    await symlink(resolve(projectFolder, path), join(folder, path));
  }
}

/** Links what was ever loaded, and says of each file that it is known already: none is read again. */
async function restoreCache({ run, directories }: Past, project: Project, replayed: Directories): Promise<void> {
  await linkTree(directories.cache, replayed.cache);
  const cache = new InputCache(replayed.cache);
  const sources = allSources(project);
  const problems = [];
  for (const { table, source, file, file_id: fileId, sha256, bytes } of run.manifest.inputs) {
    const declared = sources.find((known) => known.table === table && known.source === source);
    if (bytes === 0 || declared === undefined) continue;
    const declaration = declarationText(declared, project);
    const isKnown = fileIdOf(sha256, declaration) === fileId && (await cache.loaded(table, fileId)) !== null;
    if (isKnown) await cache.remember(declaration, await markOf(join(replayed.root, "..", file)), fileId, LONG_AFTER);
    else problems.push(replayInputGone({ run: run.manifest.run_id, source }, { at: { file } }));
  }
  throwProblems(problems);
}

async function restoreState(past: Past, replayed: Directories): Promise<void> {
  const { run, directories, releases } = past;
  const { manifest } = run;
  await restoreStores(past, replayed);
  const known = releasesOf(releases.records, manifest.state.releases);
  if (known === null) throw replayStateGone({ run: manifest.run_id, what: { en: "releases", "zh-CN": "发布" } });
  for (const { releaseId } of known) await linkTree(releases.folderOf(releaseId), join(replayed.releases, releaseId));
  const comparedRun = manifest.compared_with?.run_id ?? null;
  if (comparedRun !== null) {
    const earlier = await findRun(directories.runs, comparedRun);
    if (earlier.pruned.includes("tables")) throw runPruned({ run: comparedRun });
    await linkTree(earlier.folder, join(replayed.runs, comparedRun));
  }
  const published = manifest.sizes_of.map(({ run_id: id }) => id);
  for (const runId of new Set([...published, ...(manifest.ledger?.compared_with ?? [])])) {
    const to = join(replayed.runs, runId);
    // What else such a run holds decides nothing.
    const isWanted = (path: string) => ["private", join("private", "manifest.json")].includes(path) || isOfLedger(path);
    if (!existsSync(to)) await linkTree((await findRun(directories.runs, runId)).folder, to, isWanted);
  }
}

function isOfLedger(path: string): boolean {
  return path.split(sep).slice(0, 2).join("/") === `private/${LEDGER_FOLDER}`;
}

/** Stops, registers, holdouts and outcomes as the run knew them. */
async function restoreStores({ run: { manifest }, directories, stops, engine }: Past, to: Directories): Promise<void> {
  const { run_id: run, state, inputs } = manifest;
  const gone = await stops.restore(
    engine,
    state.stops,
    to.state,
    inputs.map(({ file_id: id }) => id),
  );
  if (gone?.what === "register") throw replayRegisterGone({ run, list: gone.listId });
  if (gone !== null) throw replayStateGone({ run, what: { en: "stops", "zh-CN": "停止联系的存储" } });
  const holdouts = await HoldoutsStore.open(directories.state);
  if (!(await holdouts.restore(engine, state.holdouts, to.state)))
    throw replayStateGone({ run, what: { en: "holdouts", "zh-CN": "对照组的存储" } });
  const outcomes = await OutcomeStore.open(directories.state);
  if (!(await outcomes.restore(state.outcomes ?? "", to.state)))
    throw replayStateGone({ run, what: { en: "outcomes of contacts", "zh-CN": "联系结果的存储" } });
}
