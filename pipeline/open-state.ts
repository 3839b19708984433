import { rm } from "node:fs/promises";
import { join } from "node:path";

import { openDuckDBEngine } from "../src/engine/duckdb/engine.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { Directories } from "../src/state/directories.ts";
import { temporaryFolderName } from "../src/state/leftovers.ts";
import { finishedRuns } from "../src/state/run-store.ts";
import { StopsStore } from "../src/state/stops-store.ts";
import type { EngineSettings } from "./engine-settings.ts";

/** An engine beside what lasts between runs, for commands that run no stage. */
export interface OpenState {
  readonly engine: Engine;
  readonly stops: StopsStore;
  /** A folder of this process alone, removed at its end. */
  readonly temporaryFolder: string;
  readonly close: () => Promise<void>;
}

/** Opens the state of a project. Throws GK0610 when the stops cannot be read. */
export async function openState(directories: Directories, settings: EngineSettings): Promise<OpenState> {
  const temporaryFolder = join(directories.temporary, await temporaryFolderName());
  const stops = await StopsStore.open(directories.state, (await finishedRuns(directories.runs)).length > 0);
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
  return { engine, stops, temporaryFolder, close };
}
