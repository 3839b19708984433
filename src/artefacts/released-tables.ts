import * as z from "zod";
import { REPORT_DIMENSIONS, REPORT_MEASURES } from "../domain/report.ts";
import type { Artefact } from "./artefact.ts";
import { count, day, list, mapping, moment, record, runId, sha256 } from "./parts.ts";

const measure = z.enum(REPORT_MEASURES);

const row = record({
  values: list(z.string().nullable()).describe("A value for each dimension, rows first; null where it is summed over"),
  is_withheld: z.boolean(),
  withheld_measures: list(measure).describe("Withheld though the row is not"),
  measures: z
    .record(z.string(), z.string().nullable())
    .readonly()
    .describe("As they were published: whole numbers, and amounts and shares in ten-thousandths"),
});

const table = record({
  id: z.string(),
  rows: list(z.enum(REPORT_DIMENSIONS)),
  columns: list(z.enum(REPORT_DIMENSIONS)),
  measures: list(measure),
  totals: z.boolean(),
  has_totals: z.boolean(),
  is_withheld_whole: z.boolean(),
  inhabited_cells: count.describe("Rows that are no true zero, totals among them"),
  remainder: list(z.enum(REPORT_DIMENSIONS)),
  combined: mapping(list(z.string())).describe("Of a dimension with a remainder: the values that are one in it"),
  cells: list(row),
});

const schema = record({
  run_id: runId,
  as_of: moment,
  as_of_name: z.string().describe("What reports call the moment"),
  key_id: z.string().describe("Of the key that the hashes of customers were made with"),
  minimum_units: count,
  segmentation_sha256: sha256.describe("Of the rules that make facts, scores and segments"),
  period: record({ from: day, before: day })
    .optional()
    .describe(
      "Whose orders and revenue the tables say; all before the moment, and inside the window, where it is missing",
    ),
  tables: list(table),
});

export type ReleasedTables = z.output<typeof schema>;
export type ReleasedTable = z.output<typeof table>;

/** What a run let out, so that every later run can be looked at beside it. Who was counted is in `customers.parquet` beside it. */
export const releasedTables: Artefact<ReleasedTables> = {
  name: "released_tables",
  file: "runs/RUN/private/ledger/released_tables.json",
  title: {
    en: "The tables that a run published, cell by cell, for the comparison with later ones",
    "zh-CN": "一次运行所发布的各表的每个单元格，供与之后的发布比较",
  },
  schema,
};
