import { resolve } from "node:path";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { loadProject } from "../../src/config/load-project.ts";
import {
  explanation as explanationArtefact,
  type ExplanationJson,
  type MarketersExplanation,
  marketersExplanation,
} from "../../src/artefacts/explanation.ts";
import { campaignUnknown, notReleased, runPruned } from "../../src/errors.ts";
import {
  type Evidence,
  explainCandidate,
  type ExplainedReason,
  type Explanation,
} from "../../src/export/explanation.ts";
import { marketersAnswer } from "../../src/export/marketers-answer.ts";
import { nearest } from "../../src/expression/suggest.ts";
import type { Messages } from "../../src/report/messages.ts";
import { columnsText } from "../../src/report/text.ts";
import { openDirectories } from "../../src/state/directories.ts";
import { findRun } from "../../src/state/run-store.ts";
import { ReleaseStore } from "../../src/state/release-store.ts";
import { engineSettings } from "../engine-settings.ts";
import { openState } from "../open-state.ts";
import type { CommandContext, GlobalOptions, Reader } from "./command.ts";
import { printArtefact } from "./print-artefact.ts";
import { projectOption } from "./project-option.ts";

export interface ExplainOptions extends GlobalOptions {
  readonly campaign: string;
  readonly customer: string;
  readonly run: string | undefined;
  readonly reader: Reader;
}

/**
 * Says why a run listed or refused a customer: to the officer what every gate said, with the evidence down to file and record;
 * to a marketer whether the customer is on the list of a campaign that was released, and the class of the reason. Throws GK0404,
 * GK0405, GK0409, GK0420, and GK0421 for a marketer who asks before the release.
 */
export async function explain(options: ExplainOptions, command: CommandContext): Promise<void> {
  const project = loadProject(resolve(command.folder, options.projectDir), command.environment, options);
  const directories = await openDirectories(project.directory);
  const finished = await findRun(directories.runs, options.run);
  const known = finished.manifest.campaigns.map(({ campaign_id: id }) => id);
  if (!known.includes(options.campaign))
    throw campaignUnknown({
      campaign: options.campaign,
      nearest: nearest(options.campaign, known),
      run: { id: finished.manifest.run_id, campaigns: known },
    });
  const releases = await ReleaseStore.open(directories.releases);
  if (options.reader === "marketer") assertReleased(finished.manifest.run_id, options.campaign, releases);
  if (finished.pruned.includes("decisions.parquet")) throw runPruned({ run: finished.manifest.run_id });
  const { engine, stops, close } = await openState(directories, engineSettings(project.engine), null);
  try {
    const catalog = readCatalog();
    const explanation = await explainCandidate(engine, catalog, {
      finished,
      stops,
      releases,
      campaignId: options.campaign,
      customerId: options.customer,
    });
    if (options.reader === "marketer") {
      reportToMarketer(marketersAnswer(explanation, catalog.gates), command);
      return;
    }
    report(explanation, command);
    printNext(project.directory, options, command);
  } finally {
    await close();
  }
}

/** A list that was released was approved where it had to be. */
function assertReleased(runId: string, campaign: string, releases: ReleaseStore): void {
  if (releases.ofRun(runId, campaign) === undefined) throw notReleased({ campaign, run: runId });
}

function reportToMarketer(answer: MarketersExplanation, command: CommandContext): void {
  const { format, print, messages } = command;
  if (format === "json") {
    printArtefact(marketersExplanation, answer, command);
    return;
  }
  const { campaign_id: campaign, customer_id: customer, run_id: runId, reason_class: reasonClass } = answer;
  const because = reasonClass === null ? null : (messages.reasonClasses[reasonClass] ?? null);
  print(
    answer.verdict === "listed"
      ? messages.evidenceText.isListed(campaign, customer, runId)
      : messages.evidenceText.isNotListed(campaign, customer, runId, because),
  );
}

function report(explanation: Explanation, command: CommandContext): void {
  const { format, print, messages } = command;
  if (format === "json") {
    const reasons = explanation.reasons.map((reason) => reasonJson(reason, messages));
    printArtefact(explanationArtefact, { ...explanation, reasons }, command);
    return;
  }
  const { customer_id: customer, person_id: person } = explanation;
  if (customer !== person) print(messages.isMerged(customer, person));
  if (explanation.outcome === "not_in_audience") {
    printNotInAudience(explanation, command);
    return;
  }
  print(messages.explained(explanation.campaign_id, explanation.customer_id, explanation.outcome, explanation.run_id));
  printReasons(explanation, command);
  printList(explanation, command);
  print("");
  print(messages.gatesPassed(explanation.gates_passed.length, explanation.reasons.length === 0));
  for (const { release_id: releaseId, primary_reason: reason } of explanation.removed)
    print(messages.removedAt(releaseId, reason));
  printGates(explanation, command);
}

/** What every gate said, in the order of severity. */
function printGates({ gates }: Explanation, { print, messages }: CommandContext): void {
  const { everyGate, verdicts } = messages.evidenceText;
  print("");
  print(everyGate);
  const rows = gates.map(({ reason_code: code, verdict, law }) => [code, verdicts[verdict], messages.citation(law)]);
  for (const line of columnsText(rows, [false, false, false])) print(`  ${line}`);
}

function printNotInAudience(explanation: Explanation, command: CommandContext): void {
  const { print, messages } = command;
  const { campaign_id: campaign, customer_id: customer, run_id: runId, reasons, list } = explanation;
  const isOffList = list !== null && !list.is_on_list;
  if (reasons.length > 0) print(messages.objects(campaign, customer, runId));
  else if (isOffList) print(messages.lists.startsElsewhere(campaign, customer, runId));
  else print(messages.notInAudience(campaign, customer, runId));
  printReasons(explanation, command);
  printList(explanation, command);
}

function printReasons({ reasons, primary_reason: primary }: Explanation, command: CommandContext): void {
  for (const reason of reasons)
    for (const line of reasonLines(reason, reason.reason_code === primary, command)) command.print(line);
}

/** How the person stood with the list that the campaign starts from, with what decided it. */
function printList({ list }: Explanation, { print, messages }: CommandContext): void {
  if (list === null) return;
  print("");
  print(list.is_on_list ? messages.lists.isOn(list.list) : messages.lists.isNotOn(list.list));
  for (const [name, value] of Object.entries(list.facts)) print(`      ${messages.lists.fact(name, value)}`);
}

/** What a change of the campaign would do is what somebody asks who has read why. */
function printNext(projectFolder: string, { campaign, target }: ExplainOptions, command: CommandContext): void {
  const { print, messages, format, program, folder } = command;
  if (format !== "human") return;
  print("");
  print(messages.next(`${program} plan ${campaign} --as-of DAY${projectOption(folder, projectFolder, target)}`));
}

function reasonJson(reason: ExplainedReason, messages: Messages): ExplanationJson["reasons"][number] {
  const findings = reason.findings.map(({ contact_key, evidence }) => ({
    contact_key,
    evidence: evidenceText(evidence, messages),
  }));
  return { ...reason, findings };
}

function reasonLines(reason: ExplainedReason, isPrimary: boolean, { messages, language }: CommandContext): string[] {
  const { reason_code: code, label, meaning, law } = reason;
  const findings = reason.findings.map(({ contact_key: contactKey, evidence }) => {
    const text = evidenceText(evidence, messages);
    return `      ${contactKey === null ? text : messages.evidenceOn(contactKey, text)}`;
  });
  return [
    "",
    `  ${isPrimary ? "▶" : " "} ${code}  ${label[language]}`,
    `      ${meaning[language]}`,
    ...findings,
    ...(law === "none" ? [] : [`      ${messages.law(law)}`]),
  ];
}

function evidenceText(evidence: Evidence, messages: Messages): string {
  return evidence.kind === "denial" ? messages.denial(evidence.denial) : messages.otherEvidence(evidence.text);
}
