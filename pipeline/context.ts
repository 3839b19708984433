import type { LedgerComparisonJson } from "../src/artefacts/ledger-comparison.ts";
import type { ReleasedTables } from "../src/artefacts/released-tables.ts";
import type { ResampledJson } from "../src/artefacts/robustness.ts";
import type { DisclosureAuditJson } from "../src/artefacts/disclosure-audit.ts";
import type { CountsProtectionJson } from "../src/artefacts/counts-protection.ts";
import type { ScoresJson } from "../src/artefacts/scores.ts";
import type { AsOf } from "../src/config/as-of.ts";
import type { SendWindow } from "../src/config/send-window.ts";
import type { Catalog } from "../src/catalog/catalog.ts";
import type { Activity } from "../src/domain/activity.ts";
import type { Campaign, Channel, DataUse } from "../src/domain/campaign.ts";
import type { Clock } from "../src/domain/clock.ts";
import type { NoticeDemand } from "../src/domain/notice.ts";
import type { Project } from "../src/domain/project.ts";
import type { PeriodDays } from "../src/domain/report.ts";
import type { Vendor } from "../src/domain/vendor.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { Loader } from "../src/engine/loader.ts";
import type { LoadedInput } from "../src/load/load-inputs.ts";
import type { InputCache } from "../src/load/input-cache.ts";
import type { Directories } from "../src/state/directories.ts";
import type { FinishedRun } from "../src/state/run-store.ts";
import type { OutcomeStore } from "../src/state/outcome-store.ts";
import type { ReleaseStore } from "../src/state/release-store.ts";
import type { HoldoutsStore } from "../src/state/holdouts-store.ts";
import type { StopsStore, StopsWriting } from "../src/state/stops-store.ts";
import type { Messages } from "../src/report/messages.ts";
import type { Reporter } from "../src/report/reporter.ts";
import type { StagedPerson } from "../src/export/staged-list.ts";
import type { CampaignCounts, NoticeChange, PublicCounts, PublicNoticeChange } from "../src/disclosure/counts.ts";
import type { SourceFinding } from "../src/disclosure/finding-shares.ts";
import type { ProtectedTable } from "../src/disclosure/protected-table.ts";
import type { ReleasesBefore } from "./find-earlier-releases.ts";
import type { CoarserGrouping } from "../src/export/coarser-grouping.ts";
import type { ReportOutput } from "../src/export/report-files.ts";

/** A campaign with what follows from it for this run. */
export interface ResolvedCampaign {
  readonly campaign: Campaign;
  /** Its place in the order of allocation, from 0: priority descending, then start of the window, then id. */
  readonly position: number;
  readonly window: SendWindow;
  readonly uses: readonly DataUse[];
  /** Whether it chooses people by what they did; whoever objects is in no such audience. */
  readonly selectsByBehaviour: boolean;
  /** What a notice has to say for it. */
  readonly demand: NoticeDemand;
  readonly vendor: Vendor | undefined;
}

/** What a report asks of the gates: who could be contacted through a channel on the as-of day, whatever campaigns there are. */
export interface ContactQuestion {
  /** No campaign has it. */
  readonly id: string;
  readonly channel: Channel;
  readonly window: SendWindow;
  readonly uses: readonly DataUse[];
  /** What a notice had to say for consent to count. */
  readonly demand: NoticeDemand;
}

/**
 * Why the stages run: `run` writes state and artefacts, `plan` writes nothing that lasts, `release` asks every gate once
 * more about the people of a staged list, `scrub` asks them about a list made elsewhere and writes nothing that lasts either.
 */
export type RunPurpose = "run" | "plan" | "release" | "scrub";

/** Whether nothing that lasts is changed: such a command holds no lease. */
export function isLookingOnly(purpose: RunPurpose): purpose is "plan" | "scrub" {
  return purpose === "plan" || purpose === "scrub";
}

/** An earlier as-of moment that reports compare with. */
export interface Comparison {
  /** As text like that of `AsOf`. */
  readonly at: string;
  readonly text: string;
  /** The finished run of that moment, whose stored tables are read; null when its segments are computed in this run. */
  readonly run: FinishedRun | null;
  /** Whether that run made its segments by other rules than this one, or did not say by which. */
  readonly hasOtherRules: boolean;
}

/** An earlier as-of moment, with a finished run of it. */
export interface EarlierMoment {
  /** As text like that of `AsOf`. */
  readonly at: string;
  readonly run: FinishedRun;
}

/** One whose segment sizes that run published, and reports show again. */
export interface PublishedMoment extends EarlierMoment {
  /** The Parquet file of the customers whom it counted. */
  readonly customers: string;
}

/** Earlier moments whose sizes are not shown, ascending. */
export interface MomentsLeftOut {
  /** No run of the moment made its segments by the rules of this one. */
  readonly otherRules: readonly EarlierMoment[];
  /** No run of the moment by these rules published its sizes without a withheld cell. */
  readonly notPublished: readonly EarlierMoment[];
}

/** Everything a stage may use. Effects come in here and nowhere else. */
export interface RunContext {
  readonly purpose: RunPurpose;
  readonly project: Project;
  /** The target that was asked for. */
  readonly target: string | undefined;
  readonly asOf: AsOf;
  /** Whether the tables of the reports are made and protected: in a run, and in a plan, which writes none of them. */
  readonly makesReports: boolean;
  /** The days whose orders and revenue the reports say; null for all that are before the as-of moment, and inside the window. */
  readonly reportPeriod: PeriodDays | null;
  /** Null where no report compares, and where there is no earlier run to compare with. */
  readonly comparison: Comparison | null;
  /** Ascending; none where no report shows sizes over time. */
  readonly earlierMoments: readonly PublishedMoment[];
  readonly momentsLeftOut: MomentsLeftOut;
  readonly campaigns: readonly ResolvedCampaign[];
  /** None where no report of this run counts who could be contacted. */
  readonly contactQuestions: readonly ContactQuestion[];
  readonly catalog: Catalog;
  readonly engine: Engine;
  /** The embedded engine, for what is made here and what stays here; `engine` itself, where that is embedded. */
  readonly local: Engine;
  readonly openLoader: () => Promise<Loader>;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly messages: Messages;
  readonly directories: Directories;
  /**
   * To be awaited before anything that lasts is changed: throws GK0502 when another run has taken the project over. A plan
   * holds nothing and changes nothing.
   */
  readonly assertHeld: () => Promise<void>;
  /** Adds an entry to the journal; a replay has none. */
  readonly note: StopsWriting["note"];
  /** A folder of this process alone, removed at its end. */
  readonly temporaryFolder: string;
  readonly cache: InputCache;
  readonly stops: StopsStore;
  readonly outcomes: OutcomeStore;
  readonly releases: ReleaseStore;
  readonly holdouts: HoldoutsStore;
  /** In a release, the people of the staged lists; of a list from elsewhere, none, for it is read by the engine; null otherwise. */
  readonly staged: readonly StagedPerson[] | null;
  /** What the stage at work is doing; a stage that knows better than the engine says so. */
  readonly watch: { activity: () => Activity | null };
  /** What the stages found out, for the stages after them and the artefacts. */
  readonly results: RunResults;
}

/** Filled stage by stage. */
export interface RunResults {
  inputs: LoadedInput[];
  runId: string;
  /** Which releases the reports are looked at beside; null until the run is identified, and where it has no reports. */
  releasesBefore: ReleasesBefore | null;
  counts: CampaignCounts[];
  /** The same as anyone may see them, decided once. */
  publicCounts: readonly PublicCounts[];
  /** How the counts are protected; null until they are. */
  countsProtection: CountsProtectionJson | null;
  /** Notices that changed, and how many people must be told. */
  noticeChanges: NoticeChange[];
  /** The same as anyone may see it. */
  publicNotices: readonly PublicNoticeChange[];
  /** The tables of every report as they may be shown; none until the disclosure stage has run. */
  tables: readonly ProtectedTable[];
  /** What is to be kept of them for reports to come; null where there are none, and until then. */
  ledger: { readonly released: ReleasedTables; readonly comparison: LedgerComparisonJson } | null;
  /** Of tables that withhold too much, what would withhold less. */
  coarser: readonly CoarserGrouping[];
  /** The proof of what they withhold; null until then. */
  disclosureAudit: Omit<DisclosureAuditJson, "run_id"> | null;
  reports: ReportOutput[];
  /** What is doubtful in the data of each source. */
  findings: SourceFinding[];
  /** What each score stands for; null until the segment stage has run. */
  scores: ScoresJson | null;
  /** What resamples of the orders change; null where none is asked for, and until the segment stage has run. */
  resampled: ResampledJson | null;
  stages: StageResult[];
}

export interface StageResult {
  readonly stage: string;
  readonly elapsedMs: number;
  readonly peakMemoryMb: number;
}
