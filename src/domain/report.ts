import type { ErrorPosition } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import type { Duration } from "./durations.ts";

/** What customers can be told apart by: each has one value of each. Defined in docs/reports.md. */
export const REPORT_DIMENSIONS = [
  "segment",
  "as_of",
  "previous_segment",
  "stability",
  "revenue_group",
  "region",
  "country",
  "language",
  "gender",
  "category",
  "channel",
  "cohort_month",
  "cohort_quarter",
  "cohort_year",
  "r_score",
  "f_score",
  "m_score",
  "purchase_status",
  "due",
  "funnel_stage",
  "purchasing_power",
] as const;

/** What a cell says. All but counts and sums follow from published ones. Defined in docs/reports.md. */
export const REPORT_MEASURES = [
  "customers",
  "orders",
  "revenue",
  "mean_order_value",
  "customer_share",
  "order_share",
  "revenue_share",
  "median_r_score",
  "median_f_score",
  "median_m_score",
  "cumulative_customer_share",
  "cumulative_revenue_share",
  "gini",
  "contactable_call",
  "contactable_call_share",
  "contactable_automated_call",
  "contactable_automated_call_share",
  "contactable_sms",
  "contactable_sms_share",
  "contactable_email",
  "contactable_email_share",
  "contactable_post",
  "contactable_post_share",
  "contactable_visit",
  "contactable_visit_share",
] as const;

/** How far the as-of moment is moved to see whose segment depends on it. Source: rfm.md §4, report 5. */
export const SHIFT_DAYS = 7;

/** How many earlier as-of moments a table with `as_of` shows beside that of the run, the latest of them. */
export const MOST_EARLIER_MOMENTS = 24;

/** What may stand in a table with `as_of`: what stored runs are asked for. */
export const KNOWN_OF_MOMENTS: ReadonlySet<string> = new Set<ReportDimension | ReportMeasure>([
  "as_of",
  "segment",
  "customers",
  "orders",
  "revenue",
  "mean_order_value",
  "customer_share",
  "order_share",
  "revenue_share",
]);

/** Dimensions whose values are not to be combined: moments are never added up, and the others are for the whole of a comparison or a curve. */
export const NEVER_COMBINED: ReadonlySet<string> = new Set<ReportDimension>([
  "as_of",
  "previous_segment",
  "revenue_group",
]);

/** Of one table, rows and columns together. */
export const MOST_DIMENSIONS = 3;

export const REPORT_FORMATS = ["csv", "parquet", "arrow"] as const;
export const REPORT_AUDIENCES = ["internal", "external"] as const;

export type ReportDimension = (typeof REPORT_DIMENSIONS)[number];
export type ReportMeasure = (typeof REPORT_MEASURES)[number];
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export type ReportAudience = (typeof REPORT_AUDIENCES)[number];

/** Measures that add rows up in their order: of tables by revenue_group alone. */
export const CONCENTRATION_MEASURES: ReadonlySet<string> = new Set<ReportMeasure>([
  "cumulative_customer_share",
  "cumulative_revenue_share",
  "gini",
]);

/** The score whose counts a measure needs. */
export const MEDIAN_SCORES = {
  median_r_score: "r_score",
  median_f_score: "f_score",
  median_m_score: "m_score",
} as const satisfies Partial<Record<ReportMeasure, ReportDimension>>;

/**
 * Dimensions that say of a person what nobody may know of a whole group either: whether they stopped buying or are about to, how far they
 * are with us, and how much they can spend.
 */
export const SENSITIVE_DIMENSIONS: ReadonlySet<ReportDimension> = new Set<ReportDimension>([
  "purchase_status",
  "due",
  "funnel_stage",
  "purchasing_power",
]);

/** What a dimension says of somebody of whom nothing is known. */
export const NO_VALUE = "(none)";

/** The dimensions of a table, rows first. */
export function dimensionsOf({ rows, columns }: Pick<ReportTable, "rows" | "columns">): readonly ReportDimension[] {
  return [...rows, ...columns];
}

/** Whether any table of the reports has a dimension. */
export function hasDimension(reports: readonly Report[], ...dimensions: readonly ReportDimension[]): boolean {
  return reports.some(({ tables }) =>
    tables.some((table) => dimensionsOf(table).some((own) => dimensions.includes(own))),
  );
}

/** Whether any table of the reports has a measure. */
export function hasMeasure(reports: readonly Report[], ...measures: readonly ReportMeasure[]): boolean {
  return reports.some(({ tables }) => tables.some((table) => table.measures.some((own) => measures.includes(own))));
}

/** One aggregate export. Source: contracts.md §5. */
export interface Report {
  readonly id: string;
  readonly title: LocalizedText | undefined;
  /** At least one. */
  readonly tables: readonly ReportTable[];
  readonly audience: ReportAudience;
  readonly formats: readonly ReportFormat[];
  /** Whose orders and revenue it says; all before the as-of moment, of the window, where it says none. */
  readonly period?: ReportPeriod | undefined;
  readonly path: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly contentHash: string;
}

/** The days whose orders and revenue a report says: the last whole ones before the as-of moment, or stated ones, of which `to` is the first outside. */
export interface ReportPeriod {
  readonly days: { readonly last: Duration } | { readonly from: string; readonly to: string };
  readonly at: ErrorPosition;
}

/** Local days, `YYYY-MM-DD`, `before` being the first one outside. */
export interface PeriodDays {
  readonly from: string;
  readonly before: string;
}

/** One table of a report: a cell for each combination of the values of its dimensions. No dimension occurs twice. */
export interface ReportTable {
  readonly rows: readonly ReportDimension[];
  readonly columns: readonly ReportDimension[];
  readonly measures: readonly ReportMeasure[];
  readonly totals: boolean;
  /** Dimensions of which small values are one, `(other)`; none by default. */
  readonly remainder?: readonly ReportDimension[] | undefined;
}
