import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { campaignUnknown } from "../../src/errors.ts";
import { openDuckDBEngine } from "../../src/engine/duckdb/engine.ts";
import { explainCandidate, type Explanation } from "../../src/export/explanation.ts";
import { nearest } from "../../src/expression/suggest.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { openDirectories } from "../../src/state/directories.ts";
import { findRun } from "../../src/state/run-store.ts";
import { ReleaseStore } from "../../src/state/release-store.ts";
import { StopsStore } from "../../src/state/stops-store.ts";
import { engineSettings } from "../engine-settings.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";

export interface ExplainOptions extends GlobalOptions {
  readonly campaign: string;
  readonly customer: string;
  readonly run: string | undefined;
}

/**
 * Says why a run listed or refused a customer: every reason with its evidence, down to file and record. It reads the run's
 * private side, so it is for the officer. Throws GK0404 and GK0405.
 */
export async function explain(options: ExplainOptions, command: CommandContext): Promise<void> {
  const project = loadProject(resolve(command.folder, options.projectDir), command.environment, options);
  const directories = await openDirectories(project.directory);
  const finished = await findRun(directories.runs, options.run);
  const known = finished.manifest.campaigns.map(({ campaign_id: id }) => id);
  if (!known.includes(options.campaign))
    throw campaignUnknown({ campaign: options.campaign, nearest: nearest(options.campaign, known) });
  const temporaryFolder = join(directories.temporary, `${process.pid}`);
  const engine = await openDuckDBEngine({
    ...engineSettings(project),
    temporaryFolder,
    folders: [directories.runs, directories.state, directories.releases],
  });
  try {
    const stops = await StopsStore.open(directories.state, true);
    const explanation = await explainCandidate(engine, readCatalog(), {
      finished,
      stops,
      releases: await ReleaseStore.open(directories.releases),
      campaignId: options.campaign,
      personId: options.customer,
    });
    report(explanation, command);
  } finally {
    await engine.close();
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

function report(explanation: Explanation, { format, print, messages }: CommandContext): void {
  if (format === "json") {
    print(canonicalJson(explanation));
    return;
  }
  if (explanation.outcome === "not_in_audience") {
    print(messages.notInAudience(explanation.campaign_id, explanation.customer_id, explanation.run_id));
    return;
  }
  print(messages.explained(explanation.campaign_id, explanation.customer_id, explanation.outcome, explanation.run_id));
  for (const reason of explanation.reasons) {
    print("");
    print(
      `  ${reason.reason_code === explanation.primary_reason ? "▶" : " "} ${reason.reason_code}  ${reason.label.en} / ${reason.label["zh-CN"]}`,
    );
    print(`      ${reason.meaning}`);
    for (const { contact_key: contactKey, evidence } of reason.findings) {
      print(`      ${contactKey === null ? "" : `${contactKey}: `}${evidence}`);
    }
    if (reason.law !== "none") print(`      ${messages.law}: ${reason.law}`);
  }
  print("");
  print(messages.gatesPassed(explanation.gates_passed.length, explanation.reasons.length === 0));
  for (const { release_id: releaseId, primary_reason: reason } of explanation.removed)
    print(messages.removedAt(releaseId, reason));
}
