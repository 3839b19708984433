import * as z from "zod";
import { CHANNELS } from "../domain/campaign.ts";
import { described, NO_REPEATS, word } from "./leaf.ts";
import { durationKey, id } from "./leaf-schemas.ts";

const cap = described(z.record(durationKey, z.int().min(0)), {
  en: "windows with the contacts allowed in them, such as { 30d: 2 }",
  "zh-CN": "各时间窗口及其中允许的联系次数，例如 { 30d: 2 }",
});

const ownCaps = { person: cap.default({}), contact_point: cap.default({}) };

/** Caps of a campaign. */
export const capsSchema = z.strictObject(ownCaps).prefault({});

/** Caps of a project: of every campaign, and of those on a channel or for a purpose. */
export const projectCapsSchema = z
  .strictObject({
    ...ownCaps,
    channels: z.partialRecord(z.enum(CHANNELS), z.strictObject(ownCaps)).default({}),
    purposes: z.record(word({ en: "a purpose", "zh-CN": "用途" }), z.strictObject(ownCaps)).default({}),
  })
  .prefault({});

/** Who is left out to measure the effect. */
export const holdoutSchema = z.strictObject({ percent: z.number().min(0.01).max(99), seed: id }).optional();

/** The most people that a campaign contacts, and by what they are chosen. */
export const budgetSchema = z
  .strictObject({
    contacts: z.int().min(1),
    by: word({ en: "a number of the audience, such as monetary", "zh-CN": "受众的数值列，例如 monetary" }).optional(),
    seed: id.optional(),
  })
  .optional();

/** Other campaigns. */
export const excludesSchema = z.array(id).meta(NO_REPEATS).default([]);

export type CapsShape = z.output<typeof capsSchema>;
export type ProjectCapsShape = z.output<typeof projectCapsSchema>;
