import type { ReleasedCampaign } from "../src/artefacts/release-record.ts";
import { resolveSendWindow, type SendWindow } from "../src/config/send-window.ts";
import type { Campaign, Caps } from "../src/domain/campaign.ts";
import type { Project } from "../src/domain/project.ts";
import type { SqlValue } from "../src/engine/engine.ts";
import { hoursOf } from "./campaign-parameters.ts";
import type { ResolvedCampaign, RunContext } from "./context.ts";
import type { ParameterTable } from "./parameters.ts";

type Allocating = Pick<RunContext, "project" | "campaigns" | "releases">;

/** What allocation is told: caps, exclusions, holdouts and budgets of each campaign, and what is known of every other. */
export function allocationParameters(context: Allocating): Record<string, ParameterTable> {
  const { project, campaigns } = context;
  const holdouts = campaigns.flatMap(({ campaign }) => holdoutsOf(project, campaign));
  const unique = [...new Map(holdouts.map((holdout) => [holdout.holdoutId, holdout])).values()];
  return {
    campaign_caps: {
      columns: [
        "campaign_id varchar",
        "cap_id varchar",
        "scope varchar",
        "origin varchar",
        "purpose varchar",
        "window_hours bigint",
        "contacts bigint",
      ],
      rows: campaigns.flatMap(({ campaign }) => capsOf(project, campaign)),
    },
    known_campaigns: {
      columns: ["campaign_id varchar", "purpose varchar"],
      rows: project.campaigns.map(({ id, purpose }) => [id, purpose]),
    },
    campaign_exclusions: {
      columns: ["campaign_id varchar", "other_campaign_id varchar", "from_at timestamp(6)", "until_at timestamp(6)"],
      rows: campaigns.flatMap((campaign) => exclusionsOf(context, campaign)),
    },
    released_windows: {
      columns: ["campaign_id varchar", "send_from_date varchar", "until_at timestamp(6)"],
      rows: releasedWindows(context),
    },
    holdouts: {
      columns: ["holdout_id varchar", "seed varchar", "share integer"],
      rows: unique.map(({ holdoutId, seed, share }) => [holdoutId, seed, share]),
    },
    campaign_holdouts: {
      columns: ["campaign_id varchar", "holdout_id varchar", "seed varchar", "is_universal boolean"],
      rows: holdouts.map(({ campaignId, holdoutId, seed, isUniversal }) => [campaignId, holdoutId, seed, isUniversal]),
    },
    campaign_budgets: {
      columns: ["campaign_id varchar", "contacts bigint", "seed varchar"],
      rows: campaigns.flatMap(({ campaign: { id, budget } }) =>
        budget === undefined ? [] : [[id, budget.contacts, budget.seed]],
      ),
    },
  };
}

/** The holdouts that a run of these campaigns draws, each once, sorted. */
export function holdoutIds({ project, campaigns }: Pick<RunContext, "project" | "campaigns">): string[] {
  const ids = campaigns.flatMap(({ campaign }) => holdoutsOf(project, campaign).map(({ holdoutId }) => holdoutId));
  return [...new Set(ids)].toSorted();
}

interface CampaignHoldout {
  readonly campaignId: string;
  /** Whose it is and its seed: with another seed it is another holdout. */
  readonly holdoutId: string;
  readonly seed: string;
  readonly share: number;
  readonly isUniversal: boolean;
}

/** A service message is kept from nobody, to measure anything. */
function holdoutsOf({ holdout: universal }: Project, { id, class: kind, holdout }: Campaign): CampaignHoldout[] {
  if (kind === "service") return [];
  return [
    ...(holdout === undefined
      ? []
      : [{ campaignId: id, holdoutId: `${id}/${holdout.seed}`, ...holdout, isUniversal: false }]),
    ...(universal === undefined
      ? []
      : [{ campaignId: id, holdoutId: `*/${universal.seed}`, ...universal, isUniversal: true }]),
  ];
}

/** Caps of the campaign, of the whole project, of the channel and of the purpose: each binds by itself, so that the strictest does. */
function capsOf({ caps }: Project, campaign: Campaign): SqlValue[][] {
  const { id, purpose } = campaign;
  const rows = (origin: string, own: Caps | undefined, counted: string | null): SqlValue[][] =>
    (["person", "contactPoint"] as const).flatMap((kind) =>
      (own?.[kind] ?? []).map(({ window, limit }) => {
        const scope = kind === "person" ? "person" : "contact_point";
        const hours = hoursOf(window);
        return [id, `${origin} ${hours} ${limit}`, scope, origin, counted, hours, limit];
      }),
    );
  const all = [
    ...rows("campaign", campaign.caps, null),
    ...rows("global", caps, null),
    ...rows("channel", caps.channels[campaign.channel], null),
    ...rows("purpose", caps.purposes[purpose], purpose),
  ];
  // 30d and 720h, say, are one window: written twice it is one cap.
  return [...new Map(all.map((row) => [`${row[1]} ${row[2]}`, row])).values()];
}

/**
 * The spans in which a contact of an excluded campaign excludes: the window it has in this run, the windows it was released for
 * that overlap this campaign's, and this campaign's own. Either of two campaigns may say that they exclude each other.
 */
function exclusionsOf(
  { project, campaigns, releases }: Allocating,
  { campaign, window }: ResolvedCampaign,
): SqlValue[][] {
  const others = project.campaigns.filter((other) => excludeEachOther(campaign, other)).map(({ id }) => id);
  return others.flatMap((other) => {
    const inRun = campaigns.filter(({ campaign: { id } }) => id === other).map((found) => found.window);
    const released = releases.records
      .flatMap((record) => record.campaigns)
      .filter(({ campaignId, sendFrom, sendTo }) => {
        return campaignId === other && sendFrom <= window.toDate && sendTo >= window.fromDate;
      })
      .map((list) => releasedWindow(project, list));
    return [window, ...inRun, ...released].map(({ fromAt, toAt }) => [campaign.id, other, fromAt, toAt]);
  });
}

/** When a campaign's lists that begin on one day end, the last of them: a contact of theirs that nobody reported may happen until then. */
function releasedWindows({ project, releases }: Allocating): SqlValue[][] {
  const latest = new Map<string, ReleasedCampaign>();
  for (const list of releases.records.flatMap(({ campaigns }) => campaigns)) {
    const key = `${list.campaignId} ${list.sendFrom}`;
    const known = latest.get(key);
    if (known === undefined || known.sendTo < list.sendTo) latest.set(key, list);
  }
  return [...latest.values()].map((list) => [list.campaignId, list.sendFrom, releasedWindow(project, list).toAt]);
}

function releasedWindow({ timeZone }: Project, { sendFrom, sendTo }: ReleasedCampaign): SendWindow {
  return resolveSendWindow({ kind: "dates", fromDate: sendFrom, toDate: sendTo }, sendFrom, timeZone);
}

function excludeEachOther(one: Campaign, other: Campaign): boolean {
  const names = (campaign: Campaign, id: string) => campaign.excludes.some(({ campaignId }) => campaignId === id);
  return one.id !== other.id && (names(one, other.id) || names(other, one.id));
}
