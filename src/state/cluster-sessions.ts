import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import type { Clock } from "../domain/clock.ts";
import { makePrivateFolder, writeFileAtomic } from "../io/atomic-write.ts";
import { isAbandoned, temporaryFolderName } from "./leftovers.ts";

/** A session on a cluster, and the way to forget it. */
export interface ClusterSession {
  /** What the names of its schemas begin with. */
  readonly prefix: string;
  readonly forget: () => Promise<void>;
}

/** Which processes have schemas on a cluster, in `state/cluster/`: what a killed one left there is found by it. */
export class ClusterSessions {
  readonly #folder: string;
  readonly #clock: Clock;

  constructor(stateFolder: string, clock: Clock) {
    this.#folder = join(stateFolder, "cluster");
    this.#clock = clock;
  }

  /** Notes a session of this process before it makes anything; returns the way to forget it when all it made is gone. */
  async begin(prefix: string): Promise<() => Promise<void>> {
    await makePrivateFolder(this.#folder);
    const path = join(this.#folder, `${await temporaryFolderName()}-${prefix}`);
    await writeFileAtomic(path, prefix);
    return async () => rm(path, { force: true });
  }

  /** The sessions whose process is gone. */
  async abandoned(): Promise<ClusterSession[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const found: ClusterSession[] = [];
    for (const name of names) {
      const path = join(this.#folder, name);
      const process = name.split("-").slice(0, 2).join("-");
      if (!(await isAbandoned(path, process, this.#clock))) continue;
      found.push({ prefix: await readFile(path, "utf8"), forget: async () => rm(path, { force: true }) });
    }
    return found;
  }
}
