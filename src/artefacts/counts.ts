import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, list, mapping, protectedCount, record } from "./parts.ts";

const exactSchema = list(
  record({
    campaign_id: z.string(),
    candidates: count,
    listed: count,
    held_out: count,
    refused: count,
    without_rules: count.describe("Candidates who live where no rules are known"),
    by_reason: mapping(count).describe("By primary reason; reasons nobody has are left out"),
    by_class: mapping(count),
  }),
);

export type ExactCountsJson = z.output<typeof exactSchema>;

/** The exact counts of each campaign: candidates are the sum of listed, held out and refused. */
export const exactCounts: Artefact<ExactCountsJson> = {
  name: "counts",
  file: "runs/RUN/private/counts.json",
  title: {
    en: "Exact counts of each campaign, for the officer",
    "zh-CN": "各营销活动的精确计数，供隐私负责人使用",
  },
  schema: exactSchema,
};

export const publicCountsSchema = record({
  minimum_units: count,
  campaigns: list(
    record({
      campaign_id: z.string(),
      candidates: protectedCount,
      listed: protectedCount,
      held_out: protectedCount.optional().describe("Left out where there is nobody"),
      without_rules: protectedCount
        .optional()
        .describe("Candidates who live where no rules are known; left out where there is nobody"),
      refused_by_class: mapping(protectedCount),
    }),
  ),
  notices: list(
    record({
      notice_id: z.string(),
      version: z.string().describe("The newest version"),
      people_to_tell: protectedCount.describe("Who agreed on a version that says something else, and must be told"),
    }),
  )
    .optional()
    .describe("Notices whose versions differ in more than their wording; left out where none does"),
});

export type PublicCountsJson = z.output<typeof publicCountsSchema>;

/** The same by class of reason, protected. */
export const publicCounts: Artefact<PublicCountsJson> = {
  name: "public-counts",
  file: "runs/RUN/public/counts.json",
  title: {
    en: "Protected counts of each campaign by class of reason; null is withheld",
    "zh-CN": "各营销活动按原因类别统计的受保护计数；null 表示已隐去",
  },
  schema: publicCountsSchema,
};
