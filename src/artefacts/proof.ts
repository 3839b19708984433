import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, instant, list, record, runId, sha256 } from "./parts.ts";

const text = z.string().nullable();

const denial = record({
  denial_id: z.string(),
  word: z.string(),
  source_key: text,
  source: z.string(),
  file_id: z.string(),
  record: count,
  purpose: z.string(),
  channel: z.string(),
  start_at: text.describe("The instant it binds from, UTC; null for a date that cannot be read"),
  stands_in: list(z.string()).describe("The campaigns in which no grant lifts it for the person"),
});

const effect = record({
  kind: z.enum(["grant", "denial", "neither"]),
  is_valid: z
    .boolean()
    .describe("Of a grant: it can be read, names somebody and a purpose, and was not recorded in the future"),
  people: list(z.string()).describe("Whom it is about: the person of a grant, everybody a denial binds"),
  lifts: list(denial).describe("Denials that this very grant lifts in some campaign"),
  against: list(denial).describe("Denials that cover what it is about; of a denial it is itself"),
  allows: list(
    record({ campaign_id: z.string(), contact_key: z.string(), purpose: z.string(), basis: z.string() }),
  ).describe("How far this grant alone would be a basis, by contact option of each campaign"),
});

const event = record({
  event_id: z.string(),
  customer_id: text,
  contact_point: text,
  purpose: text,
  channel: text,
  action: text,
  effective_at: text,
  recorded_at: text,
  expires_at: text,
  legal_basis: text,
  authority: text,
  method: text,
  proof_ref: text,
  notice: record({
    notice_id: z.string(),
    version: text,
    wording: text,
    kept_by: runId.nullable().describe("The first run that kept the wording; null where only the file has it"),
    is_changed_since: z.boolean().describe("The file has another wording of this version today, or none"),
  }).nullable(),
  source: z.string(),
  file: z.string(),
  file_id: z.string(),
  record: count.describe("Counted from 1 without the header"),
  sha256,
  first_seen_at: instant.nullable(),
  is_in_current_load: z.boolean(),
  runs: list(runId).describe("The finished runs that were made of its file"),
  effect: effect.nullable().describe("Null for a statement that only earlier runs had"),
});

const schema = record({ consent_id: z.string(), as_of: z.string(), events: list(event) });

export type ProofJson = z.output<typeof schema>;
export type ProvedEvent = ProofJson["events"][number];
export type ProvedEffect = NonNullable<ProvedEvent["effect"]>;

/** Where a statement of somebody's wishes comes from, and what it does, for the officer. */
export const proof: Artefact<ProofJson> = {
  name: "proof",
  file: "prove --format json",
  title: {
    en: "A statement of somebody's wishes: where it comes from, on which notice, what it allows and what stands against it",
    "zh-CN": "某人意愿的一条声明：来自何处、依据哪份告知、允许什么、有什么与之相悖",
  },
  schema,
};
