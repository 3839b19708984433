import { z } from "zod";
import { INPUT_TABLE_NAMES } from "../domain/input-tables.ts";
import type { Artefact } from "./artefact.ts";
import { count, list, mapping, record } from "./parts.ts";

const schema = record({
  findings: mapping(count).describe("Records of each finding"),
  files: list(
    record({
      table: z.enum(INPUT_TABLE_NAMES),
      source: z.string(),
      file: z.string(),
      records: count,
      loaded: count,
      rejected: count,
      excluded: count,
    }),
  ).describe("For each file, records are the sum of loaded, rejected and excluded"),
});

export type QualityJson = z.output<typeof schema>;

/** What is strange in the data, and what each file gave. */
export const quality: Artefact<QualityJson> = {
  name: "quality",
  file: "runs/RUN/private/quality.json",
  title: {
    en: "What is strange in the data, and what each file gave",
    "zh-CN": "数据中的异常之处，以及每个文件的加载结果",
  },
  schema,
};
