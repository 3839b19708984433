import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { tablesOf, writeConfiguration } from "./configuration.ts";
import { distributionIn, LEAST_JDK } from "./distribution.ts";
import { findJdk } from "./find-jdk.ts";
import { type Security, writeSecurity } from "./security.ts";

export interface ClusterSettings {
  /** Everything of this cluster lies here. */
  readonly folder: string;
  /** Where the server is kept for all clusters of this user. */
  readonly cache: string;
  readonly heap: string;
  /** Whether it is for a few minutes of small statements, as in tests; without it, for work. */
  readonly isBrief?: boolean;
  /** All the space that the tables of runs have, such as `2m`, in a file system that ends with the server; without it, the disk's own. */
  readonly tableSpace?: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A server that was started, by its process and its address. */
export interface Started {
  readonly pid: number;
  /** By http, for whoever says who they are. */
  readonly url: string;
  /** By https, with a password or a token. */
  readonly secureUrl: string;
  readonly security: Security;
}

const START_TIMEOUT_S = 180;
const STOP_TIMEOUT_S = 30;

/**
 * Starts the server of a folder unless it runs, and returns where it is once it answers queries; of several who start it at once one does,
 * and the others wait. Throws where no kit or server can be had, and with the end of its log where it dies or does not answer in time.
 */
export async function startCluster(settings: ClusterSettings): Promise<Started> {
  return alone(join(settings.folder, "starting.lock"), async () => start(settings));
}

async function start(settings: ClusterSettings): Promise<Started> {
  const { folder, cache, heap, isBrief = false, tableSpace, environment } = settings;
  const running = await runningIn(folder);
  if (running !== null && (await answers(running.url))) return running;
  await stopCluster(folder);
  const jdk = findJdk(LEAST_JDK, environment);
  const distribution = await distributionIn(cache, jdk);
  const [port, securePort] = [await freePort(), await freePort()];
  const { security, properties } = await writeSecurity(folder, jdk.home, securePort);
  await writeConfiguration({ folder, distribution, port, heap, isBrief, security: properties });
  await mkdir(join(folder, "var"), { recursive: true });
  const log = openSync(logOf(folder), "w");
  const java = [join(jdk.home, "bin", "java"), ...javaArguments(folder, distribution)];
  const [program = "", ...args] = tableSpace === undefined ? java : withTableSpace(folder, tableSpace, java);
  const server = spawn(program, args, {
    cwd: folder,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  server.unref();
  const [url, secureUrl] = [`http://127.0.0.1:${port}`, `https://127.0.0.1:${securePort}`];
  const started = { pid: server.pid ?? 0, url, secureUrl, security };
  await writeFile(startedFile(folder), JSON.stringify(started), { mode: 0o600 });
  await untilReady(folder, started);
  return started;
}

/** Stops the server of a folder by its process, and no other; returns whether one ran. */
export async function stopCluster(folder: string): Promise<boolean> {
  const running = await runningIn(folder);
  if (running !== null) {
    process.kill(running.pid, "SIGTERM");
    for (let waited = 0; waited < STOP_TIMEOUT_S * 10 && isServerOf(folder, running.pid); waited += 1) await pause(100);
    if (isServerOf(folder, running.pid)) process.kill(running.pid, "SIGKILL");
  }
  await rm(startedFile(folder), { force: true });
  return running !== null;
}

/** The server of a folder, when its process is alive and is that server: numbers of processes are given out anew. */
export async function runningIn(folder: string): Promise<Started | null> {
  const text = await readFile(startedFile(folder), "utf8").catch(() => null);
  if (text === null) return null;
  const started = JSON.parse(text) as Started;
  return isServerOf(folder, started.pid) ? started : null;
}

function isServerOf(folder: string, pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.includes(markOf(folder));
}

function markOf(folder: string): string {
  return `-Dcluster.folder=${folder}`;
}

function startedFile(folder: string): string {
  return join(folder, "server.json");
}

function logOf(folder: string): string {
  return join(folder, "server.log");
}

function javaArguments(folder: string, distribution: string): string[] {
  const etc = join(folder, "etc");
  const lines = (name: string) => readFileSync(join(etc, name), "utf8").trim().split("\n");
  return [
    markOf(folder),
    ...lines("jvm.config"),
    "-cp",
    join(distribution, "lib", "*"),
    ...lines("node.properties").map((line) => `-D${line}`),
    `-Dconfig=${join(etc, "config.properties")}`,
    `-Dcatalog.config-dir=${join(etc, "catalog")}`,
    "io.trino.server.TrinoServer",
  ];
}

/** The command of a server for which the folder of its tables is a file system of so much memory; needs the namespaces of Linux. */
function withTableSpace(folder: string, space: string, command: readonly string[]): string[] {
  const mount = `mount -t tmpfs -o size=${space} tmpfs "$0" && exec "$@"`;
  return [...OWN_MOUNTS, "sh", "-c", mount, tablesOf(folder), ...command];
}

const OWN_MOUNTS: readonly string[] = ["unshare", "--user", "--map-root-user", "--mount"];

/** Whether a server can have file systems of its own here. */
export function hasOwnMounts(): boolean {
  const [program = "", ...args] = OWN_MOUNTS;
  return spawnSync(program, [...args, "true"], { stdio: "ignore" }).status === 0;
}

async function untilReady(folder: string, { pid, url }: Started): Promise<void> {
  for (let waited = 0; waited < START_TIMEOUT_S * 4; waited += 1) {
    if (await answers(url)) return;
    if (!isServerOf(folder, pid)) throw new Error(`Trino ended while starting:\n${endOfLog(folder)}`);
    await pause(250);
  }
  throw new Error(`Trino did not answer within ${START_TIMEOUT_S} seconds:\n${endOfLog(folder)}`);
}

function endOfLog(folder: string): string {
  const lines = readFileSync(logOf(folder), "utf8").split("\n");
  const problems = lines.filter((line) => /^\d+\) |ERROR/u.test(line));
  return (problems.length > 0 ? problems : lines).slice(-8).join("\n");
}

/** A server that has started may not know yet that it is a worker too. */
async function answers(url: string): Promise<boolean> {
  const rows = await firstRows(url, "select count(*) from system.runtime.nodes where state = 'active'").catch(() => []);
  return Number(rows[0]?.[0] ?? 0) > 0;
}

interface Page {
  readonly nextUri?: string;
  readonly data?: unknown[][];
}

async function firstRows(url: string, sql: string): Promise<unknown[][]> {
  const headers = { "X-Trino-User": "cluster-script" };
  const ask = async (address: string, init: RequestInit): Promise<Page> => {
    const response = await fetch(address, { ...init, headers, signal: AbortSignal.timeout(20_000) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()) as Page;
  };
  let page = await ask(`${url}/v1/statement`, { method: "POST", body: sql });
  const rows = page.data ?? [];
  while (page.nextUri !== undefined) {
    page = await ask(page.nextUri, {});
    rows.push(...(page.data ?? []));
  }
  return rows;
}

/** A port that nobody uses at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

/** Does something while nobody else does it; whoever died over it is no hindrance. */
async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      await writeFile(lock, String(process.pid), { flag: "wx" });
      break;
    } catch {
      const owner = Number(await readFile(lock, "utf8").catch(() => ""));
      if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true });
      else await pause(100);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
