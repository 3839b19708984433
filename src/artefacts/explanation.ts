import * as z from "zod";
import { CAMPAIGN_LISTS } from "../domain/campaign.ts";
import type { Artefact } from "./artefact.ts";
import { count, list, mapping, record, releaseId, runId } from "./parts.ts";

/** What a gate said of a candidate. */
const GATE_VERDICTS = ["refused", "passed", "not_asked_of_class", "not_reached"] as const;

const label = record({ en: z.string(), "zh-CN": z.string() });

const reason = record({
  reason_code: z.string(),
  class: z.string(),
  rank: count,
  label,
  meaning: label,
  law: z.string(),
  findings: list(record({ contact_key: z.string().nullable(), evidence: z.string() })),
});

const gate = record({
  reason_code: z.string(),
  class: z.string(),
  rank: count,
  verdict: z
    .enum(GATE_VERDICTS)
    .describe("not_asked_of_class: not of campaigns of this class; not_reached: refused before places are given"),
  override: z.string(),
  law: z.string().describe("What the rule rests on; none where it is the company's own"),
});

const officer = record({
  run_id: runId,
  campaign_id: z.string(),
  customer_id: z.string(),
  person_id: z.string(),
  outcome: z.enum(["listed", "held_out", "refused", "not_in_audience"]),
  primary_reason: z.string().nullable(),
  reasons: list(reason),
  gates: list(gate).describe("Every gate in the order of severity; none for somebody nobody decided about"),
  gates_passed: list(z.string()),
  list: record({ list: z.enum(CAMPAIGN_LISTS), is_on_list: z.boolean(), facts: mapping(z.string()) }).nullable(),
  removed: list(record({ release_id: releaseId, primary_reason: z.string() })),
});

const marketer = record({
  run_id: runId,
  campaign_id: z.string(),
  customer_id: z.string(),
  verdict: z.enum(["listed", "not_listed"]),
  reason_class: z
    .string()
    .nullable()
    .describe("Null for somebody listed; audience for somebody the campaign did not ask for"),
});

export type ExplanationJson = z.output<typeof officer>;
export type MarketersExplanation = z.output<typeof marketer>;

/** Why somebody is on a list or is not, as the officer reads it. */
export const explanation: Artefact<ExplanationJson> = {
  name: "explanation",
  file: "explain --format json",
  title: {
    en: "Why somebody is on a list or is not: every gate with its verdict, evidence and law, for the officer",
    "zh-CN": "某人为何在或不在名单上：每道关卡的结论、证据与法律依据，供隐私负责人使用",
  },
  schema: officer,
};

/** The same as a marketer may read it. */
export const marketersExplanation: Artefact<MarketersExplanation> = {
  name: "marketers-explanation",
  file: "explain --as marketer --format json",
  title: {
    en: "Whether somebody is on the list of an approved campaign, and the class of the reason why not",
    "zh-CN": "某人是否在已批准营销活动的名单上，以及不在名单上的原因类别",
  },
  schema: marketer,
};
