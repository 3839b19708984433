import { join } from "node:path";

import {
  type Approval,
  type ApprovalProblem,
  approvalNeed,
  isApproved,
  judgeApproval,
} from "../src/domain/approval.ts";
import type { Officer, PartHashes } from "../src/domain/approval.ts";
import type { ManifestCampaign } from "../src/artefacts/run-manifest.ts";
import { present } from "../src/assert.ts";
import { sqlHash } from "../src/catalog/sql-folder.ts";
import { localDate } from "../src/config/as-of.ts";
import { configurationForHash } from "../src/config/configuration-for-hash.ts";
import type { Campaign } from "../src/domain/campaign.ts";
import type { CanonicalValue } from "../src/domain/canonical-value.ts";
import type { Clock } from "../src/domain/clock.ts";
import type { Project } from "../src/domain/project.ts";
import {
  approvalByAuthor,
  approvalEnded,
  approvalMissing,
  approvalRejected,
  approvalVoid,
  rejectionUnrecorded,
  approverUnknown,
  type ErrorOptions,
  type GatekeeperError,
} from "../src/errors.ts";
import { canonicalJson } from "../src/io/canonical-json.ts";
import { sha256Text } from "../src/io/sha256.ts";
import { publicKeyOf } from "../src/io/signing-key.ts";
import type { JournalEntry } from "../src/journal/chain.ts";
import { readJournal } from "../src/journal/read-journal.ts";
import {
  readApprovals,
  type RecordedApproval,
  type StoredApproval,
  unrecordedRejections,
} from "../src/state/approval-store.ts";
import type { Directories } from "../src/state/directories.ts";
import { segmentationHash } from "./segmentation-rules.ts";

/** The approval that a campaign is released under; null where it needs none. */
export interface ReleaseApproval {
  readonly campaignId: string;
  readonly approval: StoredApproval | null;
}

/** Where the decisions of officers lie. */
export function approvalsFolder({ state }: Pick<Directories, "state">): string {
  return join(state, "approvals");
}

/** What has a part of its own, and what decides nothing about a list. */
const APART: ReadonlySet<string> = new Set([
  "campaigns",
  "vendors",
  "rfm",
  "lists",
  "notices",
  "rules",
  "reports",
  "disclosure",
  "robustness",
]);

/** The hash of everything that a campaign's approval is bound to, as it is now; with that of the staged list where there is one. */
export function partHashes(project: Project, campaign: Campaign, stagedSha256?: string): PartHashes {
  const configuration = configurationForHash(project) as Readonly<Record<string, CanonicalValue>>;
  const { lists, notices, rules } = configuration;
  const settings = Object.fromEntries(Object.entries(configuration).filter(([key]) => !APART.has(key)));
  const vendor = project.vendors.find(({ id }) => id === campaign.executor?.vendorId);
  const hash = (value: CanonicalValue) => sha256Text(canonicalJson(value));
  return {
    campaign: campaign.contentHash,
    ...(vendor === undefined ? {} : { vendor: vendor.contentHash }),
    map: segmentationHash(project),
    rules: hash(rules ?? {}),
    gates: sqlHash(),
    lists: hash(lists ?? []),
    notices: hash(notices ?? []),
    settings: hash(settings),
    ...(stagedSha256 === undefined ? {} : { staged_list: stagedSha256 }),
  };
}

/** The id of an officer's key; the configuration was read, so it is a key. */
export function keyIdOf({ key }: Pick<Officer, "key">): string {
  return present(publicKeyOf(key), "the key of an officer is an Ed25519 key").id;
}

interface Decisions {
  /** In the order in which they count. */
  readonly all: readonly StoredApproval[];
  /** Those of them that the journal does not know. */
  readonly unrecorded: readonly StoredApproval[];
}

/**
 * The decisions about campaigns that the journal knows of, in its order, and the rejections that lie beside them without an entry, each after
 * every decision that is not younger. Throws GK0610 and GK0415.
 */
async function knownDecisions(project: Project, directories: Directories): Promise<Decisions> {
  const recorded = (await readJournal(directories.journal)).flatMap(recordOf);
  const folder = approvalsFolder(directories);
  const all = await readApprovals(folder, recorded, project.officers);
  const unrecorded = await unrecordedRejections(folder, recorded, project.officers);
  for (const rejection of unrecorded) {
    const before = all.findLastIndex(({ approval }) => approval.at <= rejection.approval.at);
    all.splice(before + 1, 0, rejection);
  }
  return { all, unrecorded };
}

/** What the entry about an officer's decision says of its file; nothing for any other entry. */
export function recordOf({ type, details }: JournalEntry): RecordedApproval[] {
  const { approval_id: approvalId, sha256 } = details;
  return type === "approval.given" || type === "approval.rejected"
    ? [{ approvalId: approvalId as string, sha256: sha256 as string }]
    : [];
}

/**
 * What each campaign of a run is released under, and the problems of those that may not be: GK0401, GK0410–GK0414, GK0495.
 * Throws GK0610 and GK0415.
 */
export async function releaseApprovals(
  project: Project,
  directories: Directories,
  run: { readonly runId: string; readonly campaigns: readonly ManifestCampaign[] },
  clock: Clock,
): Promise<{ readonly approvals: ReleaseApproval[]; readonly problems: GatekeeperError[] }> {
  const decisions = await knownDecisions(project, directories);
  const approvals: ReleaseApproval[] = [];
  const problems: GatekeeperError[] = [];
  for (const { campaign_id: campaignId, uses, staged_sha256: sha256 } of run.campaigns) {
    const campaign = project.campaigns.find(({ id }) => id === campaignId);
    // A campaign that is gone is told as one that changed.
    if (campaign === undefined) continue;
    const need = approvalNeed({ ...campaign, uses });
    const own = decisions.all.filter(({ approval }) => approval.campaignId === campaignId);
    const judged = judgeApproval(
      own.map(({ approval }) => approval),
      {
        campaignId,
        author: campaign.author,
        runId: run.runId,
        parts: partHashes(project, campaign, sha256),
        officers: project.officers,
        keyIdOf,
        today: localDate(clock.now(), project.timeZone),
      },
    );
    const isRejected = !isApproved(judged) && judged.kind === "rejected";
    if (isApproved(judged))
      approvals.push({ campaignId, approval: own.find(({ approval }) => approval === judged) ?? null });
    else if (need === null && !isRejected) approvals.push({ campaignId, approval: null });
    else {
      const unrecorded = isRejected
        ? decisions.unrecorded.find(({ approval }) => approval === judged.approval)
        : undefined;
      problems.push(problemOf(judged, { campaign, need, runId: run.runId, unrecorded }));
    }
  }
  return { approvals, problems };
}

interface Refused {
  readonly campaign: Campaign;
  readonly need: ReturnType<typeof approvalNeed>;
  readonly runId: string;
  /** The rejection, when the journal does not know it. */
  readonly unrecorded: StoredApproval | undefined;
}

function problemOf(problem: ApprovalProblem, { campaign, need, runId, unrecorded }: Refused): GatekeeperError {
  const options: ErrorOptions = { at: { file: campaign.path } };
  const named = { campaign: campaign.id };
  if (problem.kind === "missing") return approvalMissing({ ...named, run: runId, need: need ?? "declared" }, options);
  const { officer, until, reason }: Approval = problem.approval;
  switch (problem.kind) {
    case "rejected":
      if (unrecorded !== undefined)
        return rejectionUnrecorded({ ...named, officer, file: unrecorded.approvalId }, options);
      return approvalRejected({ ...named, officer, reason: reason ?? "" }, options);
    case "ended":
      return approvalEnded({ ...named, officer, until: until ?? "" }, options);
    case "void":
      return approvalVoid({ ...named, officer, changed: problem.changed }, options);
    case "author":
      return approvalByAuthor({ ...named, officer }, options);
    case "officer":
      return approverUnknown({ officer }, options);
  }
}
