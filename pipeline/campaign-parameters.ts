import { CHANNEL_CONTACT_POINTS, HOURS_COLUMN } from "../src/domain/campaign.ts";
import { CONTACT_QUESTION } from "../src/domain/contactable.ts";
import type { Duration } from "../src/domain/durations.ts";
import type { SqlValue } from "../src/engine/engine.ts";
import type { ContactQuestion, ResolvedCampaign, RunContext } from "./context.ts";
import type { ParameterTable } from "./parameters.ts";

/**
 * What the consent fold and the gates are asked: the campaigns, and after them what reports ask of each channel. Only campaigns
 * take a turn in allocation and are decided about.
 */
export function campaignParameters({
  campaigns,
  contactQuestions,
}: Pick<RunContext, "campaigns" | "contactQuestions">): Record<string, ParameterTable> {
  const asked = everythingAsked({ campaigns, contactQuestions });
  return {
    campaigns: {
      columns: [
        "campaign_id varchar",
        "position integer",
        "purpose varchar",
        "channel varchar",
        "contact_kind varchar",
        "class varchar",
        "topic varchar",
        "send_from_at timestamp(6)",
        "send_until_at timestamp(6)",
        "send_from_date date",
        "send_to_date date",
        "selects_by_behaviour boolean",
        "is_for_others boolean",
        "shows_hours boolean",
      ],
      rows: asked.map(({ campaign, position, window, selectsByBehaviour, isTold }) => [
        campaign.id,
        position,
        campaign.purpose,
        campaign.channel,
        CHANNEL_CONTACT_POINTS[campaign.channel],
        campaign.class,
        campaign.topic ?? null,
        window.fromAt,
        window.toAt,
        window.fromDate,
        window.toDate,
        selectsByBehaviour,
        campaign.onBehalfOf !== "self",
        isTold && position < campaigns.length,
      ]),
    },
    campaign_purposes: {
      columns: ["campaign_id varchar", "purpose varchar", "data_use varchar", "needs_basis boolean"],
      rows: asked.flatMap(purposesAsked),
    },
    contact_questions: {
      columns: ["campaign_id varchar", "channel varchar"],
      rows: contactQuestions.map(({ id, channel }) => [id, channel]),
    },
  };
}

/** Everything the gates are asked: the campaigns, then the questions of reports. */
export function everythingAsked({
  campaigns,
  contactQuestions,
}: Pick<RunContext, "campaigns" | "contactQuestions">): readonly Asked[] {
  const asked = campaigns.map((each) => ({ ...each, isTold: each.campaign.columns.includes(HOURS_COLUMN) }));
  return [...asked, ...contactQuestions.map((question, index) => asAsked(question, campaigns.length + index))];
}

/** As much of a campaign as the gates are told. */
export interface Asked extends Pick<
  ResolvedCampaign,
  "position" | "window" | "uses" | "selectsByBehaviour" | "demand"
> {
  readonly campaign: Pick<
    ResolvedCampaign["campaign"],
    "id" | "purpose" | "channel" | "class" | "topic" | "onBehalfOf" | "hours"
  >;
  /** Whether whoever contacts people is told when each of them may be reached. */
  readonly isTold: boolean;
}

/** A report's question in the words of a campaign that chooses nobody, has no topic, and would keep to everybody's hours. */
function asAsked({ id, channel, window, uses, demand }: ContactQuestion, position: number): Asked {
  const { purpose, class: campaignClass } = CONTACT_QUESTION;
  const campaign = {
    id,
    channel,
    purpose,
    class: campaignClass,
    topic: undefined,
    onBehalfOf: CONTACT_QUESTION.onBehalfOf,
    hours: undefined,
  };
  return { campaign, position, window, uses, demand, selectsByBehaviour: false, isTold: true };
}

/** The purposes a campaign asks about: its own, and each use it makes of data. Source: consent-gate.md §7. */
function purposesAsked({ campaign, uses }: Asked): SqlValue[][] {
  const own: SqlValue[] = [campaign.id, campaign.purpose, "contact", campaign.class === "marketing"];
  const others = uses.filter((use) => use !== campaign.purpose);
  return [own, ...others.map((use) => [campaign.id, use, use, use !== "direct_marketing"])];
}

/** Months and years at their longest, so that a cap never binds for less than it says. */
export function hoursOf({ count, unit }: Duration): number {
  const days = { day: 1, week: 7, month: 31, year: 366 };
  return count * days[unit] * 24;
}
