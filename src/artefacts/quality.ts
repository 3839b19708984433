import * as z from "zod";
import { INPUT_TABLE_NAMES } from "../domain/input-tables.ts";
import type { Artefact } from "./artefact.ts";
import { count, day, list, mapping, record } from "./parts.ts";

const fileSchema = record({
  table: z.enum(INPUT_TABLE_NAMES),
  source: z.string(),
  file: z.string(),
  records: count,
  loaded: count,
  rejected: count,
  excluded: count,
});

const findingSchema = record({
  finding: z.string(),
  records: count,
  examples: list(record({ file: z.string().nullable(), record: count })).describe("Where to look; never values"),
});

const sourceSchema = record({
  source: z.string(),
  table: z.enum(INPUT_TABLE_NAMES),
  collection_channel: z.string().nullable(),
  right_of_use_asked: z.boolean().nullable(),
  bought: record({ seller: z.string(), licence: z.string(), ends: day }).nullable(),
  records: count,
  findings: list(findingSchema),
});

const unusedSchema = record({
  table: z.string(),
  column: z.string(),
  class: z.string(),
  sources: list(z.string()),
});

const schema = record({
  findings: mapping(count).describe("Records of each finding"),
  sources: list(sourceSchema).describe("Where the data of each source comes from, and what is doubtful in it"),
  files: list(fileSchema).describe("For each file, records are the sum of loaded, rejected and excluded"),
  unused_columns: list(unusedSchema).describe("Loaded columns about people that no campaign, gate or report uses"),
});

export type QualityJson = z.output<typeof schema>;

/** What is doubtful in the data, and what each file gave. */
export const quality: Artefact<QualityJson> = {
  name: "quality",
  file: "runs/RUN/private/quality.json",
  title: {
    en: "What is doubtful in the data, and what each file gave",
    "zh-CN": "数据中的异常之处，以及每个文件的加载结果",
  },
  schema,
};
