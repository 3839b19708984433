import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, list, mapping, record, runId } from "./parts.ts";

const distances = record({ below: z.number(), above: z.number() });

const cellSchema = record({
  table: z.string().nullable().describe("Null of what is no row of a table, such as the difference of two of them"),
  values: list(z.string().nullable()).describe("Of the table's dimensions, null where it is summed over"),
  value: z.number().describe("The true one"),
  need: distances.describe("How far a reader must err, both ways"),
  reached: distances.describe(
    "How far from the truth tables are that nobody can exclude; at least the need, but where a side is free or the row is in unprotectable",
  ),
  free: list(z.enum(["below", "above"])).describe("Sides on which nothing that is printed holds it"),
});

const certificateSchema = record({
  repairs: count.describe("How often the audit found a cell too narrow and more was withheld"),
  unprotectable: list(z.string()).describe("Rows that could not be protected, so that more is withheld"),
  cells: list(cellSchema).describe("Every cell that had to be protected"),
});

const groupingSchema = record({
  rows: list(z.string()),
  columns: list(z.string()),
  remainder: list(z.string()),
  cells: count,
  cells_withheld: count,
});

const tableSchema = record({
  id: z.string(),
  cells: count,
  cells_withheld: count,
  is_withheld_whole: z.boolean(),
  combined: mapping(list(z.string())).describe("By dimension, the values that are one in the remainder"),
  coarser: groupingSchema
    .nullable()
    .describe(
      "Where more than a fifth is withheld, the finest grouping tried that would pass; null where none was, or none is needed",
    ),
});

const schema = record({
  run_id: runId,
  method: record({ elimination: z.string(), audit: z.string(), solver: z.string() }),
  rules: record({
    minimum_units: count,
    percent: z.number().describe("How near to what one customer brings a reader may come"),
    are_zeros_protected: z.boolean(),
    dominance: record({ units: count, percent: z.number() })
      .nullable()
      .describe("So many customers may not bring more than that of an amount; null where that is not asked"),
  }).describe("Told to nobody else"),
  certificates: record({
    customers: certificateSchema.optional(),
    orders: certificateSchema.optional(),
    revenue: certificateSchema.optional(),
  }).describe("By measure; absent where no table prints it"),
  tables: list(tableSchema),
});

export type DisclosureAuditJson = z.output<typeof schema>;

/** The proof that no reader comes too near to what the reports of a run withhold: for the officer. */
export const disclosureAudit: Artefact<DisclosureAuditJson> = {
  name: "disclosure-audit",
  file: "runs/RUN/private/disclosure_audit.json",
  title: {
    en: "The proof of what the reports of a run withhold, and coarser groupings that would withhold less",
    "zh-CN": "一次运行的报表所隐去内容的证明，以及隐去更少的较粗分组",
  },
  schema,
};
