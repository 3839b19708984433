import { rm } from "node:fs/promises";
import { join } from "node:path";

import type { JournalDeclaration } from "../src/domain/project.ts";
import { openDuckDBEngine } from "../src/engine/duckdb/engine.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { Directories } from "../src/state/directories.ts";
import { temporaryFolderName } from "../src/state/leftovers.ts";
import type { StopsStore } from "../src/state/stops-store.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { openStops, soundEntries } from "./open-stops.ts";

/** An engine for commands that run no stage. */
export interface OpenEngine {
  readonly engine: Engine;
  /** A folder of this process alone, removed at its end. */
  readonly temporaryFolder: string;
  readonly close: () => Promise<void>;
}

/** An engine beside the stops. */
export interface OpenState extends OpenEngine {
  readonly stops: StopsStore;
}

/**
 * Opens the state of a project: what the journal says it is, or, for who only tells of the past and gives null for the journal, as it is.
 * Throws GK0442 when the stops are not what the journal says, and GK0610 when they cannot be read.
 */
export async function openState(
  directories: Directories,
  settings: EngineSettings,
  journal: JournalDeclaration | null,
): Promise<OpenState> {
  const stops = await openStops(directories, journal && (await soundEntries(directories, journal)));
  return { ...(await openEngine(directories, settings)), stops };
}

/** Opens an engine that reads what a project keeps. */
export async function openEngine(directories: Directories, settings: EngineSettings): Promise<OpenEngine> {
  const temporaryFolder = join(directories.temporary, await temporaryFolderName());
  await rm(temporaryFolder, { recursive: true, force: true });
  const engine = await openDuckDBEngine({
    ...settings,
    temporaryFolder,
    folders: [directories.state, directories.runs, directories.releases, directories.cache],
  });
  const close = async () => {
    await engine.close();
    await rm(temporaryFolder, { recursive: true, force: true });
  };
  return { engine, temporaryFolder, close };
}
