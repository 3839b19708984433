import * as z from "zod";
import { DIMENSIONS, SCORE_MODES } from "../domain/rfm.ts";
import type { Artefact } from "./artefact.ts";
import { count, list, record } from "./parts.ts";

const amount = z.string().describe("A decimal number, exact");

const classSchema = record({
  score: z.int().min(1),
  people: count,
  share: z.number().min(0).max(1).describe("Of all people scored, to six decimals"),
  lowest: amount,
  highest: amount,
});

const nestedSchema = record({
  within_r_score: z.int().min(1),
  within_f_score: z.int().min(1).nullable().describe("Null for frequency, which is ranked within recency alone"),
  edges: list(z.number()),
});

const dimensionSchema = record({
  dimension: z.enum(DIMENSIONS),
  scored_by: z.enum(SCORE_MODES),
  bins: count,
  levels_used: count,
  largest_tie: count.describe("The most people with one value"),
  edges: list(z.number()).describe(
    "Between one score and the next, ascending: those that decide, or of ranks the worst value of each score that people have but the worst one",
  ),
  nested_edges: list(nestedSchema).describe(
    "Of ranks within scores, in place of edges: those of the people of each score above",
  ),
  classes: list(classSchema),
});

const schema = record({ people: count, dimensions: list(dimensionSchema) });

export type ScoresJson = z.output<typeof schema>;

/** How recency, frequency and monetary value became scores. */
export const scoresArtefact: Artefact<ScoresJson> = {
  name: "scores",
  file: "runs/RUN/private/scores.json",
  title: {
    en: "What each score stands for: people, shares, values and edges, for the officer and the analyst",
    "zh-CN": "各评分的含义：人数、占比、取值范围与分界，供隐私负责人和分析人员使用",
  },
  schema,
};
