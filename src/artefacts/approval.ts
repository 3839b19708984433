import * as z from "zod";
import { APPROVAL_KINDS, APPROVED_PARTS } from "../domain/approval.ts";
import type { Artefact } from "./artefact.ts";
import { day, instant, record, runId, sha256 } from "./parts.ts";

const schema = record({
  kind: z.enum(APPROVAL_KINDS).describe("one_off: of one staged list; standing: of every run until its end"),
  decision: z.enum(["approved", "rejected"]),
  campaign_id: z.string(),
  class: z.enum(["marketing", "service"]),
  run_id: runId.nullable(),
  officer: z.string(),
  key: z.string().describe("The id of the officer's key"),
  at: instant,
  until: day.nullable().describe("The last day on which it counts; null for a rejection"),
  reason: z.string().nullable(),
  parts: z.partialRecord(z.enum(APPROVED_PARTS), sha256).describe("The hash of everything that it is bound to"),
  signature: z.string().describe("Ed25519 over the canonical JSON of the other fields, in base64"),
});

export type SignedApproval = z.output<typeof schema>;

/** What an officer decided about a campaign, with the officer's signature. */
export const approvalArtefact: Artefact<SignedApproval> = {
  name: "approval",
  file: "state/approvals/APPROVAL.json",
  title: {
    en: "What a privacy officer decided about a campaign, signed",
    "zh-CN": "隐私负责人对营销活动作出的决定及其签名",
  },
  schema,
};
