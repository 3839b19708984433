import * as z from "zod";
import { CAMPAIGN_LISTS, CHANNELS, DATA_USES } from "../domain/campaign.ts";
import { budgetSchema, capsSchema, excludesSchema, holdoutSchema } from "./allocation-schemas.ts";
import { decoysSchema } from "./decoys-schema.ts";
import { expression } from "./expression-leaf.ts";
import { hours } from "./hours-leaf.ts";
import { NO_REPEATS, word } from "./leaf.ts";
import { date, duration, id, localizedText, recipient } from "./leaf-schemas.ts";

/** One campaign file. Source: contracts.md §4. */
export const campaignSchema = z.strictObject({
  id,
  title: localizedText,
  purpose: word({ en: "a purpose", "zh-CN": "用途" }),
  reason: localizedText,
  on_behalf_of: word({ en: "self, or whoever else it is done for", "zh-CN": "self，或委托方的名称" }).default("self"),
  topic: word({ en: "a topic", "zh-CN": "主题" }).optional(),
  channel: z.enum(CHANNELS),
  audience: expression,
  list: z.enum(CAMPAIGN_LISTS).optional(),
  executor: z.strictObject({ vendor: id, recipient: recipient.optional() }).optional(),
  send: z
    .strictObject({
      from: date.optional(),
      to: date.optional(),
      after: duration.optional(),
      for: duration.optional(),
      hours: hours.optional(),
    })
    .meta({ oneOf: [{ required: ["from", "to"] }, { required: ["after", "for"] }] }),
  priority: z.int().default(0),
  caps: capsSchema,
  holdout: holdoutSchema,
  budget: budgetSchema,
  excludes: excludesSchema,
  decoys: decoysSchema,
  columns: z
    .array(word({ en: "a column", "zh-CN": "列名" }))
    .min(1)
    .meta(NO_REPEATS),
  author: word({ en: "who wrote the campaign", "zh-CN": "编写该营销活动的人" }),
  approval: z.enum(["required", "none"]).default("required"),
  class: z.enum(["marketing", "service"]).default("marketing"),
  uses: z.array(z.enum(DATA_USES)).meta(NO_REPEATS).default([]),
});

export type CampaignShape = z.output<typeof campaignSchema>;
