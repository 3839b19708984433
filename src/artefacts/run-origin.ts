import * as z from "zod";
import { NOTICE_PARTS, type NoticePart } from "../domain/notice.ts";
import type { Artefact } from "./artefact.ts";
import { day, instant, list, mapping, record } from "./parts.ts";

const part = z.string();

const noticeText = record(
  Object.fromEntries(NOTICE_PARTS.map((name) => [name, part])) as Record<NoticePart, typeof part>,
);

const noticeVersion = record({
  notice_id: z.string(),
  version: z.string(),
  from: day,
  to: day.nullable(),
  uses: list(z.string()),
  channels: list(z.string()),
  recipients: list(z.string()),
  categories: list(z.string()),
  text: mapping(noticeText).describe("The wording, by language"),
});

const schema = record({
  target: z.string().nullable().describe("As it was asked for; null where none was"),
  files: mapping(z.string()).describe("The text of every configuration file, by its path in the project"),
  notices: list(noticeVersion)
    .optional()
    .describe("Every version of every notice, so that its wording can be told when the file has long been another"),
  first_seen: mapping(instant).describe("When this installation first loaded each input file, by its id"),
});

export type RunOrigin = z.output<typeof schema>;

/** What a run knew beside the hashes of its manifest, so that it can be run again and its evidence told. */
export const runOrigin: Artefact<RunOrigin> = {
  name: "origin",
  file: "runs/RUN/private/origin.json",
  title: {
    en: "The configuration that a run was made with, as text, and when each of its input files was first loaded",
    "zh-CN": "一次运行所用配置的原文，以及各输入文件首次加载的时间",
  },
  schema,
};
