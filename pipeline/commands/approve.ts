import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

import type { ManifestCampaign } from "../../src/artefacts/run-manifest.ts";
import { localDate } from "../../src/config/as-of.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { type Approval, isAuthor, type Officer } from "../../src/domain/approval.ts";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { Project } from "../../src/domain/project.ts";
import {
  approvalByAuthor,
  approvalEndMissing,
  campaignChanged,
  campaignUnknown,
  configurationChanged,
  officerKeyUnknown,
  runPruned,
  serviceUnsaid,
  stagedListAltered,
  throwProblems,
} from "../../src/errors.ts";
import { isDay } from "../../src/expression/days.ts";
import { nearest } from "../../src/expression/suggest.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { sha256File } from "../../src/io/sha256.ts";
import { type SigningKey, signingKeyOf } from "../../src/io/signing-key.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { storeApproval } from "../../src/state/approval-store.ts";
import { type Directories, openDirectories } from "../../src/state/directories.ts";
import { findRun } from "../../src/state/run-store.ts";
import { approvalsFolder, keyIdOf, partHashes } from "../approvals.ts";
import { lockProject } from "../lock-project.ts";
import { configurationHash } from "../manifest.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { projectOption } from "./project-option.ts";

export interface ApproveOptions extends GlobalOptions {
  readonly decision: Approval["decision"];
  readonly campaign: string;
  /** The newest when undefined; not looked at for a standing decision. */
  readonly run: string | undefined;
  readonly isStanding: boolean;
  readonly isService: boolean;
  /** Needed for an approval. */
  readonly until: string | undefined;
  /** Needed for a rejection. */
  readonly reason: string | undefined;
  /** The file of the officer's private key. */
  readonly key: string;
}

/**
 * Signs what an officer decides about a campaign, and records it: bound to the list that a run staged, or as a standing decision
 * to everything but a list. Throws GK0404, GK0405, GK0413 for the author, GK0416 without an end, GK0417 for a key that is no officer's, and
 * for a list that could not be released anyway the same as `release`.
 */
export async function approve(options: ApproveOptions, command: CommandContext): Promise<void> {
  const project = loadProject(resolve(command.folder, options.projectDir), command.environment, options);
  const campaign = campaignOf(project, options.campaign);
  const { officer, key } = await signer(project, options, command);
  if (options.decision === "approved") throwProblems(refusals(project, campaign, officer, options, command));
  const directories = await openDirectories(project.directory);
  const lease = await lockProject(directories, project.journal, command.clock, options.decision);
  const forget = command.onStop(async () => lease.release());
  try {
    const staged = options.isStanding ? null : await stagedBy(project, campaign, directories, options);
    const approval: Approval = {
      kind: options.isStanding ? "standing" : "one_off",
      decision: options.decision,
      campaignId: campaign.id,
      class: campaign.class,
      runId: staged?.runId ?? null,
      officer: officer.name,
      key: key.id,
      at: command.clock.now().toISOString(),
      until: options.decision === "approved" ? (options.until ?? null) : null,
      reason: options.reason ?? null,
      parts: partHashes(project, campaign, staged?.campaign.staged_sha256),
    };
    await lease.assertHeld();
    const approvalId = await record(approval, key, { project, directories }, command);
    report(approval, approvalId, options, command);
  } finally {
    forget();
    await lease.release();
  }
}

function campaignOf({ campaigns }: Project, id: string): Campaign {
  const known = campaigns.map((campaign) => campaign.id);
  const found = campaigns.find((campaign) => campaign.id === id);
  if (found === undefined) throw campaignUnknown({ campaign: id, nearest: nearest(id, known) });
  return found;
}

/** The officer whose key it is. */
async function signer(
  { officers }: Project,
  options: ApproveOptions,
  { folder }: CommandContext,
): Promise<{ readonly officer: Officer; readonly key: SigningKey }> {
  const path = resolve(folder, options.key);
  const shown = relative(folder, path) || path;
  const key = signingKeyOf(await readFile(path, "utf8").catch(() => ""));
  if (key === null) throw officerKeyUnknown({ path: shown, problem: "unreadable" });
  const [officer, ...others] = officers.filter((one) => keyIdOf(one) === key.id);
  if (officer === undefined) throw officerKeyUnknown({ path: shown, problem: "nobody" });
  if (others.length > 0) throw officerKeyUnknown({ path: shown, problem: "several" });
  return { officer, key };
}

/** Why an officer may not approve a campaign like this; every reason at once. */
function refusals(
  { officers, timeZone }: Project,
  campaign: Campaign,
  officer: Officer,
  { until, isService }: ApproveOptions,
  { clock }: CommandContext,
) {
  const today = localDate(clock.now(), timeZone);
  const named = { campaign: campaign.id };
  const isServiceClass = campaign.class === "service";
  return [
    ...(isAuthor(officer, campaign.author, officers)
      ? [approvalByAuthor({ ...named, officer: officer.name }, { at: { file: campaign.path } })]
      : []),
    ...(until !== undefined && isDay(until) && until >= today ? [] : [approvalEndMissing({ text: until, today })]),
    ...(isServiceClass === isService ? [] : [serviceUnsaid({ ...named, isService: isServiceClass })]),
  ];
}

/** The list that a run staged, which must be what would be released now. */
async function stagedBy(
  project: Project,
  campaign: Campaign,
  directories: Directories,
  { run }: ApproveOptions,
): Promise<{ readonly runId: string; readonly campaign: ManifestCampaign }> {
  const { manifest, folder, pruned } = await findRun(directories.runs, run);
  const { run_id: runId, campaigns } = manifest;
  const known = campaigns.map(({ campaign_id: id }) => id);
  const staged = campaigns.find(({ campaign_id: id }) => id === campaign.id);
  if (staged === undefined)
    throw campaignUnknown({
      campaign: campaign.id,
      nearest: nearest(campaign.id, known),
      run: { id: runId, campaigns: known },
    });
  if (pruned.includes("staged")) throw runPruned({ run: runId });
  throwProblems([
    ...(configurationHash({ project }) === manifest.configuration_sha256 ? [] : [configurationChanged({ run: runId })]),
    ...(campaign.contentHash === staged.campaign_sha256
      ? []
      : [campaignChanged({ campaign: campaign.id, run: runId }, { at: { file: campaign.path } })]),
  ]);
  const path = join(folder, "private", "staged", `${campaign.id}.parquet`);
  if ((await sha256File(path).catch(() => null)) !== staged.staged_sha256)
    throw stagedListAltered({ campaign: campaign.id, run: runId });
  return { runId, campaign: staged };
}

/** Writes the decision, then says in the journal that it counts; without that it counts for nothing. */
async function record(
  approval: Approval,
  key: SigningKey,
  { project, directories }: { readonly project: Project; readonly directories: Directories },
  { clock }: CommandContext,
): Promise<string> {
  const { approvalId, sha256 } = await storeApproval(approvalsFolder(directories), approval, key);
  const journal = await openJournal({ ...project.journal, folder: directories.journal }, clock);
  const { kind, decision, campaignId, class: campaignClass, runId, until } = approval;
  await journal.append(decision === "approved" ? "approval.given" : "approval.rejected", {
    approval_id: approvalId,
    sha256,
    campaign_id: campaignId,
    kind,
    class: campaignClass,
    run_id: runId,
    until,
    key: approval.key,
  });
  await journal.close();
  return approvalId;
}

function report(approval: Approval, approvalId: string, options: ApproveOptions, command: CommandContext): void {
  const { print, messages, format, program, folder } = command;
  const { kind, decision, campaignId, class: campaignClass, runId, officer, until, parts } = approval;
  if (format === "json") {
    print(
      canonicalJson({
        approval_id: approvalId,
        decision,
        kind,
        campaign_id: campaignId,
        class: campaignClass,
        run_id: runId,
        officer,
        until,
        parts,
      }),
    );
    return;
  }
  const isApproval = decision === "approved";
  const tell = isApproval ? messages.approvals.approved : messages.approvals.rejected;
  print(tell({ campaign: campaignId, officer, kind, runId, until }));
  if (isApproval && campaignClass === "service") print(messages.approvals.serviceApproved);
  const project = projectOption(folder, resolve(folder, options.projectDir), options.target);
  const next = isApproval && runId !== null ? `release ${runId}` : "run --as-of DAY";
  print(messages.next(`${program} ${next}${project}`));
}
