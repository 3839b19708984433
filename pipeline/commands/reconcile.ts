import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { PublicCountsJson } from "../../src/artefacts/counts.ts";
import {
  publicReconciliation,
  type PublicReconciliationJson,
  reconciliation,
  type ReconciliationJson,
} from "../../src/artefacts/reconciliation.ts";
import { countsDoNotAddUp, runPruned } from "../../src/errors.ts";
import { publicReconciliationOf, reconcileRun } from "../../src/export/reconciliation.ts";
import { columnsText, plainNumber } from "../../src/report/text.ts";
import { ReleaseStore } from "../../src/state/release-store.ts";
import { findRun } from "../../src/state/run-store.ts";
import { rewrittenFiles } from "../erased-hashes.ts";
import type { CommandContext, GlobalOptions, Reader } from "./command.ts";
import { withEvidence } from "./open-evidence.ts";
import { printArtefact } from "./print-artefact.ts";

export interface ReconcileOptions extends GlobalOptions {
  readonly run: string | undefined;
  readonly reader: Reader;
}

/**
 * Counts a run anew from its files and says whether everything adds up: records in and what became of them, candidates and what
 * was decided, staged people and who was released. Throws GK0405, GK0420, and GK0470 when something does not.
 */
export async function reconcile(options: ReconcileOptions, command: CommandContext): Promise<void> {
  await withEvidence(options, command, async ({ engine, directories }) => {
    const run = await findRun(directories.runs, options.run);
    if (run.pruned.includes("decisions.parquet")) throw runPruned({ run: run.manifest.run_id });
    const exact = await reconcileRun(
      engine,
      run,
      await ReleaseStore.open(directories.releases),
      await rewrittenFiles(directories),
    );
    const published = JSON.parse(await readFile(join(run.folder, "public", "counts.json"), "utf8")) as PublicCountsJson;
    if (options.reader === "officer") report(exact, command);
    else reportProtected(publicReconciliationOf(exact, published), command);
    if (!exact.adds_up) throw countsDoNotAddUp({ of: exact.run_id, where: whereNot(exact) });
  });
}

/** What does not add up, by the names of files, campaigns and releases. */
function whereNot({ inputs, campaigns, releases }: ReconciliationJson): string[] {
  const names = [
    ...inputs.filter(({ adds_up: addsUp }) => !addsUp).map(({ file }) => file),
    ...campaigns.filter(({ adds_up: addsUp }) => !addsUp).map(({ campaign_id: id }) => id),
    ...releases.filter(({ adds_up: addsUp }) => !addsUp).map(({ release_id: id, campaign_id: of }) => `${id}/${of}`),
  ];
  return [...new Set(names)];
}

function report(exact: ReconciliationJson, command: CommandContext): void {
  const { print, messages, format } = command;
  if (format === "json") {
    printArtefact(reconciliation, exact, command);
    return;
  }
  const words = messages.evidenceText;
  print(words.reconciled(exact.run_id, exact.adds_up));
  const sum = (whole: string, parts: readonly (readonly [string, number])[], addsUp: boolean) =>
    `${whole} = ${parts.map(([name, value]) => `${plainNumber(value)} ${name}`).join(" + ")}${addsUp ? "" : `  ${words.wrong}`}`;
  const { records, loaded, rejected, excluded, staged, removed } = words.parts;
  printRows(command, [
    ...exact.inputs.map((input) => [
      `${input.table}: ${input.file}`,
      sum(
        `${plainNumber(input.records)} ${records}`,
        [
          [loaded, input.rows_loaded],
          [rejected, input.rows_rejected],
          [excluded, input.rows_excluded],
        ],
        input.adds_up,
      ),
    ]),
    ...exact.campaigns.map((campaign) => [
      campaign.campaign_id,
      sum(
        `${plainNumber(campaign.candidates)} ${messages.candidates}`,
        [
          [messages.listed, campaign.listed],
          [words.parts.heldOut, campaign.held_out],
          [words.parts.refused, campaign.refused],
        ],
        campaign.adds_up,
      ),
    ]),
    ...exact.releases.map((release) => [
      `${release.release_id}: ${release.campaign_id}`,
      sum(
        `${plainNumber(release.staged)} ${staged}${release.erased === 0 ? "" : ` + ${plainNumber(release.erased)} ${words.parts.erased}`}`,
        [
          [messages.listed, release.listed],
          [removed, release.removed],
        ],
        release.adds_up,
      ),
    ]),
  ]);
}

function reportProtected(shown: PublicReconciliationJson, command: CommandContext): void {
  const { print, messages, format } = command;
  if (format === "json") {
    printArtefact(publicReconciliation, shown, command);
    return;
  }
  const { reconciled, addsUp, wrong } = messages.evidenceText;
  const verdict = (isRight: boolean) => (isRight ? addsUp : wrong);
  const number = (people: number | null) => (people === null ? "[c]" : plainNumber(people));
  print(reconciled(shown.run_id, shown.adds_up));
  printRows(command, [
    ...shown.inputs.map(({ table, file, adds_up: isRight }) => [`${table}: ${file}`, verdict(isRight)]),
    ...shown.campaigns.map(({ campaign_id: id, candidates, listed, adds_up: isRight }) => [
      id,
      `${number(candidates)} ${messages.candidates}, ${number(listed)} ${messages.listed}: ${verdict(isRight)}`,
    ]),
    ...shown.releases.map(({ release_id: release, campaign_id: id, adds_up: isRight }) => [
      `${release}: ${id}`,
      verdict(isRight),
    ]),
  ]);
}

function printRows({ print }: CommandContext, rows: readonly (readonly string[])[]): void {
  for (const line of columnsText(rows, [false, false])) print(`  ${line}`);
}
