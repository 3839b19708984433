import { resolve } from "node:path";

import { isProject } from "../../src/config/is-project.ts";
import { statedEngine } from "../../src/config/stated-engine.ts";
import { projectMissing } from "../../src/errors.ts";
import { type Directories, openDirectories } from "../../src/state/directories.ts";
import { engineSettings, type EngineSettings } from "../engine-settings.ts";
import { openEngine, type OpenEngine, openState, type OpenState } from "../open-state.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";

interface Places {
  readonly projectFolder: string;
  readonly directories: Directories;
}

/** What runs and releases left, to be looked at and not changed. */
export type OpenEvidence = OpenState & Places;

/** The same without the stops, for who looks at whether they are what they were. */
export type OpenFiles = OpenEngine & Places;

/**
 * Opens the state of a project for a command that tells of the past: whatever its configuration says today does not matter.
 * Throws GK0201 outside a project and GK0610.
 */
export async function withEvidence<Result>(
  options: GlobalOptions,
  command: CommandContext,
  work: (evidence: OpenEvidence) => Promise<Result>,
): Promise<Result> {
  return withOpened(options, command, async (...known) => openState(...known, null), work);
}

/** The same without opening the stops. Throws GK0201 outside a project. */
export async function withFiles<Result>(
  options: GlobalOptions,
  command: CommandContext,
  work: (files: OpenFiles) => Promise<Result>,
): Promise<Result> {
  return withOpened(options, command, openEngine, work);
}

async function withOpened<Opened extends OpenEngine, Result>(
  options: GlobalOptions,
  command: CommandContext,
  open: (directories: Directories, settings: EngineSettings) => Promise<Opened>,
  work: (opened: Opened & Places) => Promise<Result>,
): Promise<Result> {
  const projectFolder = resolve(command.folder, options.projectDir);
  if (!isProject(projectFolder)) throw projectMissing({ directory: options.projectDir });
  const directories = await openDirectories(projectFolder);
  const engine = statedEngine(projectFolder, command.environment, options);
  const state = await open(directories, engineSettings(engine));
  const forget = command.onStop(async () => state.engine.interrupt());
  try {
    return await work({ ...state, projectFolder, directories });
  } finally {
    forget();
    await state.close();
  }
}
