import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";

import { lakeOf } from "../../scripts/cluster/configuration.ts";
import { defaultCache, isFetched, LEAST_JDK } from "../../scripts/cluster/distribution.ts";
import { findJdk } from "../../scripts/cluster/find-jdk.ts";
import type { Security } from "../../scripts/cluster/security.ts";
import { startCluster, stopCluster } from "../../scripts/cluster/server.ts";
import { openDuckDBEngine } from "../../src/engine/duckdb/engine.ts";
import { openTrinoEngine, type TrinoSettings } from "../../src/engine/trino/engine.ts";
import type { SharedFolder } from "../../src/engine/trino/shared-files.ts";
import type { TestEngine } from "./test-engine.ts";

/** A running cluster. */
export interface Cluster {
  readonly url: string;
  readonly secureUrl: string;
  readonly security: Security;
  readonly shared: SharedFolder;
}

const IS_REQUIRED = process.env["CI"] === "true";

/** Why no cluster can be started here; null where one can. Where CI=true says that one must be, it is always null. */
export const NO_CLUSTER: string | null = IS_REQUIRED ? null : whyNone();

/** What a suite that needs a cluster says behind its name where there is none. */
export const WITHOUT_CLUSTER = NO_CLUSTER === null ? "" : ` (skipped: ${NO_CLUSTER})`;

/** The cluster of this run of the tests, started by the first who asks. */
export async function testCluster(): Promise<Cluster> {
  return clusterIn(inject("clusterFolder"));
}

/** A cluster whose tables have so much space and no more (`2m`), and what stops it. */
export async function smallCluster(tableSpace: string): Promise<{ cluster: Cluster; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "gatekeeper-cluster-"));
  const stop = async () => {
    await stopCluster(folder);
    await rm(folder, { recursive: true, force: true });
  };
  return { cluster: await clusterIn(folder, tableSpace), stop };
}

async function clusterIn(folder: string, tableSpace?: string): Promise<Cluster> {
  const settings = { folder, cache: defaultCache(process.env), heap: "2G", isBrief: true, environment: process.env };
  const { url, secureUrl, security } = await startCluster(
    tableSpace === undefined ? settings : { ...settings, tableSpace },
  );
  const shared = { folder: join(lakeOf(folder), "shared"), location: "local:///shared" };
  mkdirSync(shared.folder, { recursive: true });
  return { url, secureUrl, security, shared };
}

let opened = 0;

/** An engine on the cluster, with tables of its own. */
export async function openClusterEngine(
  { url, shared }: Cluster,
  settings: Partial<TrinoSettings> = {},
): Promise<TestEngine> {
  const folder = await mkdtemp(join(shared.folder, "test-"));
  const local = await openDuckDBEngine({
    threads: 1,
    memoryLimit: "1GB",
    temporaryFolder: join(folder, "tmp"),
    folders: [shared.folder],
  });
  opened += 1;
  const engine = await openTrinoEngine({
    server: url,
    user: "gatekeeper",
    login: { kind: "none" },
    session: {},
    answerTimeoutMs: 120_000,
    catalog: "lake",
    filesCatalog: "files",
    owner: `test-${process.pid}-${opened}`,
    prefix: `test_${process.pid}_${opened}`,
    shared,
    local,
    ...settings,
  });
  const close = async () => {
    await engine.close();
    await local.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { engine, folder, close };
}

function whyNone(): string | null {
  try {
    findJdk(LEAST_JDK, process.env);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return isFetched(defaultCache(process.env)) ? null : "the server is not here; npm run cluster -- fetch brings it";
}
