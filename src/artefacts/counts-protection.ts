import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, list, record, runId } from "./parts.ts";

const group = record({
  campaign_id: z.string(),
  part: z
    .string()
    .describe("candidates, listed, held_out, without_rules, or a class of reasons by which people are refused"),
  people: count,
  is_shown: z.boolean(),
});

const schema = record({
  minimum_units: count,
  beside: list(runId).describe("Earlier runs whose counts are known, and beside which these tell of nobody"),
  is_too_large: z
    .boolean()
    .describe("Whether people differ in too many ways to be looked at together, so that nothing is shown"),
  least_error: record({ below: z.number(), above: z.number() })
    .nullable()
    .describe(
      "How far a reader errs at least about the small number of which they know most; null where none is small",
    ),
  groups: list(group),
});

export type CountsProtectionJson = z.output<typeof schema>;

/** What is withheld of a run's counts, and how well: plan, run and every command after them show what it says. */
export const countsProtection: Artefact<CountsProtectionJson> = {
  name: "counts-protection",
  file: "runs/RUN/private/counts-protection.json",
  title: {
    en: "Which counts of a run everybody may see, and the proof that they tell of nobody; for the officer",
    "zh-CN": "一次运行中哪些计数可供所有人查看，以及它们不会透露任何人的证明；供隐私负责人使用",
  },
  schema,
};
