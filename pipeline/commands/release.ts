import { join, relative, resolve } from "node:path";

import { canonicalJson } from "../../src/io/canonical-json.ts";
import { configurationHash } from "../manifest.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { isTooSmall } from "../../src/disclosure/counts.ts";
import type { Project } from "../../src/domain/project.ts";
import {
  alreadyReleased,
  campaignChanged,
  campaignUnknown,
  configurationChanged,
  nothingToRelease,
  runPruned,
  throwProblems,
  type GatekeeperError,
} from "../../src/errors.ts";
import { nearest } from "../../src/expression/suggest.ts";
import { localDate } from "../../src/config/as-of.ts";
import { openDirectories } from "../../src/state/directories.ts";
import type { ReleaseRecord } from "../../src/artefacts/release-record.ts";
import type { ManifestCampaign, RunManifest } from "../../src/artefacts/run-manifest.ts";
import { ReleaseStore } from "../../src/state/release-store.ts";
import { findRun } from "../../src/state/run-store.ts";
import { releaseApprovals } from "../approvals.ts";
import { erasedHashes } from "../erased-hashes.ts";
import { openContext } from "../open-context.ts";
import { runStages } from "../pipeline.ts";
import { attachStaged, sealRelease } from "../seal-release.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { projectOption } from "./project-option.ts";

export interface ReleaseOptions extends GlobalOptions {
  readonly run: string;
  readonly select: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * Hands the staged lists of a run over: asks every gate and cap once more on the inputs as they are now, only removes, and
 * publishes lists and their record by one rename. A release of the same run is found again and nothing is done twice.
 */
export async function release(options: ReleaseOptions, command: CommandContext): Promise<{ readonly isNew: boolean }> {
  const projectFolder = resolve(command.folder, options.projectDir);
  const project = loadProject(projectFolder, command.environment, options);
  const directories = await openDirectories(project.directory);
  const finished = await findRun(directories.runs, options.run);
  const releases = await ReleaseStore.open(directories.releases);
  const selected = selectedCampaigns(finished.manifest, options);
  const open = selected.filter(({ campaign_id: id }) => releases.ofRun(finished.manifest.run_id, id) === undefined);
  for (const record of releasesBefore(releases, finished.manifest, selected)) report(record, project, command, true);
  if (open.length === 0) {
    printNext(project, options, command);
    return { isNew: false };
  }
  if (finished.pruned.includes("staged")) throw runPruned({ run: finished.manifest.run_id });
  const run = { runId: finished.manifest.run_id, campaigns: open };
  const { approvals, problems } = await releaseApprovals(project, directories, run, command.clock);
  throwProblems([...refusals(project, finished.manifest, open, releases), ...problems]);
  warnOfPastWindows(project, open, command);
  const opened = await openContext({
    ...options,
    ...command,
    projectFolder,
    asOf: finished.manifest.as_of_text,
    select: open.map(({ campaign_id: id }) => id),
    exclude: [],
    purpose: "release",
    readStaged: async (engine) => attachStaged(engine, finished, open, await erasedHashes(directories)),
  });
  try {
    await runStages(opened.context, "allocation");
    report(await sealRelease(opened, finished, open, approvals), project, command, false);
    printNext(project, options, command);
    return { isNew: true };
  } finally {
    await opened.close();
  }
}

/** A list may be wanted for the record after its time; whoever calls from it must know. */
function warnOfPastWindows({ timeZone }: Project, open: readonly ManifestCampaign[], command: CommandContext): void {
  const today = localDate(command.clock.now(), timeZone);
  for (const { campaign_id: id, send_to: to } of open)
    if (to < today) command.reporter.warn(command.messages.windowPast(id, to));
}

function selectedCampaigns(
  { campaigns, run_id: run }: RunManifest,
  { select, exclude }: ReleaseOptions,
): ManifestCampaign[] {
  const known = campaigns.map(({ campaign_id: id }) => id);
  throwProblems(
    [...select, ...exclude]
      .filter((id) => !known.includes(id))
      .map((id) => campaignUnknown({ campaign: id, nearest: nearest(id, known), run: { id: run, campaigns: known } })),
  );
  const selected = campaigns.filter(
    ({ campaign_id: id }) => (select.length === 0 || select.includes(id)) && !exclude.includes(id),
  );
  if (selected.length === 0) throw nothingToRelease({ run });
  return selected;
}

function releasesBefore(
  releases: ReleaseStore,
  manifest: RunManifest,
  selected: readonly ManifestCampaign[],
): ReleaseRecord[] {
  const records = selected
    .map(({ campaign_id: id }) => releases.ofRun(manifest.run_id, id))
    .filter((record) => record !== undefined);
  return [...new Set(records)];
}

/** Why a campaign of the run may not be released as it stands; every reason at once. */
function refusals(
  project: Project,
  manifest: RunManifest,
  open: readonly ManifestCampaign[],
  releases: ReleaseStore,
): GatekeeperError[] {
  const problems: GatekeeperError[] = [];
  if (configurationHash({ project }) !== manifest.configuration_sha256)
    problems.push(configurationChanged({ run: manifest.run_id }));
  for (const { campaign_id: id, campaign_sha256: hash, send_from: from, send_to: to } of open) {
    const campaign = project.campaigns.find((known) => known.id === id);
    const at = campaign === undefined ? undefined : { file: campaign.path };
    if (campaign?.contentHash !== hash) problems.push(campaignChanged({ campaign: id, run: manifest.run_id }, { at }));
    const before = releases.ofWindow(id, from, to);
    if (before !== undefined) problems.push(alreadyReleased({ campaign: id, release: before.releaseId }, { at }));
  }
  return problems;
}

function report(record: ReleaseRecord, project: Project, command: CommandContext, isKnown: boolean): void {
  const { print, messages, format, folder } = command;
  if (format === "json") {
    print(canonicalJson({ ...releaseJson(record), is_new: !isKnown }));
    return;
  }
  print(isKnown ? messages.releasedBefore(record.releaseId) : messages.released(record.releaseId));
  const { minimumUnits } = project.disclosure;
  for (const { campaignId, file, removed, isRemovedShown, approval } of record.campaigns) {
    const path = relative(folder, join(project.directory, ".gatekeeper", "releases", record.releaseId, file));
    const shown = (isRemovedShown ?? !isTooSmall(removed, minimumUnits)) ? String(removed) : "[c]";
    print(messages.releasedList(campaignId, path, shown, messages.approvals.releasedUnder(approval)));
  }
}

/** Released contacts count for the caps of the next run. */
function printNext(project: Project, { target }: ReleaseOptions, command: CommandContext): void {
  const { print, messages, format, program, folder } = command;
  if (format === "human")
    print(messages.next(`${program} run --as-of DAY${projectOption(folder, project.directory, target)}`));
}

function releaseJson(record: ReleaseRecord): Record<string, unknown> {
  return {
    release_id: record.releaseId,
    run_id: record.runId,
    lists: record.campaigns.map(({ campaignId, file, sha256, approval, approvalId, validUntil }) => ({
      campaign_id: campaignId,
      file,
      sha256,
      approval,
      approval_id: approvalId,
      valid_until: validUntil,
    })),
  };
}
