import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

import { writeArtefact } from "../../src/artefacts/artefact.ts";
import { type RunResultsJson, runResultsArtefact } from "../../src/artefacts/run-results.ts";
import { DATA_FINDINGS } from "../../src/domain/data-findings.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { tablesWithoutRecords } from "../../src/load/tables-without-records.ts";
import { countsLines, countsTable } from "../../src/report/counts-table.ts";
import { findingsLines } from "../../src/report/findings-lines.ts";
import { columnsText } from "../../src/report/text.ts";
import { findRun, finishedRuns } from "../../src/state/run-store.ts";
import type { RunContext } from "../context.ts";
import { type OpenContext, openContext } from "../open-context.ts";
import { publish } from "../publication.ts";
import { runArtefactHashes } from "../run-artefact-hashes.ts";
import { runStages, type StageName } from "../pipeline.ts";
import { runResults } from "../run-results.ts";
import { runFolder } from "../run-folder.ts";
import { erasureProblems } from "../unfinished-erasures.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { printTable } from "./print-table.ts";
import { projectOption } from "./project-option.ts";
import { warningText } from "./report-failure.ts";

export interface RunOptions extends GlobalOptions {
  readonly asOf: string;
  readonly compareAsOf?: string | undefined;
  readonly select: readonly string[];
  readonly exclude: readonly string[];
  readonly until: StageName;
}

/**
 * Runs everything up to staged lists and protected reports, and publishes the run's folder under its id. The same run is
 * found again, and then nothing is new.
 */
export async function run(options: RunOptions, command: CommandContext): Promise<{ readonly isNew: boolean }> {
  const opened = await openContext({
    ...options,
    ...command,
    projectFolder: resolve(command.folder, options.projectDir),
    purpose: "run",
  });
  try {
    const { directories } = opened.context;
    for (const problem of erasureProblems(await readJournal(directories.journal)))
      command.reporter.warn(warningText(problem, command.language));
    const isNew = await runStages(opened.context, options.until);
    if (options.until === "export" && isNew) await publishRun(opened);
    await report(opened.context, command, { isNew, until: options.until, target: options.target });
    return { isNew };
  } finally {
    await opened.close();
  }
}

async function publishRun({ context, lease }: OpenContext): Promise<void> {
  const { directories, results, clock, campaigns } = context;
  const temporary = runFolder(context);
  await writeArtefact(join(temporary, "public", "run_results.json"), runResultsArtefact, runResults(context));
  const artefacts = await runArtefactHashes(temporary);
  const details = { campaigns: campaigns.map(({ campaign }) => campaign.id), artefacts };
  await publish(directories, context.project.journal, clock, lease, {
    kind: "run",
    id: results.runId,
    temporary,
    details,
  });
}

interface Outcome {
  readonly isNew: boolean;
  readonly until: StageName;
  /** The target that was asked for, which the next command must ask for too. */
  readonly target: string | undefined;
}

/** Tells from the published run itself, so that a run found again says the same as the first time. */
async function report(context: RunContext, command: CommandContext, { isNew, until, target }: Outcome): Promise<void> {
  const { messages, print, format } = command;
  if (!isNew && (await findRun(context.directories.runs, context.results.runId)).pruned.includes("staged"))
    command.reporter.warn(messages.prune.runWasPruned(context.results.runId));
  const results = until === "export" ? await readRunResults(context) : runResults(context);
  if (format === "json") {
    print(canonicalJson({ ...results, is_new: isNew, until }));
    return;
  }
  if (format !== "human") {
    printTable(countsTable(results.counts), format, command);
    return;
  }
  if (until === "export") print(isNew ? messages.runFinished(results.run_id) : messages.runKnown(results.run_id));
  else print(messages.stoppedAfter(until));
  for (const line of countsLines(results.counts, messages)) print(line);
  const labelOf = (finding: string) => DATA_FINDINGS[finding]?.[command.language] ?? finding;
  if (command.verbose) for (const line of findingsLines(results.data_findings, labelOf, messages)) print(line);
  if (until === "export")
    await printFiles(results, projectOption(command.folder, context.project.directory, target), context, command);
}

async function readRunResults({ directories, results }: RunContext): Promise<RunResultsJson> {
  const path = join(directories.runs, results.runId, "public", "run_results.json");
  return JSON.parse(await readFile(path, "utf8")) as RunResultsJson;
}

async function printFiles(
  results: RunResultsJson,
  project: string,
  context: RunContext,
  { print, messages, folder, program, verbose }: CommandContext,
): Promise<void> {
  const { directories } = context;
  const shown = (...parts: string[]) => relative(folder, join(directories.runs, results.run_id, ...parts));
  const lines = [
    ...results.campaigns.map(({ campaign_id: id, approval }) => [
      messages.stagedList,
      shown("private", "staged", `${id}.parquet`),
      approval === "none" ? messages.approvalNone : messages.approvalRequired,
    ]),
    ...results.reports.map(({ report_id: id, cells_withheld: withheld }) => [
      messages.report,
      shown("public", "reports", id),
      messages.cellsWithheld(withheld),
    ]),
    [messages.evidence, shown("private"), ""],
    [messages.dataQuality, shown("private", "quality.json"), messages.findings(results.data_findings.length, verbose)],
  ];
  print("");
  for (const line of columnsText(lines, [false, false, false])) print(line);
  print("");
  const waiting = results.campaigns.find(({ approval }) => approval === "required");
  // A count that is withheld says nothing, so a list that may be empty is offered like any other.
  const mayBeListed = results.counts.campaigns.some(({ listed }) => listed !== 0);
  const isAnybodyListed = mayBeListed && tablesWithoutRecords(context.results.inputs).length === 0;
  print(
    messages.next(
      `${program} ${isAnybodyListed ? nextWith(results.run_id, waiting?.campaign_id) : "validate"}${project}`,
    ),
  );
  const [first] = results.campaigns;
  const [newest] = await finishedRuns(directories.runs);
  const ofRun = newest === results.run_id ? "" : ` --run ${results.run_id}`;
  if (first !== undefined)
    print(messages.orWhy(`${program} explain ${first.campaign_id} --customer ID${ofRun}${project}`));
}

/** A list that waits for an approval cannot be released before. */
function nextWith(runId: string, waiting: string | undefined): string {
  return waiting === undefined ? `release ${runId}` : `approve ${waiting} --run ${runId} --until DAY --key FILE`;
}
