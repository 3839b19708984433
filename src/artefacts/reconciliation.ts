import * as z from "zod";
import { INPUT_TABLE_NAMES } from "../domain/input-tables.ts";
import type { Artefact } from "./artefact.ts";
import { count, list, protectedCount, record, releaseId, runId } from "./parts.ts";

const input = { table: z.enum(INPUT_TABLE_NAMES), source: z.string(), file: z.string() };
const campaign = { campaign_id: z.string() };
const release = { release_id: releaseId, campaign_id: z.string() };
const addsUp = { adds_up: z.boolean() };

const officer = record({
  run_id: runId,
  inputs: list(
    record({ ...input, records: count, rows_loaded: count, rows_rejected: count, rows_excluded: count, ...addsUp }),
  ).describe("Records are loaded, rejected and excluded"),
  campaigns: list(
    record({
      ...campaign,
      candidates: count,
      listed: count,
      held_out: count,
      refused: count,
      staged: count,
      ...addsUp,
    }),
  ).describe("Candidates are listed, held out and refused, each person once; whoever is listed is staged"),
  releases: list(
    record({ ...release, staged: count, erased: count, listed: count, removed: count, ...addsUp }),
  ).describe("Whoever was staged, or erased since, is listed or removed"),
  ...addsUp,
});

const marketer = record({
  run_id: runId,
  minimum_units: count,
  inputs: list(record({ ...input, ...addsUp })),
  campaigns: list(record({ ...campaign, candidates: protectedCount, listed: protectedCount, ...addsUp })),
  releases: list(record({ ...release, ...addsUp })),
  ...addsUp,
});

export type ReconciliationJson = z.output<typeof officer>;
export type PublicReconciliationJson = z.output<typeof marketer>;

/** What went in, what came out and what was refused, for the officer. */
export const reconciliation: Artefact<ReconciliationJson> = {
  name: "reconciliation",
  file: "reconcile --as officer --format json",
  title: {
    en: "What went into a run, what came out and what was refused, and whether the numbers add up; exact",
    "zh-CN": "一次运行的输入、输出与拒绝，以及各数字是否吻合；精确数字",
  },
  schema: officer,
};

/** The same as anyone may read it. */
export const publicReconciliation: Artefact<PublicReconciliationJson> = {
  name: "public-reconciliation",
  file: "reconcile --format json",
  title: {
    en: "Whether the numbers of a run add up, with protected counts; null is withheld",
    "zh-CN": "一次运行的各数字是否吻合，计数受保护；null 表示已隐去",
  },
  schema: marketer,
};
