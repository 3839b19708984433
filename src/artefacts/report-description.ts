import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, day, list, record, runId } from "./parts.ts";

const schema = record({
  id: z.string(),
  title: record({ en: z.string(), "zh-CN": z.string() }).nullable(),
  as_of: day,
  run_id: runId,
  currency: z.string(),
  protected_unit: z.literal("customer").describe("Whose privacy a withheld cell protects"),
  minimum_units: count,
  files: list(z.string()).describe("The data files, relative to this one"),
  tables: list(
    record({
      id: z.string(),
      columns: list(z.string()),
      cells_withheld: count,
      cells_partly_withheld: count
        .optional()
        .describe("Cells of which only who could be contacted is withheld; of tables that count it"),
      has_totals: z.boolean(),
      is_withheld_whole: z.boolean(),
    }),
  ),
});

export type ReportDescription = z.output<typeof schema>;

/** What a report's tables say, and which of their cells are withheld. */
export const reportDescription: Artefact<ReportDescription> = {
  name: "report-description",
  file: "runs/RUN/public/reports/REPORT/report.json",
  title: {
    en: "What a report's tables say, and how many of their cells are withheld",
    "zh-CN": "报表中各表的内容，以及隐去的单元格数",
  },
  schema,
};
