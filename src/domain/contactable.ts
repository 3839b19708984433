import type { Campaign, Channel } from "./campaign.ts";
import { CHANNELS } from "./campaign.ts";
import type { Report, ReportMeasure } from "./report.ts";

/** What a report says of a channel: how many of a cell's customers could be contacted through it, and their share. */
export type ContactableMeasure = `contactable_${Channel}` | `contactable_${Channel}_share`;

const SHARE = "_share";

/** Whether a measure is about who could be contacted. */
export function isContactable(measure: ReportMeasure): measure is ContactableMeasure {
  return measure.startsWith("contactable_");
}

/** Whether it is the share and not the count. */
export function isContactableShare(measure: ContactableMeasure): boolean {
  return measure.endsWith(SHARE);
}

/** The channel that a measure is about. */
export function channelOf(measure: ContactableMeasure): Channel {
  return measure.replace("contactable_", "").replace(SHARE, "") as Channel;
}

/** The channels that these measures ask about, in the order of `CHANNELS`. */
export function channelsAsked(measures: readonly ReportMeasure[]): Channel[] {
  const asked = new Set(measures.filter(isContactable).map(channelOf));
  return CHANNELS.filter((channel) => asked.has(channel));
}

/** The channels that any table of the reports asks about, in the order of `CHANNELS`. */
export function channelsOfReports(reports: readonly Report[]): Channel[] {
  return channelsAsked(reports.flatMap(({ tables }) => tables.flatMap(({ measures }) => measures)));
}

/** The id by which the gates know the question; no campaign has a colon in its id. */
export function contactQuestionId(channel: Channel): string {
  return `contactable:${channel}`;
}

/**
 * What a report asks of the gates, in the words of a campaign: plain direct marketing, by the controller itself, to everybody.
 * Source: rfm.md §4, report 1.
 */
export const CONTACT_QUESTION = {
  purpose: "direct_marketing",
  class: "marketing",
  onBehalfOf: "self",
  executor: undefined,
  list: undefined,
  budget: undefined,
  uses: [],
  audience: { text: "true", names: [] },
} as const satisfies Pick<Campaign, "purpose" | "class" | "onBehalfOf" | "executor" | "list" | "budget" | "uses"> & {
  readonly audience: Pick<Campaign["audience"], "text" | "names">;
};
