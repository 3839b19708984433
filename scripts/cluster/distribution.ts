import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { cp, link, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

import type { Jdk } from "./find-jdk.ts";
import { run } from "./run-program.ts";

/** The newest version whose server is published as an archive. */
export const TRINO_VERSION = "476";
export const LEAST_JDK = 24;

interface Archive {
  readonly artifact: string;
  readonly type: "tar.gz" | "zip";
  readonly sha256: string;
}

const SERVER: Archive = {
  artifact: "trino-server-core",
  type: "tar.gz",
  sha256: "0f388f9967c177ae70a47c099082fc95387f0c3cb96d8000d1d41fc3a5223158",
};
const ICEBERG: Archive = {
  artifact: "trino-iceberg",
  type: "zip",
  sha256: "99edba5b491ed94d599aeb61e0794272d3569d8b563f3bb8569e8a49daa87b6c",
};

/** Where the server is kept for all clusters of a user: no tree of sources holds it. */
export function defaultCache(environment: NodeJS.ProcessEnv): string {
  return join(environment["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "campaign-gatekeeper");
}

/** Whether the server need not be fetched any more. */
export function isFetched(cache: string): boolean {
  return existsSync(join(homeIn(cache), ".complete"));
}

function homeIn(cache: string): string {
  return join(cache, `trino-${TRINO_VERSION}`);
}

/**
 * The folder of the unpacked server in `cache`, fetched with Maven and checked against the pinned checksums the first time.
 * Throws where Maven is missing or fails, and where an archive is not the pinned one.
 */
export async function distributionIn(cache: string, jdk: Jdk): Promise<string> {
  const home = homeIn(cache);
  if (isFetched(cache)) return home;
  const work = join(cache, `fetching-${process.pid}`);
  await mkdir(work, { recursive: true });
  try {
    const server = await fetchArchive(SERVER, work, jdk);
    await run("tar", ["xzf", server, "-C", work]);
    const unpacked = join(work, `trino-server-core-${TRINO_VERSION}`);
    await addPlugins(unpacked, await fetchArchive(ICEBERG, work, jdk), { work, jdk });
    await writeFile(join(unpacked, ".complete"), "");
    await rm(home, { recursive: true, force: true });
    await rename(unpacked, home);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return home;
}

async function fetchArchive({ artifact, type, sha256 }: Archive, work: string, jdk: Jdk): Promise<string> {
  process.stderr.write(`fetching ${artifact} ${TRINO_VERSION}\n`);
  const copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
  const options = [`-Dartifact=io.trino:${artifact}:${TRINO_VERSION}:${type}`, `-DoutputDirectory=${work}`];
  const repository = join(work, "repository");
  await run("mvn", ["-B", "-q", `-Dmaven.repo.local=${repository}`, copy, ...options], { JAVA_HOME: jdk.home });
  await rm(repository, { recursive: true, force: true });
  const path = join(work, `${artifact}-${TRINO_VERSION}.${type}`);
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  const found = hash.digest("hex");
  if (found !== sha256)
    throw new Error(`${artifact} ${TRINO_VERSION} is not the pinned archive: its SHA-256 is ${found}`);
  return path;
}

/** The connector for files in a Hive layout is made of the same jars as the one for Iceberg, which would weigh as much again. */
async function addPlugins(server: string, archive: string, { work, jdk }: { work: string; jdk: Jdk }): Promise<void> {
  const jar = join(jdk.home, "bin", "jar");
  await run(jar, ["--extract", "--file", archive], {}, work);
  const plugins = join(server, "plugin");
  const iceberg = join(plugins, "iceberg");
  await cp(join(work, `trino-iceberg-${TRINO_VERSION}`), iceberg, { recursive: true });
  const hive = join(plugins, "hive");
  await mkdir(hive);
  for (const name of await readdir(iceberg)) {
    if (!name.endsWith("services.jar")) await link(join(iceberg, name), join(hive, name));
  }
  const services = join(work, "services", "META-INF", "services");
  await mkdir(services, { recursive: true });
  await writeFile(join(services, "io.trino.spi.Plugin"), "io.trino.plugin.hive.HivePlugin\n");
  await run(jar, [
    "--create",
    "--no-manifest",
    "--file",
    join(hive, "services.jar"),
    "-C",
    join(work, "services"),
    "META-INF",
  ]);
}
