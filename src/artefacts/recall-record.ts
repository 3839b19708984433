import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, day, instant, list, record, releaseId, sha256 } from "./parts.ts";

const recalledList = record({
  campaignId: z.string(),
  file: z.string().describe("The file beside this record's folder"),
  sha256,
  references: count.describe("References in the file: everybody of the list who may not be contacted any more"),
});

const stop = record({
  campaignId: z.string(),
  reference: z.string().describe("The person's reference on the list"),
  reasonCode: z.string(),
  receivedAt: instant
    .nullable()
    .describe("When the stop was made or came to be known, the earlier of the two; null where nobody knows"),
  deadline: day.describe("The last day on which it may be honoured, in the project's time zone"),
  actedAt: instant.describe("When the first recall named the reference for this reason"),
  isInTime: z.boolean(),
});

const schema = record({
  releaseId,
  recallId: z.string(),
  recalledAt: instant.describe("ISO 8601 in UTC"),
  lists: list(recalledList),
  stops: list(stop),
  shown: record({
    lists: list(z.string()).describe("Campaigns"),
    inTime: z.boolean(),
    late: z.boolean(),
  })
    .optional()
    .describe("Which counts everybody may see; left out by versions that did not say"),
});

/** What a recall says of itself: references and reasons, and nobody by name. */
export type RecallRecord = z.output<typeof schema>;

/** A stop since hand-over, and whether it was honoured in time. */
export type RecalledStop = z.output<typeof stop>;

export const recallRecord: Artefact<RecallRecord> = {
  name: "recall",
  file: "releases/RELEASE/RECALL/private/recall.json",
  title: {
    en: "What a recall took back of a released list, and whether each stop since was honoured within its deadline",
    "zh-CN": "一次召回从已发布名单收回的内容，以及此后每项停止联系是否在期限内得到执行",
  },
  schema,
};
