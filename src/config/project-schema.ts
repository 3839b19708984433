import { z } from "zod";
import { EXTRA_COLUMN_CLASSES } from "../domain/audience-columns.ts";
import type { InputTableName } from "../domain/input-tables.ts";
import { LANGUAGES, sameInEveryLanguage } from "../language.ts";
import { described, path, PATHS, word } from "./leaf.ts";
import { country, currency, duration, id, share, sqlName, timeZone } from "./leaf-schemas.ts";
import { secretReference } from "./secret-reference.ts";
import { sourceSchema } from "./source-schema.ts";

/** gatekeeper.yaml. The extra customer columns it declares are columns of its own customers sources. */
export function projectSchema(extraColumns: readonly string[]) {
  return z.strictObject({ ...sections, inputs: inputsSchema(extraColumns) });
}

export type ProjectShape = z.output<ReturnType<typeof projectSchema>>;

const paths = described(z.union([path, z.array(path)]), PATHS);

const sections = {
  version: described(z.literal(1), sameInEveryLanguage("1")),
  project: z.strictObject({
    id,
    controller: word({
      en: "the company that decides what the data is used for",
      "zh-CN": "决定数据用途的企业",
    }),
    time_zone: timeZone,
    currency,
    default_country: country,
    language: z.enum(LANGUAGES).default("en"),
  }),
  lists: z
    .record(
      id,
      z.strictObject({
        kind: z.enum(["internal"]),
        allowed_shrink: share.prefault("2%"),
        allow_empty: z.boolean().default(false),
        expected_rows: z.int().min(0).optional(),
      }),
    )
    .default({}),
  rfm: z
    .strictObject({
      bins: z.int().min(2).max(10).default(5),
      map: z.enum(["rf_grid"]).default("rf_grid"),
      refunds: z.enum(["net", "gross"]).default("net"),
    })
    .prefault({}),
  disclosure: z.strictObject({ minimum_units: z.int().min(3).default(10) }).prefault({}),
  retention: z
    .strictObject({
      private_tables: duration.prefault("35d"),
      month_ends: duration.prefault("25 months"),
      released_decisions: duration.prefault("3 years"),
    })
    .prefault({}),
  keys: z.strictObject({ reference: secretReference.prefault("${file:keys/reference.key}") }).prefault({}),
  columns: z.strictObject({ customers: z.record(sqlName, z.enum(EXTRA_COLUMN_CLASSES)).default({}) }).prefault({}),
  purposes: z.array(sqlName).default([]),
  campaigns: paths.default("campaigns/*.yaml"),
  reports: paths.default("reports/*.yaml"),
  vendors: paths.default("vendors/*.yaml"),
};

function inputsSchema(extraColumns: readonly string[]) {
  const sources = (table: InputTableName) => z.array(sourceSchema(table, extraColumns)).min(1).optional();
  return z.strictObject({
    transactions: sources("transactions"),
    customers: sources("customers"),
    contact_points: sources("contact_points"),
    consent_events: sources("consent_events"),
    suppressions: sources("suppressions"),
    contact_history: sources("contact_history"),
    interactions: sources("interactions"),
    merges: sources("merges"),
    preferences: sources("preferences"),
  } satisfies Record<InputTableName, z.ZodType>);
}
