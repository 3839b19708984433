import * as z from "zod";
import { REPORT_AUDIENCES, REPORT_DIMENSIONS, REPORT_FORMATS, REPORT_MEASURES } from "../domain/report.ts";
import { described, NO_REPEATS } from "./leaf.ts";
import { date, duration, id, localizedText } from "./leaf-schemas.ts";

const dimension = z.enum(REPORT_DIMENSIONS);

/** A length or two days, never both. */
const period = z.strictObject({ last: duration.optional(), from: date.optional(), to: date.optional() }).meta({
  oneOf: [
    { required: ["last"], not: { anyOf: [{ required: ["from"] }, { required: ["to"] }] } },
    { required: ["from", "to"], not: { required: ["last"] } },
  ],
});

/** What a report file says. */
export type ReportShape = z.output<typeof reportSchema>;

/** One report file. Source: contracts.md §5. */
export const reportSchema = z.strictObject({
  id,
  title: localizedText.optional(),
  tables: z
    .array(
      z.strictObject({
        rows: z.array(dimension).min(1).meta(NO_REPEATS),
        columns: z.array(dimension).meta(NO_REPEATS).default([]),
        measures: z.array(z.enum(REPORT_MEASURES)).min(1).meta(NO_REPEATS),
        totals: z.boolean().default(false),
        remainder: z.array(dimension).min(1).meta(NO_REPEATS).optional(),
      }),
    )
    .min(1),
  audience: z.enum(REPORT_AUDIENCES),
  period: described(period, {
    en: "{ last: 1 month }, or { from: 2026-10-01, to: 2026-11-01 }",
    "zh-CN": "{ last: 1 month }，或 { from: 2026-10-01, to: 2026-11-01 }",
  }).optional(),
  formats: z.array(z.enum(REPORT_FORMATS)).min(1).meta(NO_REPEATS).default(["csv"]),
});
