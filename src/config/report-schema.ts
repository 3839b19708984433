import * as z from "zod";
import { REPORT_AUDIENCES, REPORT_DIMENSIONS, REPORT_FORMATS, REPORT_MEASURES } from "../domain/report.ts";
import { NO_REPEATS } from "./leaf.ts";
import { id, localizedText } from "./leaf-schemas.ts";

const dimension = z.enum(REPORT_DIMENSIONS);

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
      }),
    )
    .min(1),
  audience: z.enum(REPORT_AUDIENCES),
  formats: z.array(z.enum(REPORT_FORMATS)).min(1).meta(NO_REPEATS).default(["csv"]),
});
