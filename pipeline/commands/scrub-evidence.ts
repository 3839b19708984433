import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import type { ReleaseChecks } from "../../src/artefacts/release-checks.ts";
import type { ReleaseRecord } from "../../src/artefacts/release-record.ts";
import { scrubEvidence, type ScrubEvidenceJson } from "../../src/artefacts/scrub-evidence.ts";
import { evidenceNotKept, fileExists, releaseUnknown } from "../../src/errors.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { writeNewFile } from "../../src/io/atomic-write.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { columnsText, plainNumber } from "../../src/report/text.ts";
import type { Directories } from "../../src/state/directories.ts";
import { ReleaseStore } from "../../src/state/release-store.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { withEvidence } from "./open-evidence.ts";
import { printArtefact } from "./print-artefact.ts";

export interface ScrubEvidenceOptions extends GlobalOptions {
  readonly release: string;
  /** A file to write it to, relative to the current folder. */
  readonly output: string | undefined;
}

/**
 * Says what the lists of a release were checked against: the suppression lists with their files, rows and hashes, the rules and
 * their dates. It names nobody, so that it may be handed to an authority. Throws GK0108, GK0427 and GK0428.
 */
export async function tellScrubEvidence(options: ScrubEvidenceOptions, command: CommandContext): Promise<void> {
  await withEvidence(options, command, async ({ directories }) => {
    const releases = await ReleaseStore.open(directories.releases);
    const record = recordOf(releases, options.release);
    const path = join(releases.folderOf(record.releaseId), "private", "checks.json");
    if (!existsSync(path)) throw evidenceNotKept({ id: record.releaseId });
    const checks = JSON.parse(await readFile(path, "utf8")) as ReleaseChecks;
    const evidence = await evidenceOf(record, checks, directories);
    if (options.output !== undefined) await write(evidence, options.output, command);
    if (command.format === "json") printArtefact(scrubEvidence, evidence, command);
    else report(evidence, command);
  });
}

function recordOf({ records }: ReleaseStore, release: string): ReleaseRecord {
  const found = records.find(({ releaseId }) => releaseId === release);
  if (found !== undefined) return found;
  const newest = records.toSorted((one, other) => (one.releasedAt < other.releasedAt ? -1 : 1)).at(-1);
  throw releaseUnknown({ release, nearest: newest?.releaseId });
}

async function evidenceOf(
  record: ReleaseRecord,
  checks: ReleaseChecks,
  directories: Directories,
): Promise<ScrubEvidenceJson> {
  const entries = await readJournal(directories.journal);
  const entry = entries.find(
    ({ type, details }) => type === "release.sealed" && details["release_id"] === record.releaseId,
  );
  return {
    release_id: record.releaseId,
    released_at: record.releasedAt,
    run_id: record.runId,
    lists_released: record.campaigns.map((campaign) => ({
      campaign_id: campaign.campaignId,
      send_from: campaign.sendFrom,
      send_to: campaign.sendTo,
      valid_until: campaign.validUntil,
      approval: campaign.approval,
      file: campaign.file,
      sha256: campaign.sha256,
    })),
    journal: entry === undefined ? null : { sequence: entry.sequence, at: entry.at, hash: entry.hash },
    checks,
  };
}

async function write(evidence: ScrubEvidenceJson, file: string, { folder }: CommandContext): Promise<void> {
  const isNew = await writeNewFile(resolve(folder, file), `${canonicalJson(evidence)}\n`);
  if (!isNew) throw fileExists({ path: file });
}

function report(evidence: ScrubEvidenceJson, { print, messages }: CommandContext): void {
  const { scrub } = messages.evidenceText;
  const { checks, journal } = evidence;
  print(scrub.title(evidence.release_id, evidence.released_at));
  for (const { campaign_id: id, file, sha256, send_from: from, send_to: to } of evidence.lists_released)
    print(`  ${scrub.list(id, file, sha256, from, to)}`);
  if (journal !== null) print(`  ${scrub.journal(journal.sequence, journal.hash)}`);
  print("");
  print(scrub.lists(checks.lists.length));
  const rows = checks.lists.map((list) => [
    list.list_id,
    plainNumber(list.rows),
    list.file,
    list.first_seen_at,
    list.sha256,
  ]);
  for (const line of columnsText(rows, [false, true, false, false, false])) print(`  ${line}`);
  print("");
  print(scrub.rules(checks.version, checks.sql_sha256, checks.rules_checked_on ?? "–"));
  const gates = checks.gates.map(({ reason_code: code, law }) => [code, messages.citation(law)]);
  for (const line of columnsText(gates, [false, false])) print(`  ${line}`);
}
