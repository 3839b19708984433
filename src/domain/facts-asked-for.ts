import type { Campaign, CampaignList } from "./campaign.ts";
import { reportsOfAmounts } from "./measure-types.ts";
import { funnelNames, type Project } from "./project.ts";
import { hasDimension, type ReportDimension } from "./report.ts";
import { countsDays, scoreRules } from "./rfm.ts";

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
  "segment.person_days": ({ project: { rfm } }) => countsDays(rfm.frequency) || countsDays(rfm.monetary),
  "segment.score_edges": ({ project: { rfm } }) => scoreRules(rfm).some(({ cuts }) => cuts.length > 0),
  "segment.class_edges": ({ project: { rfm } }) => rfm.scores === "nested",
  "segment.cancelled_lines": ({ project }) => project.rfm.refunds === "drop_cancelled",
  "segment.purchase_status": (asking) =>
    isDimension("purchase_status", asking) || isList("churn", asking) || isList("should_have_bought", asking),
  "segment.due_to_buy": (asking) => isDimension("due", asking) || isList("due_to_buy", asking),
  "gate.customer_funnel": isFunnelAsked,
  "segment.person_last_order": (asking) =>
    hasDimension(asking.project.reports, "category", "channel") || isNamed(LAST_ORDER_NAMES, asking),
  "segment.period_facts": ({ project }) => reportsOfAmounts(project.reports).some(({ period }) => period !== undefined),
  "segment.previous_segments": ({ project, isComparing }) =>
    isComparing && hasDimension(project.reports, "previous_segment"),
  "segment.revenue_groups": ({ project }) => hasDimension(project.reports, "revenue_group"),
  "segment.segment_stability": ({ project }) => hasDimension(project.reports, "stability"),
};

/** The models on demand that the configuration, a campaign or a report of this run asks for. */
export function factsAskedFor(asking: Asking): string[] {
  return Object.entries(ASKED).flatMap(([model, isAsked]) => (isAsked(asking) ? [model] : []));
}

/** The names of an audience that only `segment.person_last_order` knows. */
const LAST_ORDER_NAMES: readonly string[] = ["last_category", "last_channel"];

/** Whether a condition of a campaign, or of a funnel that is asked for, names one of the names. */
function isNamed(names: readonly string[], asking: Asking): boolean {
  const funnel = isFunnelAsked(asking) ? funnelNames(asking.project.funnel) : [];
  const named = [...asking.campaigns.flatMap(({ audience }) => audience.names), ...funnel];
  return named.some((name) => names.includes(name));
}

function isFunnelAsked(asking: Asking): boolean {
  return (
    isDimension("funnel_stage", asking) || isDimension("purchasing_power", asking) || isList("funnel_target", asking)
  );
}

function isList(name: CampaignList, { campaigns }: Asking): boolean {
  return campaigns.some(({ list }) => list === name);
}

function isDimension(name: ReportDimension, { project }: Asking): boolean {
  return project.reports.some(({ tables }) =>
    tables.some(({ rows, columns }) => rows.includes(name) || columns.includes(name)),
  );
}
