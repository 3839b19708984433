import type { Campaign } from "./campaign.ts";
import type { Project } from "./project.ts";
import { scoreRules } from "./rfm.ts";

/** What a run is about to make of the facts. */
export interface Asking {
  readonly project: Project;
  /** The campaigns and reports selected for the run. */
  readonly campaigns: readonly Campaign[];
}

/** What makes a model on demand worth computing. */
const ASKED: Readonly<Record<string, (asking: Asking) => boolean>> = {
  "segment.person_days": ({ project: { rfm } }) =>
    rfm.frequency.endsWith("_days") || rfm.monetary === "mean_per_active_day" || rfm.monetary === "mean_repeat",
  "segment.score_edges": ({ project: { rfm } }) => scoreRules(rfm).some(({ cuts }) => cuts.length > 0),
  "segment.cancelled_lines": ({ project }) => project.rfm.refunds === "drop_cancelled",
};

/** The models on demand of the segment stage that the configuration, a campaign or a report of this run asks for. */
export function factsAskedFor(asking: Asking): string[] {
  return Object.entries(ASKED).flatMap(([model, isAsked]) => (isAsked(asking) ? [model] : []));
}
