import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { AuditFinding } from "../src/artefacts/audit.ts";
import type { RecallRecord } from "../src/artefacts/recall-record.ts";
import type { ReleaseRecord } from "../src/artefacts/release-record.ts";
import type { RunManifest } from "../src/artefacts/run-manifest.ts";
import { sha256File } from "../src/io/sha256.ts";
import type { JournalEntry } from "../src/journal/chain.ts";
import type { Directories } from "../src/state/directories.ts";
import { unrecordedApprovals } from "../src/state/approval-store.ts";
import { finishedRuns } from "../src/state/run-store.ts";
import { approvalsFolder, recordOf } from "./approvals.ts";
import { auditState } from "./audit-state.ts";
import { erasedHashes } from "./erased-hashes.ts";
import { publishedFiles, type Recorded } from "./published-files.ts";

/** What was looked at, and what is wrong with it. */
export interface AuditedRecords {
  readonly checked: Readonly<Record<"runs" | "releases" | "recalls" | "approvals", number>>;
  readonly findings: readonly AuditFinding[];
}

/**
 * Compares the files of runs, releases, recalls and approvals with the hashes that the entries of a sound journal have for them. What
 * retention or an erasure took out by an entry is no finding; a folder that no entry tells of is one.
 */
export async function auditRecorded(
  directories: Directories,
  entries: readonly JournalEntry[],
): Promise<AuditedRecords> {
  const last = (type: string, key: string) =>
    new Map(entries.filter((entry) => entry.type === type).map(({ details }) => [textOf(details[key]), details]));
  const [runs, releases, recalls] = [
    last("run.sealed", "run_id"),
    last("release.sealed", "release_id"),
    last("recall.sealed", "recall_id"),
  ];
  const approvals = entries.flatMap(recordOf);
  const published = (kind: string) => new Set(last(`${kind}.published`, `${kind}_id`).keys());
  const files = await publishedFiles(directories, entries);
  const vouchedFor = [
    ...files.recorded,
    ...(await filesOfRuns(directories, runs, published("run"))),
    ...(await filesOfReleases(directories, releases, published("release"))),
    ...(await filesOfRecalls(directories, recalls, published("recall"))),
    ...approvals.map(({ approvalId, sha256 }) => ({
      path: `state/approvals/${approvalId}.json`,
      file: join(approvalsFolder(directories), `${approvalId}.json`),
      sha256,
    })),
  ];
  const recorded = [...new Map(vouchedFor.map((one) => [one.path, one])).values()];
  return {
    checked: { runs: runs.size, releases: releases.size, recalls: recalls.size, approvals: approvals.length },
    findings: [
      ...(await compared(directories, recorded, entries)),
      ...files.findings,
      ...(await auditState(directories, entries)),
      ...(await unrecorded(directories, { runs, releases, recalls })),
      ...(await unrecordedApprovals(approvalsFolder(directories), approvals)).map(
        (name) => ({ path: `state/approvals/${name}`, verdict: "unrecorded" }) as const,
      ),
    ],
  };
}

type Sealed = ReadonlyMap<string, JournalEntry["details"]>;

/** What a run keeps as evidence; of one that a crash kept from appearing there is nothing to look at. */
async function filesOfRuns(
  directories: Directories,
  sealed: Sealed,
  published: ReadonlySet<string>,
): Promise<Recorded[]> {
  const found: Recorded[] = [];
  for (const [runId, details] of sealed) {
    const folder = join(directories.runs, runId);
    if (!existsSync(folder) && !published.has(runId)) continue;
    const ofRun = (name: string, sha256: string) => ({
      path: `runs/${runId}/private/${name}`,
      file: join(folder, "private", name),
      sha256,
    });
    const artefacts = Object.entries((details["artefacts"] ?? {}) as Record<string, string>);
    found.push(...artefacts.map(([name, sha256]) => ofRun(name, sha256)));
    const manifest = await readJson<RunManifest>(join(folder, "private", "manifest.json"));
    for (const { campaign_id: id, staged_sha256: sha256 } of manifest?.campaigns ?? [])
      found.push(ofRun(`staged/${id}.parquet`, sha256));
  }
  return found;
}

interface SealedList {
  readonly campaign_id: string;
  readonly sha256: string;
}

async function filesOfReleases(
  directories: Directories,
  sealed: Sealed,
  published: ReadonlySet<string>,
): Promise<Recorded[]> {
  const found: Recorded[] = [];
  for (const [releaseId, details] of sealed) {
    const folder = join(directories.releases, releaseId);
    if (!existsSync(folder) && !published.has(releaseId)) continue;
    const record = join(folder, "private", "release.json");
    const below = `releases/${releaseId}`;
    if (details["record_sha256"] !== undefined)
      found.push({ path: `${below}/private/release.json`, file: record, sha256: textOf(details["record_sha256"]) });
    const described: Partial<ReleaseRecord> = (await readJson<ReleaseRecord>(record)) ?? {};
    const beside = { "contacts.parquet": described.contactsSha256, "decoys.json": described.decoysSha256 };
    for (const [name, sha256] of Object.entries(beside))
      if (sha256 !== undefined)
        found.push({ path: `${below}/private/${name}`, file: join(folder, "private", name), sha256 });
    const { campaigns = [] } = described;
    for (const { campaign_id: campaignId, sha256 } of (details["lists"] ?? []) as unknown as SealedList[]) {
      const file = campaigns.find((campaign) => campaign.campaignId === campaignId)?.file;
      found.push({ path: `${below}/${file ?? campaignId}`, file: join(folder, file ?? campaignId), sha256 });
    }
  }
  return found;
}

async function filesOfRecalls(
  directories: Directories,
  sealed: Sealed,
  published: ReadonlySet<string>,
): Promise<Recorded[]> {
  const found: Recorded[] = [];
  for (const [recallId, details] of sealed) {
    const folder = join(directories.releases, recallId);
    if (!existsSync(folder) && !published.has(recallId)) continue;
    const { lists } = (await readJson<RecallRecord>(join(folder, "private", "recall.json"))) ?? { lists: [] };
    for (const { campaign_id: campaignId, sha256 } of (details["lists"] ?? []) as unknown as SealedList[]) {
      const file = lists.find((one) => one.campaignId === campaignId)?.file ?? campaignId;
      found.push({ path: `releases/${recallId}/${file}`, file: join(folder, file), sha256 });
    }
  }
  return found;
}

async function readJson<Content>(path: string): Promise<Content | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Content;
  } catch {
    return null;
  }
}

async function compared(
  directories: Directories,
  recorded: readonly Recorded[],
  entries: readonly JournalEntry[],
): Promise<AuditFinding[]> {
  const isSameButErased = await erasedHashes(directories);
  // A list that was encrypted for a vendor cannot be rewritten without somebody, and goes as a whole.
  const takenOut = new Set(
    entries
      .filter(({ type, details }) => type === "erase.rewritten" && typeof details["after"] !== "string")
      .map(({ details }) => textOf(details["before"])),
  );
  const pruned = entries.flatMap(({ type, details }) =>
    type === "prune.begun" && Array.isArray(details["files"]) ? (details["files"] as string[]) : [],
  );
  const isPruned = (path: string) => pruned.some((gone) => path === gone || path.startsWith(`${gone}/`));
  const findings: AuditFinding[] = [];
  for (const { path, file, sha256 } of recorded) {
    if (!existsSync(file)) {
      if (!takenOut.has(sha256) && !isPruned(path)) findings.push({ path, verdict: "removed" });
    } else if (!isSameButErased(await sha256File(file), sha256)) findings.push({ path, verdict: "altered" });
  }
  return findings;
}

/** Folders and files that look like what the journal vouches for, and are not in it. */
async function unrecorded(
  directories: Directories,
  { runs, releases, recalls }: Readonly<Record<"runs" | "releases" | "recalls", Sealed>>,
): Promise<AuditFinding[]> {
  const strangers: string[] = [];
  for (const runId of await finishedRuns(directories.runs)) if (!runs.has(runId)) strangers.push(`runs/${runId}`);
  const names = (await readdir(directories.releases).catch(() => [])).filter((name) => !name.startsWith("."));
  for (const releaseId of names.toSorted()) {
    if (!releases.has(releaseId)) strangers.push(`releases/${releaseId}`);
    const within = await readdir(join(directories.releases, releaseId)).catch(() => []);
    for (const name of within.filter((one) => one.startsWith("recall-")).toSorted())
      if (!recalls.has(`${releaseId}/${name}`)) strangers.push(`releases/${releaseId}/${name}`);
  }
  return strangers.map((path) => ({ path, verdict: "unrecorded" as const }));
}

/** A detail that is written as text; empty when somebody wrote another thing there, which no file is named by. */
function textOf(detail: JournalEntry["details"][string] | undefined): string {
  return typeof detail === "string" ? detail : "";
}
