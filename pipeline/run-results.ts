import { protectCounts } from "../src/disclosure/counts.ts";
import { shareOf } from "../src/disclosure/finding-shares.ts";
import { publicCountsJson, type PublicCountsJson } from "../src/export/run-artefacts.ts";
import type { RunContext } from "./context.ts";

/** What `public/run_results.json` says: status, timings, and numbers from the protected counts only. */
export interface RunResultsJson {
  readonly run_id: string;
  readonly as_of: string;
  readonly status: "success";
  readonly stages: readonly {
    readonly stage: string;
    readonly status: "success";
    readonly elapsed_ms: number;
    readonly peak_memory_mb: number;
  }[];
  readonly campaigns: readonly {
    readonly campaign_id: string;
    readonly status: "staged";
    readonly approval: "required" | "none";
    readonly send_from: string;
    readonly send_to: string;
  }[];
  readonly reports: readonly {
    readonly report_id: string;
    readonly files: readonly string[];
    readonly cells_withheld: number;
  }[];
  readonly counts: PublicCountsJson;
  /** What is doubtful in the data, in wide bands. */
  readonly data_findings: readonly {
    readonly source_id: string;
    readonly finding: string;
    readonly share: string | null;
  }[];
}

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
      cells_withheld: tables.reduce((total, { cellsWithheld }) => total + cellsWithheld, 0),
    })),
    counts: publicCountsJson(
      results.counts.map((exact) => protectCounts(exact, minimumUnits)),
      minimumUnits,
    ),
    data_findings: results.findings
      .map((finding) => shareOf(finding, minimumUnits))
      .map(({ sourceId, finding, share }) => ({ source_id: sourceId, finding, share })),
  };
}
