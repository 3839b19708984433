import type { LocalizedText } from "../language.ts";

export const REPORT_DIMENSIONS = [
  "segment",
  "region",
  "country",
  "language",
  "gender",
  "r_score",
  "f_score",
  "m_score",
  "purchase_status",
  "due",
  "funnel_stage",
  "purchasing_power",
] as const;
export const REPORT_MEASURES = ["customers", "orders", "revenue", "mean_order_value"] as const;
export const REPORT_FORMATS = ["csv", "parquet", "arrow"] as const;
export const REPORT_AUDIENCES = ["internal", "external"] as const;

export type ReportDimension = (typeof REPORT_DIMENSIONS)[number];
export type ReportMeasure = (typeof REPORT_MEASURES)[number];
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export type ReportAudience = (typeof REPORT_AUDIENCES)[number];

/** One aggregate export. Source: contracts.md §5. */
export interface Report {
  readonly id: string;
  readonly title: LocalizedText | undefined;
  /** At least one. */
  readonly tables: readonly ReportTable[];
  readonly audience: ReportAudience;
  readonly formats: readonly ReportFormat[];
  readonly path: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly contentHash: string;
}

/** One table of a report: a cell for each combination of the values of its dimensions. No dimension occurs twice. */
export interface ReportTable {
  readonly rows: readonly ReportDimension[];
  readonly columns: readonly ReportDimension[];
  readonly measures: readonly ReportMeasure[];
  readonly totals: boolean;
}
