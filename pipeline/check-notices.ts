import { Temporal } from "temporal-polyfill";

import type { SendWindow } from "../src/config/send-window.ts";
import type { Campaign } from "../src/domain/campaign.ts";
import {
  gapsOf,
  type NamedVersion,
  type Notice,
  type NoticeDemand,
  type NoticeGap,
  versionsInForce,
} from "../src/domain/notice.ts";
import { type GatekeeperError, noticeMissing, noticeNotInForce, notWithinNotice } from "../src/errors.ts";
import type { LocalizedText } from "../src/language.ts";

/** As much of a campaign as its notice depends on. */
interface Noticed {
  readonly campaign: Pick<Campaign, "id" | "path">;
  readonly window: Pick<SendWindow, "fromDate" | "toDate">;
  readonly demand: NoticeDemand;
}

/**
 * A problem for each campaign that does more with data, on any day of its send window, than one version of a notice in force on
 * that day says: GK0480, GK0481 or GK0482. Source: consent-gate.md §7 and §8, run gates.
 */
export function checkNotices(notices: readonly Notice[], campaigns: readonly Noticed[]): GatekeeperError[] {
  return campaigns.flatMap((noticed) => {
    const problem = daysOfChange(notices, noticed.window)
      .map((day) => problemOn(day, notices, noticed))
      .find((found) => found !== null);
    return problem ?? [];
  });
}

/** The first day of the window, and every later one on which another version may be in force, ascending. */
function daysOfChange(notices: readonly Notice[], { fromDate, toDate }: Noticed["window"]): string[] {
  const changes = notices.flatMap(({ versions }) =>
    versions.flatMap((version) => [
      version.fromDate,
      ...(version.toDate === undefined ? [] : [Temporal.PlainDate.from(version.toDate).add({ days: 1 }).toString()]),
    ]),
  );
  const inside = changes.filter((day) => fromDate < day && day <= toDate);
  return [...new Set([fromDate, ...inside])].toSorted();
}

function problemOn(day: string, notices: readonly Notice[], { campaign, demand }: Noticed): GatekeeperError | null {
  const options = { at: { file: campaign.path } };
  if (notices.length === 0) return noticeMissing({ campaign: campaign.id }, options);
  const inForce = versionsInForce(notices, day).map((named) => ({ ...named, gaps: gapsOf(named.version, demand) }));
  const [nearest] = inForce.toSorted((a, b) => a.gaps.length - b.gaps.length || (a.noticeId < b.noticeId ? -1 : 1));
  if (nearest === undefined) return noticeNotInForce({ campaign: campaign.id, day }, options);
  return nearest.gaps.length === 0 ? null : notWithinNotice(detailsOf(nearest, campaign.id, day), options);
}

function detailsOf(
  { noticeId, version, gaps }: NamedVersion & { readonly gaps: readonly NoticeGap[] },
  campaign: string,
  day: string,
) {
  const missing = {
    en: gaps.map(({ what, name }) => `${WORDS[what].en} ${name}`).join(", "),
    "zh-CN": gaps.map(({ what, name }) => `${WORDS[what]["zh-CN"]} ${name}`).join("、"),
  };
  return { campaign, day, notice: noticeId, version: version.version, missing };
}

const WORDS: Readonly<Record<NoticeGap["what"], LocalizedText>> = {
  use: { en: "the use", "zh-CN": "用途" },
  channel: { en: "the channel", "zh-CN": "渠道" },
  recipient: { en: "the recipient", "zh-CN": "接收方" },
  category: { en: "the category", "zh-CN": "数据类别" },
};
