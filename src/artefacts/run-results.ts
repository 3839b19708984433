import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { publicCountsSchema } from "./counts.ts";
import { approval, count, day, list, moment, record, runId } from "./parts.ts";

const schema = record({
  run_id: runId,
  as_of: moment,
  status: z.literal("success"),
  stages: list(
    record({
      stage: z.string(),
      status: z.literal("success"),
      elapsed_ms: count,
      peak_memory_mb: count.describe("The most memory the process had taken by the stage's end"),
    }),
  ),
  campaigns: list(
    record({
      campaign_id: z.string(),
      status: z.literal("staged"),
      approval,
      send_from: day,
      send_to: day,
    }),
  ),
  reports: list(
    record({
      report_id: z.string(),
      files: list(z.string()).describe("Relative to the report's folder"),
      cells_withheld: count,
    }),
  ),
  counts: publicCountsSchema,
  data_findings: list(
    record({
      source_id: z.string(),
      finding: z.string(),
      share: z.string().nullable().describe("Of the source's records, as a wide band; null is withheld"),
    }),
  ).describe("What is doubtful in the data"),
});

export type RunResultsJson = z.output<typeof schema>;

/** How a run went, as anyone may read it: numbers come from the protected counts only. */
export const runResultsArtefact: Artefact<RunResultsJson> = {
  name: "run-results",
  file: "runs/RUN/public/run_results.json",
  title: {
    en: "How a run went: status, timings, files, protected counts",
    "zh-CN": "一次运行的情况：状态、耗时、文件、受保护计数",
  },
  schema,
};
