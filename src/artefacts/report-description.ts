import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, day, list, mapping, record, runId } from "./parts.ts";

/** What a report and each of its tables say of themselves. */
const common = {
  as_of: day,
  run_id: runId,
  period: record({ from: day.nullable(), before: z.string() }).describe(
    "Whose orders and revenue are said: from that day on, or all where it is null, and before that day or instant",
  ),
  customers: record({ from: day.nullable(), before: z.string() }).describe(
    "Who bought from that day on, or ever where it is null, and before that day or instant, is counted as a customer",
  ),
  currency: z.string(),
  protected_unit: z.literal("customer").describe("Whose privacy a withheld cell protects"),
  minimum_units: count.describe("A cell of fewer is withheld, and more than none"),
  zeros: z.enum(["publish", "protect"]).describe("Whether a cell of nobody is printed, or withheld as one of few is"),
  withholds_complementary_cells: z
    .literal(true)
    .describe("Others are withheld with them, from which they could be worked out; it is told of no cell which it is"),
  value_status: record({ published: z.string(), partly_withheld: z.string(), withheld: z.string() }).describe(
    "What each word of the column value_status means",
  ),
};

const withheld = {
  cells: count.describe("Cells and totals that are no true zero"),
  cells_withheld: count,
  cells_partly_withheld: count
    .optional()
    .describe("Cells of which only amounts, or who could be contacted, are withheld; of tables with such measures"),
  is_much_withheld: z.boolean().describe("More than a fifth of the cells are: a coarser table would say more"),
  is_withheld_whole: z.boolean(),
  has_totals: z.boolean(),
  remainder: list(z.string()).describe("Dimensions of which small values are one, (other)"),
};

const measureTypes = z
  .enum(["state", "cumulative", "flow"])
  .describe(
    "A state is of customers at the as-of moment and is never added up; what is cumulative is of everything in the period up to that moment; flows of periods that follow each other add up",
  );

const title = record({ en: z.string(), "zh-CN": z.string() }).nullable();

const reportSchema = record({
  id: z.string(),
  title,
  ...common,
  files: list(z.string()).describe("The data files, relative to this one"),
  measure_types: mapping(measureTypes).describe("Of each measure of its tables"),
  tables: list(record({ id: z.string(), columns: list(z.string()), ...withheld })),
});

const tableSchema = record({
  id: z.string(),
  report_id: z.string(),
  title,
  ...common,
  ...withheld,
  files: list(z.string()).describe("The data files of this table, relative to this one: the same in each format"),
  columns: list(
    record({
      name: z.string(),
      kind: z.enum(["dimension", "measure", "status"]),
      type: z.enum(["text", "whole", "decimal"]).describe("decimal has four places"),
      measure_type: measureTypes.optional(),
    }),
  ),
});

export type ReportDescription = z.output<typeof reportSchema>;
export type TableDescription = z.output<typeof tableSchema>;

/** What a report's tables say, and how many of their cells are withheld. */
export const reportDescription: Artefact<ReportDescription> = {
  name: "report-description",
  file: "runs/RUN/public/reports/REPORT/report.json",
  title: {
    en: "What a report's tables say, and how many of their cells are withheld",
    "zh-CN": "报表中各表的内容，以及隐去的单元格数",
  },
  schema: reportSchema,
};

/** The same beside the data files of one table, for whoever gets no other file. */
export const tableDescription: Artefact<TableDescription> = {
  name: "table-description",
  file: "runs/RUN/public/reports/REPORT/TABLE.metadata.json",
  title: {
    en: "What the data files of one table of a report say, and how many of its cells are withheld",
    "zh-CN": "报表中一张表的数据文件的内容，以及隐去的单元格数",
  },
  schema: tableSchema,
};
