import * as z from "zod";
import { CAMPAIGN_LISTS, DATA_USES } from "../domain/campaign.ts";
import { INPUT_TABLE_NAMES } from "../domain/input-tables.ts";
import type { Artefact } from "./artefact.ts";
import { approval, count, day, list, mapping, moment, record, runId, sha256 } from "./parts.ts";

const campaign = record({
  campaign_id: z.string(),
  campaign_sha256: sha256,
  class: z.enum(["marketing", "service"]),
  approval,
  list: z.enum(CAMPAIGN_LISTS).optional().describe("The list that the campaign started from"),
  uses: list(z.enum(DATA_USES)),
  send_from: day,
  send_to: day,
  staged_sha256: sha256.describe("Of the list as it was staged"),
});

export const manifestInput = record({
  table: z.enum(INPUT_TABLE_NAMES),
  source: z.string(),
  file: z.string().describe("Relative to the project's folder"),
  file_id: z.string().describe("Names the file's contents under its source's declaration"),
  sha256,
  bytes: count,
  records: count,
  rows_loaded: count,
  rows_rejected: count,
  rows_excluded: count.describe("By the condition of the source; loaded, rejected and excluded are the records"),
  malformed: list(count).describe("Records that could not be taken apart, counted from 1 without the header"),
});

export const suppressionList = record({
  list_id: z.string(),
  kind: z.string().nullable().describe("As the configuration declares it; null for a list that only files name"),
  source: z.string(),
  file: z.string(),
  file_id: z.string(),
  sha256,
  rows: count,
});

const schema = record({
  run_id: runId,
  as_of: moment,
  as_of_text: z.string().describe("As it was given"),
  compared_with: record({
    as_of: moment,
    run_id: runId.nullable().describe("The run whose stored segments were read; null when they were computed anew"),
  })
    .nullable()
    .describe("The earlier moment that reports compare with"),
  sizes_of: list(record({ as_of: moment, run_id: runId })).describe(
    "The earlier moments whose segment sizes reports show, ascending, and the run that published them",
  ),
  ledger: record({
    base_id: runId.describe("The id that the run would have if no report had been published before"),
    compared_with: list(runId).describe("The runs whose published reports its own were looked at beside"),
  })
    .nullable()
    .optional()
    .describe("Null where the run publishes no tables; absent in runs of before releases were compared"),
  version: z.string(),
  configuration_sha256: sha256,
  configuration_parts: mapping(sha256).describe("Of each part of the configuration by itself, campaigns apart"),
  segmentation_sha256: sha256.describe("Of the rules that make facts, scores and segments"),
  sql_sha256: sha256,
  rules_checked_on: day
    .nullable()
    .describe("The day of the oldest comparison of a rule of law with its source; null while any was never compared"),
  campaigns: list(campaign),
  inputs: list(manifestInput),
  lists: list(suppressionList).describe("The suppression lists that were loaded, each with the file that it came in"),
  state: record({
    stops: z.string(),
    releases: z.string(),
    holdouts: z.string(),
    outcomes: z.string().optional().describe("Absent in runs of before outcomes were kept"),
  }).describe("What the state held, as text that is equal for equal contents"),
});

export type RunManifest = z.output<typeof schema>;
export type SuppressionListFile = z.output<typeof suppressionList>;
export type ManifestInput = z.output<typeof manifestInput>;
export type ManifestCampaign = z.output<typeof campaign>;

/** What a run was made from, and the hashes of the lists it staged. */
export const runManifest: Artefact<RunManifest> = {
  name: "manifest",
  file: "runs/RUN/private/manifest.json",
  title: {
    en: "What a run was made from, and the hashes of the lists it staged",
    "zh-CN": "一次运行所依据的内容，以及待发布名单的哈希值",
  },
  schema,
};
