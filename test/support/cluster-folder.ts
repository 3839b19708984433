import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

import { stopCluster } from "../../scripts/cluster/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the tests of one run start their cluster, the first that needs it; nobody may. */
    clusterFolder: string;
  }
}

/** Gives the tests of a run a folder for their cluster, and stops the cluster that they started in it at the end. */
export default function clusterFolder(project: TestProject): () => Promise<void> {
  const folder = join(tmpdir(), `gatekeeper-cluster-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  project.provide("clusterFolder", folder);
  return async () => {
    await stopCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  };
}
