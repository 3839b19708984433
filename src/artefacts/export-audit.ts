import * as z from "zod";
import { OBJECTION_KINDS } from "../domain/objection-kinds.ts";
import type { Artefact } from "./artefact.ts";
import { count, list, record } from "./parts.ts";

const cell = record({
  file: z.string(),
  line: count.nullable().describe("Of the file, from 1; null where it has no lines"),
  values: z.record(z.string(), z.string()).describe("By dimension; one that is summed over is not there"),
  measure: z.string().describe("The column; text for a number that text says"),
});

const objection = record({
  kind: z
    .enum(OBJECTION_KINDS)
    .describe(
      "individual_value: one customer's own number; too_few: fewer customers than the least; contactable_too_few: as few could be contacted, or could not; beside_withheld: printed in a row that withholds its count; exact: it follows by arithmetic; narrow: it can only be too few; contradiction: the numbers cannot all be; difference: two releases differ by too few; in_text: text says what tables withhold; insider: somebody who is counted learns too much of the others",
    ),
  cell,
  combination: list(
    record({
      times: z.string().nullable().describe("The multiple that is added up; null where it takes part by being a bound"),
      cell,
    }),
  ).describe("What gives the cell away"),
  parts_left_out: count.describe("Parts of a long combination that are not listed"),
});

const schema = record({
  verdict: z.enum(["clean", "objected"]),
  checked: record({
    files: count,
    tables: count,
    rows: count,
    withheld_numbers: count.describe("Numbers that no file prints, each of which was attacked"),
    equations: count,
    compared_cells: count.describe("Cells that another release has too"),
    without_program: count.describe(
      "Withheld numbers among too many unknowns for linear programs: attacked by elimination alone",
    ),
    is_whole: z.boolean().describe("Whether every equation was looked at"),
  }),
  objections: list(objection),
  remarks: list(objection).describe(
    "Cells of two moments that differ by few: objections, if nobody left them in between",
  ),
});

export type ExportAuditJson = z.output<typeof schema>;

/** What an attack on written reports found. It says what gives a number away, and not the number. */
export const exportAuditArtefact: Artefact<ExportAuditJson> = {
  name: "export-audit",
  file: "audit export --format json",
  title: {
    en: "What an attack on written reports found, and what gives each number away",
    "zh-CN": "对所写报表的攻击发现了什么，以及各数字由什么推知",
  },
  schema,
};
