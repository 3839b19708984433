import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { auditArtefact, type AuditFinding, type AuditJson } from "../../src/artefacts/audit.ts";
import type { ExactCountsJson } from "../../src/artefacts/counts.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { erasureUnfinished, journalContradicted, signingKeyInvalid } from "../../src/errors.ts";
import { reconcileRun } from "../../src/export/reconciliation.ts";
import { type PublicKey, publicKeyOf } from "../../src/io/signing-key.ts";
import { verifyingKey } from "../../src/journal/journal-place.ts";
import { type JournalVerdict, verifyJournal } from "../../src/journal/verify-journal.ts";
import type { AuditMessages } from "../../src/report/messages/audit.ts";
import { columnsText } from "../../src/report/text.ts";
import { ReleaseStore } from "../../src/state/release-store.ts";
import { type FinishedRun, readRuns } from "../../src/state/run-store.ts";
import { auditRecorded, type AuditedRecords } from "../audit-recorded.ts";
import { rewrittenFiles } from "../erased-hashes.ts";
import { unfinishedErasures } from "../unfinished-erasures.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { type OpenFiles, withFiles } from "./open-evidence.ts";
import { printArtefact } from "./print-artefact.ts";
import { warningText } from "./report-failure.ts";

export interface AuditOptions extends GlobalOptions {
  /** The public half of the key that must have signed the journal; the project's own when undefined. */
  readonly key: string | undefined;
}

/**
 * Checks the journal with its signatures and heads, and against it every run, release, recall and approval; changes nothing. With a broken
 * journal nothing else is looked at: it vouches for nothing. Throws GK0278 for a key that is none, GK0472 when anything is not as it was.
 */
export async function auditVerify(options: AuditOptions, command: CommandContext): Promise<void> {
  const project = loadProject(resolve(command.folder, options.projectDir), command.environment, options);
  const key = options.key === undefined ? verifyingKey(project.journal) : givenKey(options.key);
  await withFiles(options, command, async (evidence) => {
    const { headsFolder } = project.journal;
    const journal = await verifyJournal(evidence.directories.journal, { headsFolder, key });
    const records = isSound(journal) ? await auditRecords(evidence, journal) : NOTHING_CHECKED;
    const audit = auditOf(journal, records, { key, isGiven: options.key !== undefined });
    report(audit, command);
    if (audit.verdict === "failed") throw journalContradicted({ what: whatFailed(audit) });
  });
}

/** A line that a crash cut short is no offence: nobody was told that it was written. */
function isSound({ verdict }: { readonly verdict: string }): boolean {
  return verdict === "ok" || verdict === "torn_last_line";
}

const NOTHING_CHECKED: AuditedRecords = { checked: { runs: 0, releases: 0, recalls: 0, approvals: 0 }, findings: [] };

function givenKey(text: string): PublicKey {
  const key = publicKeyOf(text);
  if (key === null) throw signingKeyInvalid({ what: "journal" });
  return key;
}

/** The files by their hashes; and, where those hold, whether every run has one decision for each candidate. */
async function auditRecords({ engine, directories }: OpenFiles, { entries }: JournalVerdict): Promise<AuditedRecords> {
  const { checked, findings } = await auditRecorded(directories, entries);
  if (findings.length > 0) return { checked, findings };
  const releases = await ReleaseStore.open(directories.releases);
  const rewritten = await rewrittenFiles(directories);
  const incomplete: AuditFinding[] = [];
  for (const run of await readRuns(directories.runs)) {
    if (!existsSync(join(run.folder, "private", "decisions.parquet"))) continue;
    const { campaigns } = await reconcileRun(engine, run, releases, rewritten);
    if (campaigns.every(({ adds_up: addsUp }) => addsUp) && (await isCounted(run, campaigns, rewritten))) continue;
    incomplete.push({ path: `runs/${run.manifest.run_id}/private/decisions.parquet`, verdict: "incomplete" });
  }
  return { checked, findings: incomplete };
}

/** Whether as many candidates have a decision as the run counted; of a run that somebody was erased from fewer may. */
async function isCounted(
  { folder, manifest }: FinishedRun,
  campaigns: readonly Readonly<Record<"campaign_id" | "candidates", string | number>>[],
  rewritten: ReadonlySet<string>,
): Promise<boolean> {
  const isRewritten = rewritten.has(`runs/${manifest.run_id}/private/decisions.parquet`);
  const counts = JSON.parse(await readFile(join(folder, "private", "counts.json"), "utf8")) as ExactCountsJson;
  return counts.every(({ campaign_id: id, candidates }) => {
    const found = Number(campaigns.find((campaign) => campaign.campaign_id === id)?.candidates ?? 0);
    return found === candidates || (isRewritten && found < candidates);
  });
}

function auditOf(
  { verdict, line, entries }: JournalVerdict,
  { checked, findings }: AuditedRecords,
  { key, isGiven }: { readonly key: PublicKey | undefined; readonly isGiven: boolean },
): AuditJson {
  return {
    verdict: isSound({ verdict }) && findings.length === 0 ? "ok" : "failed",
    journal: {
      verdict,
      line,
      entries: entries.length,
      key: key?.id ?? null,
      public_key: key?.text ?? null,
      is_key_given: isGiven,
    },
    checked,
    findings,
    unfinished_erasures: isSound({ verdict })
      ? unfinishedErasures(entries).map(({ erasureId, begunAt }) => ({ erasure_id: erasureId, begun_at: begunAt }))
      : [],
  };
}

function whatFailed({ journal, findings }: AuditJson): readonly string[] {
  if (findings.length > 0) return findings.map(({ path }) => path);
  return [journal.line === null ? "journal/journal.jsonl" : `journal/journal.jsonl line ${journal.line}`];
}

function report(audit: AuditJson, command: CommandContext): void {
  const { print, messages, format } = command;
  if (format === "json") {
    printArtefact(auditArtefact, audit, command);
    return;
  }
  const words = messages.audit;
  const { journal, checked, findings } = audit;
  print(words.entries(journal.entries));
  if (journal.verdict !== "ok") print(words.fault(journal.verdict, journal.line));
  print(keyLine(journal, words));
  print(isSound(journal) ? words.checked(checked) : words.nothingElseChecked);
  const rows = findings.map(({ path, verdict }) => [path, words.verdicts[verdict]]);
  for (const row of columnsText(rows, [false, false])) print(`  ${row}`);
  for (const { erasure_id: erasureId, begun_at: begunAt } of audit.unfinished_erasures)
    print(warningText(erasureUnfinished({ erasureId, begunAt }), command.language));
}

function keyLine(
  { key, public_key: publicKey, is_key_given: isGiven }: AuditJson["journal"],
  words: AuditMessages,
): string {
  if (key === null) return words.withoutKey;
  return isGiven ? words.givenKey(key) : words.ownKey(key, publicKey ?? "");
}
