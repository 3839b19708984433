import * as z from "zod";
import { DIMENSIONS } from "../domain/rfm.ts";
import type { Artefact } from "./artefact.ts";
import { count, list, record } from "./parts.ts";

const shiftedSegmentSchema = record({
  segment: z.string().describe("As of the run"),
  stable: count.describe("Customers who were in it when the as-of moment was earlier too"),
  changed: count.describe("Customers who were in another segment"),
  new: count.describe("Customers who had not bought by then"),
});

const shiftSchema = record({
  shift_days: count.describe("How much earlier the other as-of moment is"),
  customers: count,
  changed: count,
  segments: list(shiftedSegmentSchema),
});

const share = z.number().min(0).max(1).nullable();

const shares = {
  customers: count,
  changed_share: share.describe(
    "Of the customers with an order drawn, over all replicates: the part in another segment; to six decimals, null of nobody",
  ),
  without_orders_share: share.describe("Of all customers, over all replicates: the part of which no order was drawn"),
};

const resampledSegmentSchema = record({ segment: z.string().describe("By all orders"), ...shares });

const edgeSchema = record({
  dimension: z.enum(DIMENSIONS),
  within_r_score: count.nullable().describe("Of nested scores: the recency score of the people it parts; null for all"),
  within_f_score: count.nullable().describe("Of nested scores: their frequency score; null for all"),
  edge: count.describe("Which edge, from the worst score up: 1 is where the second-worst score begins"),
  value: z.number().describe("By all orders"),
  bias: z
    .number()
    .nullable()
    .describe(
      "The mean of the replicates less the value: how far fewer orders alone move the edge; null when no replicate has it",
    ),
  low: z.number().nullable().describe("Less the bias, like high; null when no replicate has such an edge"),
  high: z.number().nullable(),
  found_in: count.describe("Replicates with such an edge"),
  is_wide: z
    .boolean()
    .describe("The interval reaches a neighbouring edge, or more than 2.5 % of the replicates lack it"),
});

const resampledSchema = record({
  resamples: count,
  seed: z.int().min(0),
  bounds: z
    .enum(["percentiles", "range"])
    .describe("What low and high are: the percentiles 2.5 and 97.5 of the replicates, or the least and the greatest"),
  ...shares,
  changed_share_low: share,
  changed_share_high: share,
  segments: list(resampledSegmentSchema),
  edges: list(edgeSchema),
});

const schema = record({
  as_of_shift: shiftSchema.nullable().describe("Null when no report has the dimension stability"),
  resampled_orders: resampledSchema.nullable().describe("Null without resamples"),
});

export type RobustnessJson = z.output<typeof schema>;

export type ShiftedJson = z.output<typeof shiftSchema>;

export type ResampledJson = z.output<typeof resampledSchema>;

/** How many customers change their segment when the as-of moment moves or orders are resampled: exact, for the officer only. */
export const robustness: Artefact<RobustnessJson> = {
  name: "robustness",
  file: "runs/RUN/private/robustness.json",
  title: {
    en: "How many customers change their segment when the as-of moment moves or the orders are resampled",
    "zh-CN": "截止时点移动或订单重抽样时，有多少客户改变分群",
  },
  schema,
};
