import type { DataClass } from "./input-tables.ts";

/** The type of a value in an audience condition. */
export type AudienceValueType = "text" | "number" | "date" | "instant";

/** One name an audience condition may use. */
export interface AudienceColumn {
  readonly name: string;
  readonly type: AudienceValueType;
  readonly dataClass: DataClass;
}

/**
 * The names of the logical data model that an audience condition may use; extra declared customer columns come beside
 * them, as text. Segments, scores and RFM facts are `behaviour`: they are made of transactions.
 *
 * Source: contracts.md §3 and §4; consent-gate.md §7 for what a class means for the uses of data.
 */
export const AUDIENCE_COLUMNS: readonly AudienceColumn[] = [
  { name: "region", type: "text", dataClass: "personal" },
  { name: "country", type: "text", dataClass: "personal" },
  { name: "language", type: "text", dataClass: "personal" },
  { name: "gender", type: "text", dataClass: "personal" },
  { name: "birth_date", type: "date", dataClass: "personal" },
  { name: "household_id", type: "text", dataClass: "personal" },
  { name: "registered_at", type: "date", dataClass: "personal" },
  { name: "collection_channel", type: "text", dataClass: "technical" },
  { name: "recency_days", type: "number", dataClass: "behaviour" },
  { name: "frequency", type: "number", dataClass: "behaviour" },
  { name: "monetary", type: "number", dataClass: "behaviour" },
  { name: "r_score", type: "number", dataClass: "behaviour" },
  { name: "f_score", type: "number", dataClass: "behaviour" },
  { name: "m_score", type: "number", dataClass: "behaviour" },
  { name: "segment", type: "text", dataClass: "behaviour" },
  { name: "first_order_date", type: "date", dataClass: "behaviour" },
  { name: "last_order_date", type: "date", dataClass: "behaviour" },
  { name: "tenure_days", type: "number", dataClass: "behaviour" },
  { name: "orders", type: "number", dataClass: "behaviour" },
  { name: "revenue", type: "number", dataClass: "behaviour" },
  { name: "last_category", type: "text", dataClass: "behaviour" },
  { name: "last_channel", type: "text", dataClass: "behaviour" },
];

/** Every name an audience condition of this project may use: the built-in ones, then the extra customer columns. */
export function audienceColumns(extraColumns: readonly ExtraColumn[]): readonly AudienceColumn[] {
  return [
    ...AUDIENCE_COLUMNS,
    ...extraColumns.map(({ name, dataClass }) => ({ name, type: "text" as const, dataClass })),
  ];
}

/** A column beyond the canonical ones that a customers source maps, with the class the project declares for it. */
export interface ExtraColumn {
  readonly name: string;
  readonly dataClass: ExtraColumnClass;
}

/** Classes an extra column may declare. Not `control`: an opt-out kept in a text column would bind nobody. */
export type ExtraColumnClass = Exclude<DataClass, "control">;

export const EXTRA_COLUMN_CLASSES: readonly ExtraColumnClass[] = [
  "identity",
  "personal",
  "sensitive",
  "behaviour",
  "technical",
];

/** The table that keeps the values of extra columns of each class: classes stay apart, joined by customer alone. */
export const ATTRIBUTE_TABLES: Readonly<Record<ExtraColumnClass, string>> = {
  identity: "identity.attributes",
  personal: "personal.attributes",
  sensitive: "sensitive.attributes",
  behaviour: "segment.attributes",
  technical: "personal.attributes",
};
