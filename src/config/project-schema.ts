import * as z from "zod";
import { OFFICER_ROLES } from "../domain/approval.ts";
import { EXTRA_COLUMN_CLASSES } from "../domain/audience-columns.ts";
import { DEFAULT_MEMORY_LIMIT, MOST_THREADS } from "../domain/engine-limits.ts";
import type { InputTableName } from "../domain/input-tables.ts";
import { DUE_CLASSES, PURCHASE_PERIODS } from "../domain/project.ts";
import { MOST_RESAMPLES } from "../domain/resample.ts";
import { LANGUAGES, sameInEveryLanguage } from "../language.ts";
import { holdoutSchema, projectCapsSchema } from "./allocation-schemas.ts";
import { clusterSchema } from "./cluster-schema.ts";
import { expression } from "./expression-leaf.ts";
import { anyWord, described, NO_REPEATS, path, PATHS, word } from "./leaf.ts";
import { country, currency, duration, id, memorySize, officerKey, share, sqlName, timeZone } from "./leaf-schemas.ts";
import { listsSchema } from "./list-schema.ts";
import { rfmSchema } from "./rfm-schema.ts";
import { secretReference } from "./secret-reference.ts";
import { sourceSchema, type ExtraColumns } from "./source-schema.ts";

/**
 * What gatekeeper.yaml and everything that overrides it say together. The extra customer columns it declares are columns of
 * its own customers sources; `any` takes whatever they are called.
 */
export function projectSchema(extraColumns: ExtraColumns) {
  const { version, project, ...others } = sections;
  return z.strictObject({ version, project, inputs: inputsSchema(extraColumns), ...others });
}

export type ProjectShape = z.output<ReturnType<typeof projectSchema>>;

const paths = described(z.union([path, z.array(path)]), PATHS);

const threads = described(z.union([z.int().min(1).max(MOST_THREADS), z.enum(["all"])]).default("all"), {
  en: "a whole number of threads, or all",
  "zh-CN": "线程数（整数），或 all",
});

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
  lists: listsSchema,
  rfm: rfmSchema,
  robustness: z
    .strictObject({ resamples: z.int().min(0).max(MOST_RESAMPLES).default(0), seed: z.int().min(0).default(1) })
    .prefault({}),
  purchase_status: z
    .strictObject({ period: z.enum(PURCHASE_PERIODS).default("month"), tolerance: share.prefault("25%") })
    .prefault({}),
  due_to_buy: z
    .strictObject({
      classes: z.array(z.enum(DUE_CLASSES)).min(1).meta(NO_REPEATS).default(["due", "overdue"]),
    })
    .prefault({}),
  funnel: z
    .strictObject({
      target_market: expression,
      intention: z
        .strictObject({
          kinds: z
            .array(word({ en: "a kind of interaction", "zh-CN": "互动类型" }))
            .min(1)
            .meta(NO_REPEATS)
            .default(["enquiry", "quote", "visit", "gift", "basket"]),
          within: duration.prefault("90d"),
        })
        .prefault({}),
      purchasing_power: z.strictObject({ strong: expression, weak: expression }),
      short_term: duration.prefault("30d"),
    })
    .optional(),
  caps: projectCapsSchema,
  holdout: holdoutSchema,
  disclosure: z
    .strictObject({
      minimum_units: z.int().min(3).default(10),
      zeros: z.enum(["publish", "protect"]).default("publish"),
      dominance: z.strictObject({ n: z.int().min(1).max(2), k: z.number().min(50).max(100) }).optional(),
    })
    .prefault({}),
  retention: z
    .strictObject({
      private_tables: duration.prefault("35d"),
      month_ends: duration.prefault("25 months"),
      released_decisions: duration.prefault("3 years"),
    })
    .prefault({}),
  engine: z
    .strictObject({
      threads,
      memory_limit: memorySize.prefault(DEFAULT_MEMORY_LIMIT),
      kind: z.enum(["embedded", "trino"]).default("embedded"),
      trino: clusterSchema.optional(),
    })
    .prefault({}),
  keys: z
    .strictObject({
      reference: secretReference.prefault("${file:keys/reference.key}"),
      erasure: z.array(secretReference).min(1).optional(),
    })
    .prefault({}),
  journal: z
    .strictObject({
      heads: path.default(".gatekeeper/heads"),
      key: secretReference.prefault("${file:keys/journal.key}"),
    })
    .prefault({}),
  officers: z
    .record(anyWord, z.strictObject({ key: officerKey, role: z.enum(OFFICER_ROLES).default("privacy_officer") }))
    .default({}),
  columns: z.strictObject({ customers: z.record(sqlName, z.enum(EXTRA_COLUMN_CLASSES)).default({}) }).prefault({}),
  purposes: z.array(sqlName).meta(NO_REPEATS).default([]),
  campaigns: paths.default("campaigns/*.yaml"),
  reports: paths.default("reports/*.yaml"),
  vendors: paths.default("vendors/*.yaml"),
  rules: paths.default("rules/*.yaml"),
  jurisdiction: z.strictObject({ without_rules: share.prefault("10%") }).prefault({}),
  notices: paths.default("notices/*.yaml"),
  default_target: id.optional(),
};

function inputsSchema(extraColumns: ExtraColumns) {
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
    exchange_rates: sources("exchange_rates"),
  } satisfies Record<InputTableName, z.ZodType>);
}
