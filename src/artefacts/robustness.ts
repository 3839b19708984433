import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, list, record } from "./parts.ts";

const segmentSchema = record({
  segment: z.string().describe("As of the run"),
  stable: count.describe("Customers who were in it when the as-of moment was earlier too"),
  changed: count.describe("Customers who were in another segment"),
  new: count.describe("Customers who had not bought by then"),
});

const schema = record({
  shift_days: count.describe("How much earlier the other as-of moment is"),
  customers: count,
  changed: count,
  segments: list(segmentSchema),
});

export type RobustnessJson = z.output<typeof schema>;

/** How many customers change their segment when the as-of moment moves: exact, for the officer only. */
export const robustness: Artefact<RobustnessJson> = {
  name: "robustness",
  file: "runs/RUN/private/robustness.json",
  title: {
    en: "How many customers change their segment when the as-of moment moves",
    "zh-CN": "截止时点移动时，有多少客户改变分群",
  },
  schema,
};
