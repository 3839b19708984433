import type { MarketersExplanation } from "../artefacts/explanation.ts";
import type { Gate } from "../catalog/model.ts";
import type { Explanation } from "./explanation.ts";

/** The class that stands for somebody whom a campaign did not ask for. */
const OUT_OF_AUDIENCE = "audience";

/**
 * Of an explanation what a marketer may read: listed or not, and the class of the reason. Whoever was taken off the list at its
 * release is not listed. No code, value, winner, cut line or place. Pure.
 */
export function marketersAnswer(explanation: Explanation, gates: readonly Gate[]): MarketersExplanation {
  const { run_id, campaign_id, customer_id, outcome, primary_reason: reason, removed } = explanation;
  const code = removed[0]?.primary_reason ?? reason;
  const isListed = outcome === "listed" && removed.length === 0;
  const classOf = gates.find(({ reasonCode }) => reasonCode === code)?.class;
  const otherwise = outcome === "not_in_audience" ? OUT_OF_AUDIENCE : "allocation";
  return {
    run_id,
    campaign_id,
    customer_id,
    verdict: isListed ? "listed" : "not_listed",
    reason_class: isListed ? null : (classOf ?? otherwise),
  };
}
