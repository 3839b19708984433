import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { protectCounts, type PublicCounts } from "../../src/disclosure/counts.ts";
import { publicCountsJson } from "../../src/export/run-artefacts.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { finishedRuns } from "../../src/state/run-store.ts";
import { columnsText } from "../../src/report/text.ts";
import type { RunContext } from "../context.ts";
import { openContext } from "../open-context.ts";
import { runStages } from "../pipeline.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { printCounts } from "./run.ts";

export interface PlanOptions extends GlobalOptions {
  readonly asOf: string;
  readonly select: readonly string[];
}

/** Counts what a run would decide, by reason class and protected, and what changed since the last run. Stages nothing. */
export async function plan(options: PlanOptions, command: CommandContext): Promise<void> {
  const opened = await openContext({ ...options, ...command, projectFolder: resolve(command.folder, options.projectDir), purpose: "plan" });
  const forget = command.onStop(async () => {
    opened.context.engine.interrupt();
    return Promise.resolve();
  });
  try {
    await runStages(opened.context, "disclosure");
    await report(opened.context, command);
  } finally {
    forget();
    await opened.close();
  }
}

async function report(context: RunContext, command: CommandContext): Promise<void> {
  const { print, messages, format } = command;
  const { minimumUnits } = context.project.disclosure;
  const counts = context.results.counts.map((exact) => protectCounts(exact, minimumUnits));
  const last = await lastCounts(context);
  if (format === "json") {
    print(canonicalJson({ as_of: context.asOf.at, counts: publicCountsJson(counts, minimumUnits), last_run: last?.runId ?? null }));
    return;
  }
  print(messages.planned(context.asOf.text));
  printCounts(context, command);
  if (last !== null) for (const line of changeLines(last, counts, command)) print(line);
  print("");
  print(messages.next(`gatekeeper run --as-of ${context.asOf.text}`));
}

interface LastCounts {
  readonly runId: string;
  readonly listed: ReadonlyMap<string, number | null>;
}

/** What the newest run published; both sides of a change are protected counts already. */
async function lastCounts({ directories }: RunContext): Promise<LastCounts | null> {
  const [runId] = await finishedRuns(directories.runs);
  if (runId === undefined) return null;
  const text = await readFile(join(directories.runs, runId, "public", "counts.json"), "utf8");
  const { campaigns } = JSON.parse(text) as { campaigns: { campaign_id: string; listed: number | null }[] };
  return { runId, listed: new Map(campaigns.map(({ campaign_id: id, listed }) => [id, listed])) };
}

function changeLines(last: LastCounts, counts: readonly PublicCounts[], { messages }: CommandContext): string[] {
  const shown = (people: number | null | undefined) => (people === null ? "[c]" : people === undefined ? "–" : String(people));
  const rows = counts.map(({ campaignId, listed }) => [campaignId, messages.listed, messages.change(shown(last.listed.get(campaignId)), shown(listed))]);
  return ["", messages.since(last.runId), ...columnsText(rows, [false, false, false]).map((line) => `  ${line}`)];
}
