import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import type { PublicCountsJson } from "../../src/artefacts/counts.ts";
import { isMuchWithheld, type ProtectedTable } from "../../src/disclosure/protected-table.ts";
import type { CoarserGrouping } from "../../src/export/coarser-grouping.ts";
import { groupingJson } from "../../src/export/disclosure-audit-json.ts";
import { canBePartlyWithheld } from "../../src/export/describe-report.ts";
import { publicCountsJson } from "../../src/export/run-artefacts.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { finishedRuns } from "../../src/state/run-store.ts";
import { countsLines, countsTable } from "../../src/report/counts-table.ts";
import { plannedReportLines } from "../../src/report/planned-reports.ts";
import { columnsText } from "../../src/report/text.ts";
import type { RunContext } from "../context.ts";
import { openContext } from "../open-context.ts";
import { runStages } from "../pipeline.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { printTable } from "./print-table.ts";
import { projectOption } from "./project-option.ts";

export interface PlanOptions extends GlobalOptions {
  readonly asOf: string;
  readonly select: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * Counts what a run would decide, by reason class and protected, what changed since the last run, and what its reports would withhold. Stages
 * and writes nothing.
 */
export async function plan(options: PlanOptions, command: CommandContext): Promise<void> {
  const opened = await openContext({
    ...options,
    ...command,
    projectFolder: resolve(command.folder, options.projectDir),
    purpose: "plan",
    withReports: true,
  });
  try {
    await runStages(opened.context, "disclosure");
    await report(opened.context, command, options.target);
  } finally {
    await opened.close();
  }
}

async function report(context: RunContext, command: CommandContext, target: string | undefined): Promise<void> {
  const { print, messages, format } = command;
  const { minimumUnits } = context.project.disclosure;
  const counts = publicCountsJson(context.results.publicCounts, minimumUnits);
  const last = await lastCounts(context);
  if (format === "json") {
    print(
      canonicalJson({
        as_of: context.asOf.at,
        counts,
        last_run: last?.runId ?? null,
        reports: plannedReports(context),
      }),
    );
    return;
  }
  if (format !== "human") {
    printTable(countsTable(counts), format, command);
    return;
  }
  print(messages.planned(context.asOf.text));
  for (const line of countsLines(counts, messages)) print(line);
  if (last !== null) for (const line of changeLines(last, counts, command)) print(line);
  for (const line of plannedReportLines(context.results, messages)) print(line);
  print("");
  print(
    messages.next(
      `${command.program} run --as-of ${context.asOf.text}${projectOption(command.folder, context.project.directory, target)}`,
    ),
  );
}

/** How much each table of each report would show. */
function plannedReports({ project, results }: RunContext) {
  return project.reports.map(({ id }) => ({
    report_id: id,
    tables: results.tables
      .filter((table) => table.id.startsWith(`${id}/`))
      .map((table) => plannedTable(table, results.coarser)),
  }));
}

function plannedTable(table: ProtectedTable, groupings: readonly CoarserGrouping[]) {
  const coarser = groupings.find(({ id }) => id === table.id);
  return {
    table_id: table.id,
    cells: table.cells,
    cells_withheld: table.cellsWithheld,
    ...(canBePartlyWithheld(table) ? { cells_partly_withheld: table.cellsPartlyWithheld } : {}),
    is_withheld_whole: table.isWithheldWhole,
    is_much_withheld: isMuchWithheld(table),
    ...(coarser === undefined ? {} : { coarser: groupingJson(coarser) }),
  };
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

function changeLines(last: LastCounts, counts: PublicCountsJson, { messages }: CommandContext): string[] {
  const shown = (people: number | null | undefined) =>
    people === null ? "[c]" : people === undefined ? "–" : String(people);
  const rows = counts.campaigns.map(({ campaign_id: id, listed }) => [
    id,
    messages.listed,
    messages.change(shown(last.listed.get(id)), shown(listed)),
  ]);
  return ["", messages.since(last.runId), ...columnsText(rows, [false, false, false]).map((line) => `  ${line}`)];
}
