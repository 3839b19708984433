import { z } from "zod";
import { CHANNELS, DATA_USES } from "../domain/campaign.ts";
import { expression } from "./expression-leaf.ts";
import { NO_REPEATS, word } from "./leaf.ts";
import { date, duration, durationKey, id, localizedText, recipient } from "./leaf-schemas.ts";

const cap = z
  .record(durationKey, z.int().min(0))
  .describe("windows with the contacts allowed in them, such as { 30d: 2 }");

/** One campaign file. Source: contracts.md §4. */
export const campaignSchema = z.strictObject({
  id,
  title: localizedText,
  purpose: word("a purpose"),
  reason: localizedText,
  on_behalf_of: word("self, or whoever else it is done for").default("self"),
  topic: word("a topic").optional(),
  channel: z.enum(CHANNELS),
  audience: expression,
  executor: z.strictObject({ vendor: id, recipient: recipient.optional() }).optional(),
  send: z
    .strictObject({
      from: date.optional(),
      to: date.optional(),
      after: duration.optional(),
      for: duration.optional(),
    })
    .meta({ oneOf: [{ required: ["from", "to"] }, { required: ["after", "for"] }] }),
  priority: z.int().default(0),
  caps: z.strictObject({ person: cap.default({}), contact_point: cap.default({}) }).prefault({}),
  columns: z.array(word("a column")).min(1).meta(NO_REPEATS),
  author: word("who wrote the campaign"),
  approval: z.enum(["required", "none"]).default("required"),
  class: z.enum(["marketing", "service"]).default("marketing"),
  uses: z.array(z.enum(DATA_USES)).meta(NO_REPEATS).default([]),
});

export type CampaignShape = z.output<typeof campaignSchema>;
