import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";

import { readCatalog } from "../src/catalog/catalog.ts";
import { parseAsOf } from "../src/config/as-of.ts";
import { loadProject } from "../src/config/load-project.ts";
import { resolveSendWindow } from "../src/config/send-window.ts";
import { audienceColumns } from "../src/domain/audience-columns.ts";
import { usesOfCampaign } from "../src/domain/campaign.ts";
import type { Clock } from "../src/domain/clock.ts";
import type { Project } from "../src/domain/project.ts";
import type { Engine } from "../src/engine/engine.ts";
import { openDuckDBEngine } from "../src/engine/duckdb/engine.ts";
import { openDuckDBLoader } from "../src/engine/duckdb/loader.ts";
import { campaignUnknown, sendWindowPast, throwProblems } from "../src/errors.ts";
import { duckdbDialect } from "../src/expression/dialect.ts";
import { nearest } from "../src/expression/suggest.ts";
import { expandGlob } from "../src/io/glob.ts";
import { makePrivateFolder, writerOfTemporary } from "../src/io/atomic-write.ts";
import { InputCache } from "../src/load/input-cache.ts";
import { allSources } from "../src/load/load-inputs.ts";
import type { Messages } from "../src/report/messages.ts";
import type { Reporter } from "../src/report/reporter.ts";
import { type Directories, openDirectories } from "../src/state/directories.ts";
import { acquireLease, type Lease } from "../src/state/lease.ts";
import { ReleaseStore } from "../src/state/release-store.ts";
import { finishedRuns } from "../src/state/run-store.ts";
import { StopsStore } from "../src/state/stops-store.ts";
import type { AsOf } from "../src/config/as-of.ts";
import type { StagedPerson } from "../src/export/staged-list.ts";
import { engineSettings } from "./engine-settings.ts";
import { completeJournal } from "./publication.ts";
import type { ResolvedCampaign, RunContext, RunPurpose } from "./context.ts";

/** What a command knows before anything is opened. */
export interface OpenOptions {
  readonly projectFolder: string;
  readonly asOf: string;
  /** Campaign ids; all of them when empty. */
  readonly select: readonly string[];
  readonly purpose: RunPurpose;
  /** In a release: who is on the staged lists, read through the engine. */
  readonly readStaged?: (engine: Engine) => Promise<StagedPerson[]>;
  /** The target to take, and limits of the engine that override the configured ones. */
  readonly target?: string | undefined;
  readonly threads?: number | undefined;
  readonly memoryLimit?: string | undefined;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly messages: Messages;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** An open context; `close` gives back everything, whatever happened before. */
export interface OpenContext {
  readonly context: RunContext;
  /** Null for a plan, which writes nothing that lasts. */
  readonly lease: Lease | null;
  close(): Promise<void>;
}

/**
 * Opens a project for a run, a plan or a release: configuration, lease, folders, state and engine.
 * Throws every GK02xx of the configuration, GK0404, GK0408, GK0501 and GK0610.
 */
export async function openContext(options: OpenOptions): Promise<OpenContext> {
  const project = loadProject(options.projectFolder, options.environment, options);
  const asOf = parseAsOf(options.asOf, project.timeZone);
  const campaigns = resolveCampaigns(project, asOf, options.select);
  const directories = await openDirectories(project.directory);
  const lease = options.purpose === "plan" ? null : await lockProject(directories, options);
  const temporaryFolder = join(directories.temporary, String(process.pid));
  const cleanUp = async () => {
    await rm(temporaryFolder, { recursive: true, force: true });
    await lease?.release();
  };
  try {
    await removeLeftovers(directories);
    if (lease !== null) await completeJournal(directories, options.clock);
    await makePrivateFolder(temporaryFolder);
    const context = await assemble(options, { project, asOf, campaigns, directories, temporaryFolder });
    const close = async () => {
      await context.engine.close();
      await cleanUp();
    };
    return { context, lease, close };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** Campaigns in the order of allocation, with the window and the uses that follow from the as-of moment. */
function resolveCampaigns(project: Project, asOf: AsOf, select: readonly string[]): ResolvedCampaign[] {
  const known = project.campaigns.map(({ id }) => id);
  throwProblems(
    select
      .filter((id) => !known.includes(id))
      .map((id) => campaignUnknown({ campaign: id, nearest: nearest(id, known) })),
  );
  const columns = audienceColumns(project.extraColumns);
  const resolved = project.campaigns
    .filter(({ id }) => select.length === 0 || select.includes(id))
    .map((campaign) => {
      const window = resolveSendWindow(campaign.send, asOf.date, project.timeZone);
      const vendor = project.vendors.find(({ id }) => id === campaign.executor?.vendorId);
      return { campaign, window, vendor, uses: usesOfCampaign(campaign, { columns, vendor, lastDate: window.toDate }) };
    });
  throwProblems(
    resolved
      .filter(({ window }) => window.toDate < asOf.date)
      .map(({ campaign, window }) =>
        sendWindowPast({ campaign: campaign.id, to: window.toDate, asOf: asOf.date }, { at: { file: campaign.path } }),
      ),
  );
  return resolved.toSorted(byTurn).map((entry, position) => ({ ...entry, position }));
}

type Unplaced = Omit<ResolvedCampaign, "position">;

function byTurn(a: Unplaced, b: Unplaced): number {
  if (a.campaign.priority !== b.campaign.priority) return b.campaign.priority - a.campaign.priority;
  if (a.window.fromAt !== b.window.fromAt) return a.window.fromAt < b.window.fromAt ? -1 : 1;
  return a.campaign.id < b.campaign.id ? -1 : 1;
}

async function lockProject(directories: Directories, { clock, purpose }: OpenOptions): Promise<Lease> {
  return acquireLease(join(directories.root, "lease"), {
    clock,
    holder: { pid: process.pid, host: hostname(), command: purpose },
  });
}

/** What killed processes left: their folders in `tmp/`, named by process id, and files they had not finished writing. */
async function removeLeftovers({ temporary, cache, state }: Directories): Promise<void> {
  for (const name of await readdir(temporary)) {
    if (!isAlive(Number(name))) await rm(join(temporary, name), { recursive: true, force: true });
  }
  for (const folder of [cache, state]) {
    for (const { name, parentPath } of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const writer = writerOfTemporary(name);
      if (writer !== null && !isAlive(writer)) await rm(join(parentPath, name), { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

type Parts = Pick<RunContext, "project" | "asOf" | "campaigns" | "directories" | "temporaryFolder">;

async function assemble(options: OpenOptions, parts: Parts): Promise<RunContext> {
  const { directories, temporaryFolder } = parts;
  const limits = engineSettings(parts.project);
  const folders = await inputFolders(parts.project);
  const engine = await openDuckDBEngine({
    ...limits,
    temporaryFolder,
    folders: [directories.cache, directories.state, directories.runs, directories.releases],
  });
  return {
    ...parts,
    purpose: options.purpose,
    catalog: readCatalog(),
    engine,
    dialect: duckdbDialect,
    openLoader: async () => openDuckDBLoader({ ...limits, temporaryFolder, folders: [directories.cache, ...folders] }),
    clock: options.clock,
    reporter: options.reporter,
    messages: options.messages,
    cache: new InputCache(directories.cache),
    stops: await StopsStore.open(directories.state, (await finishedRuns(directories.runs)).length > 0),
    releases: await ReleaseStore.open(directories.releases),
    staged: (await options.readStaged?.(engine)) ?? null,
    results: { inputs: [], runId: "", counts: [], reports: [], stages: [] },
  };
}

/** The folders that hold the input files. */
async function inputFolders(project: Project): Promise<string[]> {
  const paths = await Promise.all(
    allSources(project).flatMap(({ files }) => files.map(async (pattern) => expandGlob(project.directory, pattern))),
  );
  return [...new Set(paths.flat().map((path) => dirname(path)))];
}
