import { dirname, join } from "node:path";

import { readCatalog } from "../src/catalog/catalog.ts";
import { parseAsOf } from "../src/config/as-of.ts";
import { loadProject } from "../src/config/load-project.ts";
import { resolveSendWindow } from "../src/config/send-window.ts";
import { making } from "../src/domain/activity.ts";
import { audienceColumns } from "../src/domain/audience-columns.ts";
import { selectsByBehaviour, usesOfCampaign } from "../src/domain/campaign.ts";
import type { Clock } from "../src/domain/clock.ts";
import { noticeDemand } from "../src/domain/notice.ts";
import { funnelNames, type Project } from "../src/domain/project.ts";
import { isProcessorThroughout } from "../src/domain/vendor.ts";
import type { Engine } from "../src/engine/engine.ts";
import { openDuckDBLoader } from "../src/engine/duckdb/loader.ts";
import { campaignUnknown, sendWindowPast, throwProblems, usageInvalid } from "../src/errors.ts";
import { nearest } from "../src/expression/suggest.ts";
import { expandGlob } from "../src/io/glob.ts";
import { makePrivateFolder, removePath } from "../src/io/atomic-write.ts";
import { InputCache } from "../src/load/input-cache.ts";
import { allSources } from "../src/load/load-inputs.ts";
import type { Messages } from "../src/report/messages.ts";
import type { Reporter } from "../src/report/reporter.ts";
import { openDirectories } from "../src/state/directories.ts";
import { HoldoutsStore } from "../src/state/holdouts-store.ts";
import type { Lease } from "../src/state/lease.ts";
import { temporaryFolderName } from "../src/state/leftovers.ts";
import { ReleaseStore } from "../src/state/release-store.ts";
import type { AsOf } from "../src/config/as-of.ts";
import type { StagedPerson } from "../src/export/staged-list.ts";
import { checkNotices } from "./check-notices.ts";
import { widenedNotices } from "./kept-notices.ts";
import { engineSettings } from "./engine-settings.ts";
import { lockProject } from "./lock-project.ts";
import { noteInJournal, openOutcomes, openStops, soundEntries } from "./open-stops.ts";
import { openEngines, type OpenEngines } from "./open-engines.ts";
import { findComparison } from "./comparison.ts";
import { contactQuestions } from "./contact-questions.ts";
import { periodOfReports } from "./period-of-reports.ts";
import { isLookingOnly, type ResolvedCampaign, type RunContext, type RunPurpose } from "./context.ts";
import { findEarlierMoments, NO_MOMENTS } from "./earlier-moments.ts";

/** What a command knows before anything is opened. */
export interface OpenOptions {
  readonly projectFolder: string;
  readonly asOf: string;
  /** The earlier moment that reports compare with; the latest one that a run was made for when absent. */
  readonly compareAsOf?: string | undefined;
  /** Campaign ids; all of them when empty. */
  readonly select: readonly string[];
  /** Campaign ids to leave out. */
  readonly exclude: readonly string[];
  readonly purpose: RunPurpose;
  /** Asks for no campaign at all, whatever the project has. */
  readonly withoutCampaigns?: true;
  /** Makes the reports of the project; a run always does. */
  readonly withReports?: true;
  /** Keeps no journal, and asks none what the state is: of a replay, whose state was just made. */
  readonly withoutJournal?: true;
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
  /** Has something done when the process is asked to stop; returns the way to take it back. */
  readonly onStop: (cleanUp: () => Promise<void>) => () => void;
}

/** An open context; `close` gives back everything, whatever happened before. */
export interface OpenContext {
  readonly context: RunContext;
  /** Null for a command that writes nothing that lasts. */
  readonly lease: Lease | null;
  close(): Promise<void>;
}

/**
 * Opens a project for a run, a plan or a release: configuration, lease, folders, state and engine. From the lease on, a
 * process that is asked to stop gives it back first. Throws every GK02xx of the configuration, GK0404, GK0408, GK0480 to GK0482, GK0487, GK0501, GK0442, GK0443, GK0547 and GK0610.
 */
export async function openContext(options: OpenOptions): Promise<OpenContext> {
  const project = loadProject(options.projectFolder, options.environment, options);
  const asOf = parseAsOf(options.asOf, project.timeZone);
  const campaigns = options.withoutCampaigns === true ? [] : resolveCampaigns(project, asOf, options);
  const directories = await openDirectories(project.directory);
  const temporaryFolder = join(directories.temporary, await temporaryFolderName());
  const locking = isLookingOnly(options.purpose)
    ? null
    : lockProject(directories, project.journal, options.clock, options.purpose);
  let engines: OpenEngines | null = null;
  const forget = options.onStop(async () => {
    await engines?.engine.interrupt();
    await (await locking)?.release();
  });
  const giveBack = async () => {
    forget();
    try {
      await engines?.close();
    } finally {
      await removePath(temporaryFolder);
      await (await locking)?.release();
    }
  };
  try {
    const lease = await locking;
    // A process that had this one's number may have left it.
    await removePath(temporaryFolder);
    await makePrivateFolder(temporaryFolder);
    const assertHeld = async () => lease?.assertHeld();
    throwProblems(
      await widenedNotices(project.notices, await ReleaseStore.open(directories.releases), directories.runs),
    );
    const makesReports = options.purpose === "run" || options.withReports === true;
    const past = makesReports ? await pastOf(options, { project, asOf, directories }) : NO_PAST;
    const questions = makesReports ? contactQuestions(project, asOf) : [];
    const reportPeriod = makesReports ? periodOfReports(project, asOf) : null;
    const known = { project, asOf, makesReports, reportPeriod, ...past, campaigns, contactQuestions: questions };
    const parts = { ...known, directories, temporaryFolder, assertHeld };
    engines = await openEngines(project, { directories, temporaryFolder, clock: options.clock });
    const context = await assemble(options, parts, engines);
    return { context, lease, close: giveBack };
  } catch (error) {
    await giveBack();
    throw error;
  }
}

/** Campaigns in the order of allocation, with the window and the uses that follow from the as-of moment. */
function resolveCampaigns(project: Project, asOf: AsOf, { select, exclude }: OpenOptions): ResolvedCampaign[] {
  const known = project.campaigns.map(({ id }) => id);
  const contradicted = select.find((id) => exclude.includes(id));
  if (contradicted !== undefined) {
    const message = {
      en: `--select and --exclude both name "${contradicted}"`,
      "zh-CN": `--select 与 --exclude 都写了“${contradicted}”`,
    };
    throw usageInvalid({ message });
  }
  throwProblems(
    [...select, ...exclude]
      .filter((id) => !known.includes(id))
      .map((id) => campaignUnknown({ campaign: id, nearest: nearest(id, known) })),
  );
  const columns = audienceColumns(project.extraColumns);
  const resolved = project.campaigns
    .filter(({ id }) => (select.length === 0 || select.includes(id)) && !exclude.includes(id))
    .map((campaign) => {
      const window = resolveSendWindow(campaign.send, asOf.date, project.timeZone);
      const vendor = project.vendors.find(({ id }) => id === campaign.executor?.vendorId);
      const surroundings = { columns, vendor, lastDate: window.toDate, funnelNames: funnelNames(project.funnel) };
      const uses = usesOfCampaign(campaign, surroundings);
      const isProcessor = vendor !== undefined && isProcessorThroughout(vendor, window.toDate);
      return {
        campaign,
        window,
        vendor,
        uses,
        demand: noticeDemand(campaign, { ...surroundings, uses, isProcessor }),
        selectsByBehaviour: selectsByBehaviour(campaign, columns),
      };
    });
  throwProblems(
    resolved
      .filter(({ window }) => window.toDate < asOf.date)
      .map(({ campaign, window }) =>
        sendWindowPast({ campaign: campaign.id, to: window.toDate, asOf: asOf.date }, { at: { file: campaign.path } }),
      ),
  );
  throwProblems(checkNotices(project.notices, resolved));
  return resolved.toSorted(byTurn).map((entry, position) => ({ ...entry, position }));
}

type Unplaced = Omit<ResolvedCampaign, "position">;

function byTurn(a: Unplaced, b: Unplaced): number {
  if (a.campaign.priority !== b.campaign.priority) return b.campaign.priority - a.campaign.priority;
  if (a.window.fromAt !== b.window.fromAt) return a.window.fromAt < b.window.fromAt ? -1 : 1;
  return a.campaign.id < b.campaign.id ? -1 : 1;
}

type Past = Pick<RunContext, "comparison" | "earlierMoments" | "momentsLeftOut">;

/** Only reports look at earlier moments. */
const NO_PAST: Past = { comparison: null, ...NO_MOMENTS };

async function pastOf(
  { compareAsOf }: OpenOptions,
  { project, asOf, directories }: Pick<RunContext, "project" | "asOf" | "directories">,
): Promise<Past> {
  const runsFolder = directories.runs;
  const comparison = await findComparison({ project, asOf, compareAsOf, runsFolder });
  return { comparison, ...(await findEarlierMoments({ project, asOf, runsFolder })) };
}

type Parts = Past &
  Pick<
    RunContext,
    | "project"
    | "asOf"
    | "makesReports"
    | "reportPeriod"
    | "campaigns"
    | "contactQuestions"
    | "directories"
    | "temporaryFolder"
    | "assertHeld"
  >;

async function assemble(options: OpenOptions, parts: Parts, { engine, local }: OpenEngines): Promise<RunContext> {
  const { directories, temporaryFolder } = parts;
  const { journal } = parts.project;
  const limits = engineSettings(parts.project.engine);
  const folders = await inputFolders(parts.project);
  const entries = options.withoutJournal === true ? null : await soundEntries(directories, journal);
  return {
    ...parts,
    purpose: options.purpose,
    target: options.target,
    catalog: readCatalog(),
    engine,
    local,
    openLoader: async () => openDuckDBLoader({ ...limits, temporaryFolder, folders: [directories.cache, ...folders] }),
    clock: options.clock,
    note: options.withoutJournal === true ? async () => {} : noteInJournal(directories, journal, options.clock),
    reporter: options.reporter,
    messages: options.messages,
    cache: new InputCache(directories.cache),
    stops: await openStops(directories, entries),
    outcomes: await openOutcomes(directories, entries),
    releases: await ReleaseStore.open(directories.releases),
    holdouts: await HoldoutsStore.open(directories.state),
    staged: (await options.readStaged?.(engine)) ?? null,
    watch: { activity: () => making(engine.activity()) },
    results: {
      inputs: [],
      runId: "",
      counts: [],
      publicCounts: [],
      countsProtection: null,
      noticeChanges: [],
      publicNotices: [],
      tables: [],
      coarser: [],
      disclosureAudit: null,
      reports: [],
      findings: [],
      releasesBefore: null,
      ledger: null,
      scores: null,
      resampled: null,
      stages: [],
    },
  };
}

/** The folders that hold the input files. */
async function inputFolders(project: Project): Promise<string[]> {
  const paths = await Promise.all(
    allSources(project).flatMap(({ files }) => files.map(async (pattern) => expandGlob(project.directory, pattern))),
  );
  return [...new Set(paths.flat().map((path) => dirname(path)))];
}
