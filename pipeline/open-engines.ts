import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { resolve } from "node:path";

import { assert } from "../src/assert.ts";
import type { Clock } from "../src/domain/clock.ts";
import type { Project } from "../src/domain/project.ts";
import { openDuckDBEngine } from "../src/engine/duckdb/engine.ts";
import type { Engines } from "../src/engine/engine.ts";
import { openTrinoEngine, type TrinoSettings } from "../src/engine/trino/engine.ts";
import { dropSession } from "../src/engine/trino/drop-session.ts";
import { sharedFolderUnusable, systemSays } from "../src/errors.ts";
import { sha256Text } from "../src/io/sha256.ts";
import { ClusterSessions } from "../src/state/cluster-sessions.ts";
import type { Directories } from "../src/state/directories.ts";
import { engineSettings } from "./engine-settings.ts";

/** The engines of a run, and what ends them. */
export interface OpenEngines extends Engines {
  readonly close: () => Promise<void>;
}

/** Where a run works. */
export interface EnginePlaces {
  readonly directories: Directories;
  readonly temporaryFolder: string;
  readonly clock: Clock;
}

/**
 * Opens the embedded engine, and the cluster where the project runs its models on one; what a killed run left there goes first. Throws
 * GK0511–GK0517 where the cluster or the shared folder cannot be used.
 */
export async function openEngines(project: Project, places: EnginePlaces): Promise<OpenEngines> {
  const { cache, state, runs, releases } = places.directories;
  const { cluster } = project;
  const shared = await sharedFolder(project);
  const local = await openDuckDBEngine({
    ...engineSettings(project.engine),
    temporaryFolder: places.temporaryFolder,
    folders: [cache, state, runs, releases, ...(shared === null ? [] : [shared])],
  });
  if (cluster === undefined) return { engine: local, local, close: async () => local.close() };
  try {
    const sessions = new ClusterSessions(state, places.clock);
    return await openCluster(clusterSettings(project, local), sessions);
  } catch (error) {
    await local.close();
    throw error;
  }
}

async function openCluster(settings: TrinoSettings, sessions: ClusterSessions): Promise<OpenEngines> {
  for (const { prefix, forget } of await sessions.abandoned()) {
    await dropSession({ ...settings, prefix });
    await forget();
  }
  const forget = await sessions.begin(settings.prefix);
  const engine = await openTrinoEngine(settings);
  const close = async () => {
    // What a cluster that does not answer any more keeps of this run, the next run drops: the session stays noted.
    await engine.close().then(forget, () => {});
    await settings.local.close();
  };
  return { engine, local: settings.local, close };
}

/** What a session on the project's cluster needs; its schemas have a prefix that no other session's has. */
export function clusterSettings(project: Project, local: Engines["local"]): TrinoSettings {
  const { cluster } = project;
  assert(cluster !== undefined, "the project has a cluster");
  const { login, authorities, shared } = cluster;
  return {
    server: cluster.server,
    user: cluster.user,
    login: login.kind === "none" ? login : { kind: login.kind, secret: login.secret.reveal() },
    authorities,
    session: cluster.session,
    answerTimeoutMs: cluster.answerTimeoutMs,
    catalog: cluster.catalog,
    filesCatalog: cluster.filesCatalog,
    prefix: `${cluster.schemaPrefix}_${project.id.replaceAll("-", "_")}_${randomBytes(4).toString("hex")}`,
    owner: sha256Text(`${hostname()}\n${project.directory}`).slice(0, 16),
    shared: { folder: resolve(project.directory, shared.folder), location: shared.location.replace(/\/+$/u, "") },
    local,
  };
}

/** The shared folder as this machine calls it, made where it is not there; null without a cluster. Throws GK0517. */
export async function sharedFolder({ directory, cluster }: Project): Promise<string | null> {
  if (cluster === undefined) return null;
  const folder = resolve(directory, cluster.shared.folder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    throw sharedFolderUnusable({ folder: cluster.shared.folder, reason: systemSays(code) }, { cause });
  }
  return folder;
}
