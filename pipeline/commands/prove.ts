import { resolve } from "node:path";

import { type ProofJson, proof } from "../../src/artefacts/proof.ts";
import type { RunManifest } from "../../src/artefacts/run-manifest.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { asOfMissing, consentEventUnknown, GatekeeperError, GatekeeperErrors } from "../../src/errors.ts";
import { effectOf, statedEvents } from "../../src/export/consent-proof.ts";
import { recordNumber } from "../../src/export/record-number.ts";
import { directoriesOf } from "../../src/state/directories.ts";
import { type FinishedRun, readRuns } from "../../src/state/run-store.ts";
import type { RunContext } from "../context.ts";
import { keptEvents, type ProvedFile, provedEvent } from "../kept-events.ts";
import { noticeWording, type NoticeWording } from "../notice-wording.ts";
import { openContext } from "../open-context.ts";
import { runStages } from "../pipeline.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { withEvidence } from "./open-evidence.ts";
import { printArtefact } from "./print-artefact.ts";
import { proofLines } from "./proof-lines.ts";

export interface ProveOptions extends GlobalOptions {
  readonly consent: string;
  /** The moment to ask the gates at; that of the newest run by default. */
  readonly asOf: string | undefined;
}

/**
 * Traces a statement of somebody's wishes to the record it was made in, and says what it allows, what it lifts and what stands
 * against it now; one that no input file has any more is found in the files that earlier runs were made of. For the officer.
 * Throws GK0101, GK0422 and every GK02xx of the configuration.
 */
export async function prove(options: ProveOptions, command: CommandContext): Promise<void> {
  const projectFolder = resolve(command.folder, options.projectDir);
  const project = loadProject(projectFolder, command.environment, options);
  const runs = await readRuns(directoriesOf(projectFolder).runs);
  const wordingOf = await noticeWording(project, runs, command.language);
  const asOf = options.asOf ?? runs[0]?.manifest.as_of_text;
  if (asOf === undefined) throw asOfMissing({});
  const current = await currentEvents({ ...options, asOf }, { runs, wordingOf }, command);
  const kept = await withEvidence(options, command, async (evidence) =>
    keptEvents(evidence, runs, options.consent, new Set(current.map(({ file_id: id }) => id)), wordingOf),
  );
  const events = [...current, ...kept];
  if (events.length === 0) throw consentEventUnknown({});
  const found: ProofJson = { consent_id: options.consent, as_of: asOf, events };
  if (command.format === "json") printArtefact(proof, found, command);
  else for (const line of proofLines(found, command.messages)) command.print(line);
}

/** What is told of a statement beside what the files say. */
interface Past {
  readonly runs: readonly FinishedRun[];
  readonly wordingOf: NoticeWording;
}

/** The statements of the input files as they are now; none, with a warning, where these cannot be loaded. */
async function currentEvents(
  options: ProveOptions & { readonly asOf: string },
  past: Past,
  command: CommandContext,
): Promise<ProofJson["events"]> {
  const projectFolder = resolve(command.folder, options.projectDir);
  const request = { ...options, ...command, projectFolder, select: [], exclude: [], purpose: "plan" as const };
  try {
    const opened = await openContext(request);
    try {
      await runStages(opened.context, "gate");
      return await eventsOf(opened.context, options.consent, past);
    } finally {
      await opened.close();
    }
  } catch (error) {
    const isBug = error instanceof GatekeeperError ? error.category === "bug" : !(error instanceof GatekeeperErrors);
    if (isBug) throw error;
    command.reporter.warn(command.messages.evidenceText.prove.notLoaded);
    return [];
  }
}

async function eventsOf(
  { engine, catalog, results }: RunContext,
  consent: string,
  { runs, wordingOf }: Past,
): Promise<ProofJson["events"]> {
  const inputs = new Map<string, Pick<RunManifest["inputs"][number], "malformed">>([
    ...runs.toReversed().flatMap(({ manifest }) => manifest.inputs.map((input) => [input.file_id, input] as const)),
    ...results.inputs.map(
      ({ loaded }) => [loaded.fileId, { malformed: loaded.malformed.map(({ record }) => record) }] as const,
    ),
  ]);
  const numberOf = (fileId: string, index: number) => recordNumber(index, inputs.get(fileId)?.malformed ?? []);
  const events: ProofJson["events"][number][] = [];
  for (const event of await statedEvents(engine, "raw.consent_events", consent)) {
    for (const { source, file, loaded } of results.inputs.filter((input) => input.loaded.fileId === event.fileId)) {
      const found: ProvedFile = {
        source: source.source,
        file,
        sha256: loaded.sha256,
        firstSeenAt: loaded.firstSeenAt,
        record: numberOf(event.fileId, event.recordIndex),
        isCurrent: true,
      };
      events.push(provedEvent(event, found, runs, wordingOf, await effectOf(engine, catalog, event, numberOf)));
    }
  }
  return events;
}
