import * as z from "zod";
import { INPUT_TABLE_NAMES } from "../domain/input-tables.ts";
import type { Artefact } from "./artefact.ts";
import { count, list, protectedCount, record, runId, sha256 } from "./parts.ts";

const change = z.enum(["added", "removed", "changed"]);

const input = { table: z.enum(INPUT_TABLE_NAMES), source: z.string(), file: z.string(), change };
const rows = record({ sha256, records: count, rows_loaded: count, rows_rejected: count, rows_excluded: count });
const counts = record({ candidates: count, listed: count, held_out: count, refused: count });

const common = {
  from: runId,
  to: runId,
  as_of: record({ from: z.string(), to: z.string() }),
  program: list(z.enum(["version", "sql", "rules"])).describe("What of the program and its rules differs"),
  configuration: list(z.string()).describe("The parts of the configuration that differ"),
  campaigns: list(record({ campaign_id: z.string(), change })),
  lists: list(record({ list_id: z.string(), change })),
  state: list(z.enum(["stops", "releases"])).describe("What of the state had other contents"),
};

const officer = record({
  ...common,
  inputs: list(record({ ...input, before: rows.nullable(), after: rows.nullable() })),
  counts: list(record({ campaign_id: z.string(), before: counts.nullable(), after: counts.nullable() })),
  moves: list(
    record({
      campaign_id: z.string(),
      outcome_before: z.string().nullable(),
      reason_before: z.string().nullable(),
      outcome_after: z.string().nullable(),
      reason_after: z.string().nullable(),
      people: count,
    }),
  ).describe("How many were decided on otherwise; null where a run did not decide about them"),
  people_file: z.string().nullable().describe("Who they are, below the project's folder; null when nobody is"),
});

const protectedCounts = record({ candidates: protectedCount, listed: protectedCount });

const marketer = record({
  ...common,
  minimum_units: count,
  inputs: list(record(input)),
  counts: list(
    record({ campaign_id: z.string(), before: protectedCounts.nullable(), after: protectedCounts.nullable() }),
  ),
});

export type RunDifferenceJson = z.output<typeof officer>;
export type PublicRunDifferenceJson = z.output<typeof marketer>;

/** What differs between two runs, for the officer. */
export const runDifference: Artefact<RunDifferenceJson> = {
  name: "run-difference",
  file: "diff --as officer --format json",
  title: {
    en: "What differs between two runs, with exact counts and where the people are named",
    "zh-CN": "两次运行之间的差异，含精确计数以及列出相关人员的文件",
  },
  schema: officer,
};

/** The same as anyone may read it. */
export const publicRunDifference: Artefact<PublicRunDifferenceJson> = {
  name: "public-run-difference",
  file: "diff --format json",
  title: {
    en: "What differs between two runs, with protected counts; null is withheld",
    "zh-CN": "两次运行之间的差异，计数受保护；null 表示已隐去",
  },
  schema: marketer,
};
