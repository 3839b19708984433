import * as z from "zod";
import { APPROVAL_KINDS } from "../domain/approval.ts";
import type { Artefact } from "./artefact.ts";
import { count, day, instant, list, record, releaseId, runId, sha256 } from "./parts.ts";

/** The kind of approval that a list was released under. */
export const releasedUnder = z.enum(["none", ...APPROVAL_KINDS]);

const campaign = record({
  campaignId: z.string(),
  sendFrom: day,
  sendTo: day,
  approval: releasedUnder,
  approvalId: z.string().nullable().describe("The decision in state/approvals that it was released under"),
  file: z.string().describe("The file in the release's folder"),
  sha256,
  people: count,
  removed: count.describe("People of the staged list who may no longer be contacted"),
  isRemovedShown: z
    .boolean()
    .optional()
    .describe("Whether everybody may see how many were removed; left out by versions that did not say"),
  validUntil: day,
});

const schema = record({
  releaseId,
  runId,
  releasedAt: instant.describe("ISO 8601 in UTC"),
  contactsSha256: sha256,
  decoysSha256: sha256.optional().describe("Of decoys.json, where a list has decoys"),
  campaigns: list(campaign),
});

/** What a release's folder says of itself. */
export type ReleaseRecord = z.output<typeof schema>;

/** One released list. */
export type ReleasedCampaign = z.output<typeof campaign>;

export const releaseRecord: Artefact<ReleaseRecord> = {
  name: "release",
  file: "releases/RELEASE/private/release.json",
  title: {
    en: "What a release handed out: each list with its hash, how many people it has and how many were removed",
    "zh-CN": "一次发布交付的内容：每份名单的哈希值、人数和移除人数",
  },
  schema,
};
