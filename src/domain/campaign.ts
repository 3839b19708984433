import type { Decoys } from "./decoys.ts";
import type { AudienceColumn } from "./audience-columns.ts";
import type { Duration } from "./durations.ts";
import type { ErrorPosition } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import type { ExpressionText } from "./project.ts";
import type { MinuteSpan } from "./rules.ts";
import { isProcessorThroughout, type Vendor } from "./vendor.ts";

export const CHANNELS = ["call", "automated_call", "sms", "email", "post", "visit"] as const;
export type Channel = (typeof CHANNELS)[number];

export type ContactPointKind = "phone" | "email" | "address";

/** The kind of contact point each channel reaches. */
export const CHANNEL_CONTACT_POINTS: Readonly<Record<Channel, ContactPointKind>> = {
  call: "phone",
  automated_call: "phone",
  sms: "phone",
  email: "email",
  post: "address",
  visit: "address",
};

/** The uses a campaign makes of data; each is a purpose too. Source: consent-gate.md §7. */
export const DATA_USES = [
  "direct_marketing",
  "third_party_disclosure",
  "automated_decision",
  "sensitive_data_use",
] as const;
export type DataUse = (typeof DATA_USES)[number];

/** Columns a released list may have, beside the channel's contact point and extra columns of class personal or identity. */
export const LIST_COLUMNS = ["full_name", "language", "time_zone", "household_id", "contact_hours"] as const;

/** Lists that a campaign may start from; its audience is who is on the list and meets the condition. Source: rfm.md §4. */
export const CAMPAIGN_LISTS = ["churn", "should_have_bought", "due_to_buy", "funnel_target"] as const;
export type CampaignList = (typeof CAMPAIGN_LISTS)[number];

/** A campaign, one a file. Source: contracts.md §4. */
export interface Campaign {
  readonly id: string;
  readonly title: LocalizedText;
  readonly purpose: string;
  /** Why this person, now. */
  readonly reason: LocalizedText;
  /** `self`, or the name of whoever else it is done for. */
  readonly onBehalfOf: string;
  readonly topic: string | undefined;
  readonly channel: Channel;
  /** A condition over the names of the logical data model. */
  readonly audience: ExpressionText;
  /** The list that the audience is part of; undefined for everybody. */
  readonly list: CampaignList | undefined;
  /** Absent when the house carries it out itself. */
  readonly executor: Executor | undefined;
  readonly send: SendRule;
  /** The hours of contacts, in the time of whoever is reached; undefined for any. */
  readonly hours: readonly MinuteSpan[] | undefined;
  /** Higher wins. */
  readonly priority: number;
  readonly caps: Caps;
  /** Who is left out to measure the effect; undefined for nobody. */
  readonly holdout: Holdout | undefined;
  /** The campaign's own, or else its vendor's. */
  readonly decoys: Decoys | undefined;
  /** How many people are contacted at most; undefined for as many as there are. */
  readonly budget: Budget | undefined;
  /** Campaigns that contact nobody whom this one contacts, and the other way round. */
  readonly excludes: readonly Exclusion[];
  /** The columns of the released list, in order. */
  readonly columns: readonly string[];
  readonly author: string;
  readonly approval: "required" | "none";
  readonly class: "marketing" | "service";
  /** Uses declared beyond the inferred ones. */
  readonly uses: readonly DataUse[];
  readonly path: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly contentHash: string;
}

/** The vendor that carries a campaign out, and the age recipient its list is encrypted for. */
export interface Executor {
  readonly vendorId: string;
  readonly recipient: string;
}

/** When contacts happen: on given days, both inclusive; or for a time that starts some time after the as-of date. */
export type SendRule =
  | { readonly kind: "dates"; readonly fromDate: string; readonly toDate: string }
  | { readonly kind: "relative"; readonly after: Duration; readonly for: Duration };

/** The column of a list that tells when each person may be reached. */
export const HOURS_COLUMN = "contact_hours";

/** At most `limit` contacts in any rolling window of this length; 0 allows none. */
export interface Cap {
  readonly window: Duration;
  readonly limit: number;
}

/** Frequency caps of a person and of a contact point. */
export interface Caps {
  readonly person: readonly Cap[];
  readonly contactPoint: readonly Cap[];
}

/** A share of all customers, drawn by the seed; the same seed and customer always draw the same number. */
export interface Holdout {
  /** Of ten thousand. */
  readonly share: number;
  readonly seed: string;
}

/** The people who come first: by a number where one is named, the greatest first, and then as the seed draws them. */
export interface Budget {
  readonly contacts: number;
  readonly by: string | undefined;
  readonly seed: string;
}

/** Another campaign, and where it is named. */
export interface Exclusion {
  readonly campaignId: string;
  readonly at: ErrorPosition;
}

/** What the uses of a campaign depend on beyond its own file. */
export interface UsesContext {
  /** Every name the audience may use, with its class. */
  readonly columns: readonly AudienceColumn[];
  /** The vendor the executor names. */
  readonly vendor: Vendor | undefined;
  /** The last day of the send window, `YYYY-MM-DD`. */
  readonly lastDate: string;
  /** The names that the conditions of the customer funnel use; none for a project without one. */
  readonly funnelNames: readonly string[];
}

type UsingCampaign = Pick<Campaign, "class" | "onBehalfOf" | "executor" | "uses" | "list" | "budget"> & {
  readonly audience: Pick<ExpressionText, "names">;
};

/**
 * The uses a campaign makes of data, in the order of DATA_USES: those that follow from what it does, and those it
 * declares on top. A declaration widens and never narrows.
 *
 * Source: consent-gate.md §7. Pure; throws nothing.
 */
export function usesOfCampaign(campaign: UsingCampaign, context: UsesContext): readonly DataUse[] {
  const names = new Set([
    ...campaign.audience.names,
    ...(campaign.list === "funnel_target" ? context.funnelNames : []),
  ]);
  const classes = new Set(context.columns.filter(({ name }) => names.has(name)).map(({ dataClass }) => dataClass));
  const inferred: Readonly<Record<DataUse, boolean>> = {
    direct_marketing: campaign.class === "marketing",
    third_party_disclosure: disclosesToThirdParty(campaign, context),
    // Whoever a budget leaves out was left out by a rule, whether it looks at a value or not.
    automated_decision: selectsByBehaviour(campaign, context.columns) || campaign.budget !== undefined,
    sensitive_data_use: classes.has("sensitive"),
  };
  return DATA_USES.filter((use) => inferred[use] || campaign.uses.includes(use));
}

/**
 * Whether a campaign chooses people by what they did: by a segment, a score, a fact or a list. Whoever objects to marketing or to
 * automated decisions is in no such audience. Source: rfm.md §4, consent-gate.md §4 and §7. Pure; throws nothing.
 */
export function selectsByBehaviour(
  { audience, list }: Pick<UsingCampaign, "audience" | "list">,
  columns: readonly AudienceColumn[],
): boolean {
  return (
    list !== undefined ||
    columns.some(({ name, dataClass }) => dataClass === "behaviour" && audience.names.includes(name))
  );
}

/** A vendor is known by its file; an executor whose vendor is not known counts as any other third party. */
function disclosesToThirdParty(campaign: UsingCampaign, { vendor, lastDate }: UsesContext): boolean {
  if (campaign.onBehalfOf !== "self") return true;
  if (campaign.executor === undefined) return false;
  return vendor === undefined || !isProcessorThroughout(vendor, lastDate);
}
