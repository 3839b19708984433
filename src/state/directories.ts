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
  const root = join(projectFolder, ".gatekeeper");
  const directories = {
    root,
    state: join(root, "state"),
    journal: join(root, "journal"),
    runs: join(root, "runs"),
    releases: join(root, "releases"),
    cache: join(root, "cache"),
    temporary: join(root, "tmp"),
  };
  for (const folder of Object.values(directories)) await makePrivateFolder(folder);
  return directories;
}
