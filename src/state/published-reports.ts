import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

import type { ReportDescription } from "../artefacts/report-description.ts";
import { stateUnreadable } from "../errors.ts";
import type { FinishedRun } from "./run-store.ts";

/**
 * Whether a finished run published a table of which some cells are withheld and others are not: whoever learns a total of it can
 * subtract. Throws GK0610 when the description of a report is unreadable.
 */
export async function publishedBesideWithheld(run: FinishedRun): Promise<boolean> {
  const folder = join(run.folder, "public", "reports");
  const reports = await readdir(folder).catch(() => []);
  for (const report of reports) {
    const { tables } = await descriptionOf(run, report);
    if (tables.some((table) => table.cells_withheld > 0 && !table.is_withheld_whole)) return true;
  }
  return false;
}

async function descriptionOf({ folder }: FinishedRun, report: string): Promise<Pick<ReportDescription, "tables">> {
  const path = join(folder, "public", "reports", report, "report.json");
  // Retention may have left an empty folder, which published nothing.
  if (!existsSync(path)) return { tables: [] };
  try {
    return JSON.parse(await readFile(path, "utf8")) as ReportDescription;
  } catch (cause) {
    const run = basename(folder);
    throw stateUnreadable(
      {
        what: { en: `report ${report} of run ${run}`, "zh-CN": `运行 ${run} 的报表 ${report}` },
        path: `runs/${run}/public/reports/${report}/report.json`,
      },
      { cause },
    );
  }
}
