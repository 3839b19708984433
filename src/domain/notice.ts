import type { ErrorPosition } from "../errors.ts";
import type { AudienceColumn } from "./audience-columns.ts";
import { CHANNEL_CONTACT_POINTS, type Campaign, type Channel, type DataUse } from "./campaign.ts";
import { INPUT_TABLES, type DataClass } from "./input-tables.ts";
import type { Vendor } from "./vendor.ts";

/** What people are told about, in the parts that a notice has. Source: contracts.md §1. */
export const NOTICE_PARTS = [
  "collection",
  "use",
  "disclosure",
  "control",
  "access",
  "security",
  "changes",
  "contact",
] as const;
export type NoticePart = (typeof NOTICE_PARTS)[number];

/** A recipient that stands for every vendor that is an entrusted processor throughout the send window. */
const PROCESSORS = "processors";

/** Classes of data that a notice may name as a whole. */
export const NOTICE_CLASSES = ["identity", "personal", "sensitive", "behaviour"] as const satisfies DataClass[];

/** A privacy notice, one a file, with every version that people were ever given. */
export interface Notice {
  readonly id: string;
  /** In the order in which they begin. */
  readonly versions: readonly NoticeVersion[];
  readonly path: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly contentHash: string;
}

/** One version: what it says is done with data, and its wording. */
export interface NoticeVersion {
  readonly version: string;
  /** Its first and, where it is said, last day, `YYYY-MM-DD`; it ends in any case when a later version begins. */
  readonly fromDate: string;
  readonly toDate: string | undefined;
  /** Purposes, the uses of data among them. */
  readonly uses: readonly string[];
  readonly channels: readonly Channel[];
  /** Whom it is done for and who receives data: names, vendors' ids, or `processors`. */
  readonly recipients: readonly string[];
  /** Classes of data, and single columns. */
  readonly categories: readonly string[];
  /** By language, such as `en` and `zh-CN`. */
  readonly text: Readonly<Record<string, NoticeText>>;
  readonly at: ErrorPosition;
}

export type NoticeText = Readonly<Record<NoticePart, string>>;

/** A version with the notice it is of. */
export interface NamedVersion {
  readonly noticeId: string;
  readonly version: NoticeVersion;
}

/** What a campaign needs a notice to say. */
export interface NoticeDemand {
  /** Its own purpose, and each use it makes of data. */
  readonly uses: readonly string[];
  readonly channel: Channel;
  readonly recipients: readonly { readonly name: string; readonly isProcessor: boolean }[];
  /** The columns it looks at or hands out; a class alone where no single column is meant. */
  readonly categories: readonly { readonly column: string | undefined; readonly dataClass: DataClass }[];
}

/** What a version does not say, in the order in which it is told. */
export interface NoticeGap {
  readonly what: "use" | "channel" | "recipient" | "category";
  readonly name: string;
}

type DemandingCampaign = Pick<Campaign, "purpose" | "channel" | "onBehalfOf" | "list" | "columns"> & {
  readonly audience: Pick<Campaign["audience"], "names">;
};

/** What the demand depends on beyond the campaign's own file. */
export interface DemandContext {
  readonly uses: readonly DataUse[];
  readonly columns: readonly AudienceColumn[];
  /** The names that the conditions of the customer funnel use. */
  readonly funnelNames: readonly string[];
  readonly vendor: Pick<Vendor, "id"> | undefined;
  /** The vendor is a processor on every day of the send window. */
  readonly isProcessor: boolean;
}

/**
 * What a campaign does with data, as a notice has to say it: its purpose and uses, its channel, whom it is for and who receives
 * data, and the classes and columns it looks at. Source: consent-gate.md §7. Pure; throws nothing.
 */
export function noticeDemand(campaign: DemandingCampaign, context: DemandContext): NoticeDemand {
  const { purpose, channel, onBehalfOf, list } = campaign;
  const others = onBehalfOf === "self" ? [] : [{ name: onBehalfOf, isProcessor: false }];
  const { vendor, isProcessor } = context;
  return {
    uses: [...new Set([purpose, ...context.uses])],
    channel,
    recipients: vendor === undefined ? others : [...others, { name: vendor.id, isProcessor }],
    categories: [
      { column: CHANNEL_CONTACT_POINTS[channel], dataClass: "identity" },
      ...(list === undefined ? [] : [{ column: undefined, dataClass: "behaviour" as const }]),
      ...columnsUsed(campaign, context),
    ],
  };
}

function columnsUsed({ audience, list, columns: listed }: DemandingCampaign, context: DemandContext) {
  const names = new Set([...audience.names, ...listed, ...(list === "funnel_target" ? context.funnelNames : [])]);
  const known = [...context.columns, ...INPUT_TABLES.customers];
  return [...names].toSorted().flatMap((column) => {
    const found = known.find(({ name }) => name === column);
    return found === undefined ? [] : [{ column, dataClass: found.dataClass }];
  });
}

/** What of a demand a version does not say; nothing when it covers all of it. Pure; throws nothing. */
export function gapsOf(version: NoticeVersion, demand: NoticeDemand): readonly NoticeGap[] {
  const gaps: NoticeGap[] = [
    ...demand.uses.filter((use) => !version.uses.includes(use)).map((name) => ({ what: "use" as const, name })),
    ...(version.channels.includes(demand.channel) ? [] : [{ what: "channel" as const, name: demand.channel }]),
    ...demand.recipients
      .filter((recipient) => !namesRecipient(version.recipients, recipient))
      .map(({ name }) => ({ what: "recipient" as const, name })),
    ...demand.categories
      .filter(({ dataClass }) => NOTICE_CLASSES.some((known) => known === dataClass))
      .filter(
        ({ column, dataClass }) => ![dataClass, column ?? dataClass].some((word) => version.categories.includes(word)),
      )
      .map(({ column, dataClass }) => ({ what: "category" as const, name: column ?? dataClass })),
  ];
  return gaps;
}

/** Nobody else is meant by `processors`, whatever they call themselves. */
function namesRecipient(
  recipients: readonly string[],
  { name, isProcessor }: NoticeDemand["recipients"][number],
): boolean {
  return (name !== PROCESSORS && recipients.includes(name)) || (isProcessor && recipients.includes(PROCESSORS));
}

/**
 * The version of each notice that is in force on a day: the last one that has begun, unless its own end has passed. Pure; throws
 * nothing.
 */
export function versionsInForce(notices: readonly Notice[], day: string): readonly NamedVersion[] {
  return notices.flatMap(({ id, versions }) => {
    const version = versions.findLast(({ fromDate }) => fromDate <= day);
    const isInForce = version !== undefined && (version.toDate === undefined || day <= version.toDate);
    return isInForce ? [{ noticeId: id, version }] : [];
  });
}

/** What matters in a version: its words, sorted. */
export interface NoticeMaterial {
  readonly uses: readonly string[];
  readonly channels: readonly string[];
  readonly recipients: readonly string[];
  readonly categories: readonly string[];
}

/** What matters in a version, the order of its words aside: two that are equal in it differ in their wording alone. */
export function materialOf({ uses, channels, recipients, categories }: NoticeVersion) {
  const sorted = (words: readonly string[]): string[] => [...new Set(words)].toSorted();
  return {
    uses: sorted(uses),
    channels: sorted(channels),
    recipients: sorted(recipients),
    categories: sorted(categories),
  };
}
