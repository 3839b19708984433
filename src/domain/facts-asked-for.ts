import type { Campaign } from "./campaign.ts";
import type { Project } from "./project.ts";
import { hasDimension } from "./report.ts";

/** What a run is about to make of the facts. */
export interface Asking {
  readonly project: Project;
  /** The campaigns and reports selected for the run. */
  readonly campaigns: readonly Campaign[];
  /** Whether there is an earlier as-of moment to compare with. */
  readonly isComparing: boolean;
}

/** What makes a model on demand worth computing. */
const ASKED: Readonly<Record<string, (asking: Asking) => boolean>> = {
  "segment.person_last_order": ({ project }) => hasDimension(project.reports, "category", "channel"),
  "segment.previous_segments": ({ project, isComparing }) =>
    isComparing && hasDimension(project.reports, "previous_segment"),
  "segment.revenue_groups": ({ project }) => hasDimension(project.reports, "revenue_group"),
  "segment.segment_stability": ({ project }) => hasDimension(project.reports, "stability"),
};

/** The models on demand of the segment stage that the configuration, a campaign or a report of this run asks for. */
export function factsAskedFor(asking: Asking): string[] {
  return Object.entries(ASKED).flatMap(([model, isAsked]) => (isAsked(asking) ? [model] : []));
}
