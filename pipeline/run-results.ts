import type { RunResultsJson } from "../src/artefacts/run-results.ts";
import { shareOf } from "../src/disclosure/finding-shares.ts";
import { publicCountsJson } from "../src/export/run-artefacts.ts";
import type { RunContext } from "./context.ts";

/** The results of a run as anyone may read them. */
export function runResults({ results, asOf, campaigns, project }: RunContext): RunResultsJson {
  const { minimumUnits } = project.disclosure;
  return {
    run_id: results.runId,
    as_of: asOf.at,
    status: "success",
    stages: results.stages.map(({ stage, elapsedMs, peakMemoryMb }) => ({
      stage,
      status: "success",
      elapsed_ms: elapsedMs,
      peak_memory_mb: peakMemoryMb,
    })),
    campaigns: campaigns.map(({ campaign, window }) => ({
      campaign_id: campaign.id,
      status: "staged",
      approval: campaign.approval,
      send_from: window.fromDate,
      send_to: window.toDate,
    })),
    reports: results.reports.map(({ report, files, tables }) => ({
      report_id: report.id,
      files,
      cells_withheld: tables.reduce(
        (total, { cellsWithheld, cellsPartlyWithheld }) => total + cellsWithheld + cellsPartlyWithheld,
        0,
      ),
    })),
    counts: publicCountsJson(results.publicCounts, minimumUnits, results.publicNotices),
    data_findings: results.findings
      .map((finding) => shareOf(finding, minimumUnits))
      .map(({ sourceId, finding, share }) => ({ source_id: sourceId, finding, share })),
  };
}
