import { dimensionsOf, type Report, type ReportMeasure, type ReportTable } from "./report.ts";

/**
 * How a measure behaves beside the same one of another moment or period. A state is of customers as they are at the as-of moment, and states are never added up. What is cumulative is of
 * everything before that moment, so that the later less the earlier is a flow. A flow is of the days of a period: flows of periods that follow each other add up.
 */
export type MeasureType = "state" | "cumulative" | "flow";

/** Measures of what customers bought; every other one is of customers. */
const AMOUNT_MEASURES: ReadonlySet<ReportMeasure> = new Set([
  "orders",
  "revenue",
  "mean_order_value",
  "order_share",
  "revenue_share",
  "cumulative_revenue_share",
  "gini",
]);

/** What a measure is in a report with a period, or without. Pure; throws nothing. */
export function measureType(measure: ReportMeasure, { period }: Pick<Report, "period">): MeasureType {
  if (!AMOUNT_MEASURES.has(measure)) return "state";
  return period === undefined ? "cumulative" : "flow";
}

/** Whether a table says what customers bought. */
export function saysAmounts({ measures }: Pick<ReportTable, "measures">): boolean {
  return measures.some((measure) => AMOUNT_MEASURES.has(measure));
}

/** The reports with a table that says what customers bought: all of a run say it of the same days. */
export function reportsOfAmounts(reports: readonly Report[]): readonly Report[] {
  return reports.filter(({ tables }) => tables.some(saysAmounts));
}

/** Measures that are made of what all moments have in common, the revenue before each: none of them is of a period. */
const NEVER_OF_A_PERIOD: ReadonlySet<ReportMeasure> = new Set(["cumulative_revenue_share", "gini"]);

/** Whether a measure of a table can be of a period: earlier moments are stored without one, and groups by revenue are in the order of all revenue. */
export function canBeOfPeriod(measure: ReportMeasure, table: Pick<ReportTable, "rows" | "columns">): boolean {
  if (NEVER_OF_A_PERIOD.has(measure)) return false;
  return !AMOUNT_MEASURES.has(measure) || !dimensionsOf(table).includes("as_of");
}
