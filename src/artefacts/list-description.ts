import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { releasedUnder } from "./release-record.ts";
import { day, list, record, sha256 } from "./parts.ts";

const schema = record({
  file: z.string().describe("The list, beside this file"),
  sha256,
  approval: releasedUnder,
  valid_until: day.describe("The last day on which somebody may be contacted from it"),
  encoding: z.literal("utf-8"),
  columns: list(record({ name: z.string(), type: z.literal("string"), description: z.string().nullable() })),
});

export type ListDescription = z.output<typeof schema>;

/** What whoever carries a campaign out is told of the list. */
export const listDescription: Artefact<ListDescription> = {
  name: "list-description",
  file: "releases/RELEASE/CAMPAIGN.columns.json",
  title: {
    en: "What a released list holds, column by column, and until when it may be used",
    "zh-CN": "已发布名单逐列的内容，以及使用期限",
  },
  schema,
};
