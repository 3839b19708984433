import { join, relative, resolve } from "node:path";

import { protectCounts } from "../../src/disclosure/counts.ts";
import { writeJson } from "../../src/export/run-artefacts.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { publishFolder } from "../../src/io/atomic-write.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { countsLines } from "../../src/report/counts-table.ts";
import type { RunContext } from "../context.ts";
import { type OpenContext, openContext } from "../open-context.ts";
import { runStages, type StageName } from "../pipeline.ts";
import { runResults } from "../run-results.ts";
import { runFolder } from "../stages/export.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";

export interface RunOptions extends GlobalOptions {
  readonly asOf: string;
  readonly select: readonly string[];
  readonly until: StageName;
}

/** Runs everything up to staged lists and protected reports, and publishes the run's folder under its id. */
export async function run(options: RunOptions, command: CommandContext): Promise<void> {
  const opened = await openContext({ ...options, ...command, projectFolder: resolve(command.folder, options.projectDir), purpose: "run" });
  const forget = command.onStop(async () => {
    opened.context.engine.interrupt();
    await opened.lease?.release();
  });
  try {
    const isNew = await runStages(opened.context, options.until);
    if (options.until === "export" && isNew) await publish(opened);
    report(opened.context, command, { isNew, until: options.until });
  } finally {
    forget();
    await opened.close();
  }
}

/** One rename makes the run; the journal then says that it happened. */
async function publish({ context, lease }: OpenContext): Promise<void> {
  const { directories, results, clock } = context;
  const folder = runFolder(context);
  await writeJson(join(folder, "public", "run_results.json"), runResults(context));
  await lease?.assertHeld();
  await publishFolder(folder, join(directories.runs, results.runId));
  const journal = await openJournal(directories.journal, clock);
  await journal.append("run.finished", { run_id: results.runId, campaigns: context.campaigns.map(({ campaign }) => campaign.id) });
  await journal.close();
}

interface Outcome {
  readonly isNew: boolean;
  readonly until: StageName;
}

function report(context: RunContext, command: CommandContext, { isNew, until }: Outcome): void {
  const { messages, print, format } = command;
  if (format === "json") {
    print(canonicalJson({ ...runResults(context), is_new: isNew, until }));
    return;
  }
  if (until !== "export") print(messages.stoppedAfter(until));
  else print(isNew ? messages.runFinished(context.results.runId) : messages.runKnown(context.results.runId));
  if (context.results.counts.length > 0) printCounts(context, command);
  if (until === "export") printFiles(context, command);
}

/** The counts by reason class, protected. */
export function printCounts({ results, project }: RunContext, { print, messages }: CommandContext): void {
  const { minimumUnits } = project.disclosure;
  const counts = results.counts.map((exact) => protectCounts(exact, minimumUnits));
  for (const line of countsLines(counts, minimumUnits, messages)) print(line);
}

function printFiles(context: RunContext, command: CommandContext): void {
  const { print, messages, folder } = command;
  const { results, directories, campaigns, project } = context;
  const shown = (...parts: string[]) => relative(folder, join(directories.runs, results.runId, ...parts));
  print("");
  for (const { campaign } of campaigns) {
    const approval = campaign.approval === "none" ? messages.approvalNone : messages.approvalRequired;
    print(`${messages.stagedList(shown("private", "staged", `${campaign.id}.parquet`))}  ${approval}`);
  }
  for (const { report: definition, tables } of results.reports) {
    const withheld = tables.reduce((total, { cellsWithheld }) => total + cellsWithheld, 0);
    print(messages.report(shown("public", "reports", definition.id), withheld));
  }
  print(messages.evidence(shown("private")));
  const inProject = relative(folder, project.directory);
  const place = inProject === "" ? "" : ` -C ${inProject}`;
  print("");
  print(messages.next(`gatekeeper release ${results.runId}${place}`));
}
