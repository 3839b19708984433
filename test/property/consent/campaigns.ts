import type { ResolvedCampaign } from "../../../pipeline/context.ts";
import { CHANNEL_CONTACT_POINTS, type Channel, type DataUse } from "../../../src/domain/campaign.ts";
import { ruleBook } from "../../../src/config/shipped-rules.ts";
import { BASIS_EVENTS, ELSEWHERE, type LegalBasis, type RuleBook, type UseRow } from "../../../src/domain/rules.ts";
import type { Window } from "../../../src/domain/consent.ts";
import type { NoticeDemand } from "../../../src/domain/notice.ts";
import { OTHER_SHOP } from "./notices.ts";
import { DAY_WINDOW, engineTime, LONG_WINDOW } from "./times.ts";

/** A campaign as far as consent looks at it. */
export interface CampaignSpec {
  readonly id: string;
  readonly purpose: string;
  readonly channel: Channel;
  readonly class: "marketing" | "service";
  readonly topic: string | null;
  readonly window: typeof LONG_WINDOW;
  readonly uses: readonly DataUse[];
  /** Whom else it is done for. */
  readonly onBehalfOf?: string;
}

/** What is asked about every customer of every world. Each use of data, channel kind and window occurs. */
export const CAMPAIGNS: readonly CampaignSpec[] = [
  marketing("sms-home", "direct_marketing", "sms", {
    topic: "Home Care",
    uses: ["direct_marketing", "third_party_disclosure"],
  }),
  marketing("sms-day", "direct_marketing", "sms", { window: DAY_WINDOW, uses: ["direct_marketing"] }),
  marketing("call-news", "newsletter", "call", { uses: ["direct_marketing", "automated_decision"] }),
  marketing("email-home", "direct_marketing", "email", {
    topic: "home care",
    uses: ["direct_marketing", "sensitive_data_use"],
  }),
  marketing("post-news", "newsletter", "post", {
    uses: ["direct_marketing", "automated_decision", "third_party_disclosure"],
    onBehalfOf: OTHER_SHOP,
  }),
  { ...marketing("sms-service", "newsletter", "sms", { uses: ["third_party_disclosure"] }), class: "service" },
];

/** What a campaign asks of each person: its purposes, and which of them must rest on a consent. */
export interface Ask {
  readonly purpose: string;
  readonly needsConsent: boolean;
  /** The legal bases that do, where a basis is needed. */
  readonly accepted: readonly string[];
}

/**
 * The purposes a campaign asks about: its own, and every use it makes of data (consent-gate.md §7). The rows of China and of
 * the strictest regime ask for consent to everything, but China's for automated decisions (§6); customers of these worlds
 * state no country, so that numbers of +86 are Chinese and all else is judged by the strictest. For contact that one takes dated
 * records as well in these worlds (`worldRules`), so that they try them.
 */
export function asksOf(campaign: CampaignSpec, contactKey = "phone:+86"): Ask[] {
  const isChinese = CHANNEL_CONTACT_POINTS[campaign.channel] === "phone" && contactKey.startsWith("phone:+86");
  const own = {
    purpose: campaign.purpose,
    needsConsent: campaign.class === "marketing",
    accepted: isChinese ? ["consent"] : ACCEPTED_ELSEWHERE,
  };
  const others = campaign.uses
    .filter((use) => use !== campaign.purpose)
    .map((use) => ({
      purpose: use,
      needsConsent: use !== "direct_marketing" && !(use === "automated_decision" && isChinese),
      accepted: ["consent"],
    }));
  return [own, ...others];
}

/** What contact elsewhere may rest on in these worlds. */
const ACCEPTED_ELSEWHERE: readonly LegalBasis[] = ["consent", "soft_opt_in", "legitimate_interest"];

/** The shipped rules, but that contact in countries without rows may rest on dated records. */
export function worldRules(): RuleBook {
  const { regimes, timeZones } = ruleBook([]);
  const bases = ACCEPTED_ELSEWHERE.map((basis) => ({
    basis,
    events: BASIS_EVENTS.map((event) => ({ event, within: undefined })),
    needsRefusalOffered: false,
    needsSameTopic: false,
  }));
  const widened = (row: UseRow): UseRow[] => [
    { ...row, uses: ["contact"], bases },
    { ...row, uses: row.uses.filter((use) => use !== "contact") },
  ];
  return {
    timeZones,
    regimes: regimes.map((regime) =>
      regime.id === ELSEWHERE ? { ...regime, rules: regime.rules.flatMap(widened) } : regime,
    ),
  };
}

export function windowOf({ window }: CampaignSpec): Window {
  return { fromAt: Date.parse(window.fromAt), untilAt: Date.parse(window.toAt) };
}

/** The campaign as the pipeline knows it. */
export function resolved(campaign: CampaignSpec, position: number): ResolvedCampaign {
  const window = {
    ...campaign.window,
    fromAt: engineTime(campaign.window.fromAt),
    toAt: engineTime(campaign.window.toAt),
  };
  const caps = { person: [], contactPoint: [] };
  const own = {
    id: campaign.id,
    purpose: campaign.purpose,
    channel: campaign.channel,
    class: campaign.class,
    topic: campaign.topic ?? undefined,
    columns: [],
    onBehalfOf: campaign.onBehalfOf ?? "self",
    caps,
    excludes: [],
  };
  const { uses } = campaign;
  const demand: NoticeDemand = {
    uses: [...new Set([campaign.purpose, ...uses])],
    channel: campaign.channel,
    recipients: recipientsOf(campaign).map((name) => ({ name, isProcessor: false })),
    categories: [{ column: undefined, dataClass: "identity" }],
  };
  return {
    campaign: own,
    position,
    window,
    uses,
    demand,
    vendor: undefined,
    selectsByBehaviour: false,
  } as unknown as ResolvedCampaign;
}

/** Whom a notice has to name. */
export function recipientsOf({ onBehalfOf }: CampaignSpec): string[] {
  return onBehalfOf === undefined ? [] : [onBehalfOf];
}

function marketing(id: string, purpose: string, channel: Channel, more: Partial<CampaignSpec>): CampaignSpec {
  return { id, purpose, channel, class: "marketing", topic: null, window: LONG_WINDOW, uses: [], ...more };
}
