import { join } from "node:path";

import { makePrivateFolder } from "../io/atomic-write.ts";

/** The folders of `.gatekeeper/`. Source: contracts.md §1. */
export interface Directories {
  readonly root: string;
  readonly state: string;
  readonly journal: string;
  readonly runs: string;
  readonly releases: string;
  readonly cache: string;
  readonly temporary: string;
}

/** The folders of a project's state, made (0700) where they are missing. */
export async function openDirectories(projectFolder: string): Promise<Directories> {
  const directories = directoriesOf(projectFolder);
  for (const folder of Object.values(directories) as string[]) await makePrivateFolder(folder);
  return directories;
}

/** Where the folders of a project's state are, whether they are there or not. */
export function directoriesOf(projectFolder: string): Directories {
  const root = join(projectFolder, ".gatekeeper");
  return {
    root,
    state: join(root, "state"),
    journal: join(root, "journal"),
    runs: join(root, "runs"),
    releases: join(root, "releases"),
    cache: join(root, "cache"),
    temporary: join(root, "tmp"),
  };
}
