import { dimensionsOf, MEDIAN_SCORES, type ReportMeasure, type ReportTable } from "../domain/report.ts";
import type { ExactTable } from "./exact-table.ts";

/**
 * The medians that a table may not show: of a score by which some table of the run withholds customers, or of which segments are made where some table withholds them
 * by segment and this one is not by segment itself. The class of a median says on which side of it more than half of the customers are, which bounds a withheld cell.
 *
 * Source: disclosure.md §2: what is exported follows from published sums. Pure; throws nothing.
 */
export function hiddenMedians(
  table: ReportTable,
  tables: readonly ExactTable[],
  hasWithheld: (exact: ExactTable) => boolean,
): ReadonlySet<ReportMeasure> {
  const hidden = new Set<string>(tables.filter(hasWithheld).flatMap((exact) => dimensionsOf(exact.table)));
  const isBySegment = dimensionsOf(table).includes("segment");
  const isHidden = (score: string) => hidden.has(score) || (hidden.has("segment") && !isBySegment);
  return new Set(table.measures.filter((measure) => measure in MEDIAN_SCORES && isHidden(scoreOf(measure))));
}

function scoreOf(measure: ReportMeasure): string {
  return (MEDIAN_SCORES as Readonly<Partial<Record<ReportMeasure, string>>>)[measure] ?? "";
}
