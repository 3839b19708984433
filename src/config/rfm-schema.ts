import * as z from "zod";
import { FREQUENCIES, MONETARIES, RECENCIES, REFUND_POLICIES, SCORE_MODES } from "../domain/rfm.ts";
import { described } from "./leaf.ts";
import { date, duration } from "./leaf-schemas.ts";
import { mapChoice } from "./map-choice.ts";

const bins = z.int().min(2).max(10);

const breaks = z.array(z.number()).min(1).max(9).optional();

/** A length or days, never both: beyond the shape, as layers may say each key alone (see read-rfm.ts). */
const window = z
  .strictObject({ last: duration.optional(), from: date.optional(), to: date.optional() })
  .meta({ minProperties: 1, not: { required: ["last"], anyOf: [{ required: ["from"] }, { required: ["to"] }] } });

/** How recency, frequency and monetary value are defined, scored and made into segments. Source: rfm.md §1–3. */
export const rfmSchema = z
  .strictObject({
    refunds: z.enum(REFUND_POLICIES).default("net"),
    window: described(window, {
      en: "{ last: 24 months }, or { from: 2024-01-01, to: 2026-01-01 }",
      "zh-CN": "{ last: 24 months }，或 { from: 2024-01-01, to: 2026-01-01 }",
    }).optional(),
    recency: z.enum(RECENCIES).default("days"),
    frequency: z.enum(FREQUENCIES).default("orders"),
    monetary: z.enum(MONETARIES).default("total"),
    scores: z.enum(SCORE_MODES).optional(),
    bins: described(
      z.union([
        bins,
        z.strictObject({ recency: bins.optional(), frequency: bins.optional(), monetary: bins.optional() }),
      ]),
      {
        en: "a number from 2 to 10, or one for each of recency, frequency and monetary",
        "zh-CN": "2 至 10 的整数，或分别为 recency、frequency、monetary 给出",
      },
    ).optional(),
    breaks: z.strictObject({ recency: breaks, frequency: breaks, monetary: breaks }).prefault({}),
    map: mapChoice.prefault("rf_grid"),
    allow_unreachable: z.boolean().default(false),
    strict: z.boolean().default(false),
  })
  .prefault({});
