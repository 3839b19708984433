// GK0230–GK0239, GK0243 and GK0258: campaigns, their lists and vendors, and reports.
import { chinese, type LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";
import { didYouMean } from "./words.ts";

export const listColumnUnknown = defineError("GK0231", "configuration", {
  en: (e: { column: string; allowed: readonly string[]; suggestion: string | undefined }) => ({
    message: `a list has no column "${e.column}"${didYouMean(e.suggestion).en}`,
    remedy: `A list of this campaign may have ${e.allowed.join(", ")}.`,
  }),
  "zh-CN": (e) => ({
    message: `名单没有“${e.column}”列${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: `该营销活动的名单可以有 ${e.allowed.join("、")}。`,
  }),
});

export const listColumnRefused = defineError("GK0232", "configuration", {
  en: (e: { column: string; why: LocalizedText; allowed: readonly string[] }) => ({
    message: `column "${e.column}" may not leave on a list: ${e.why.en}`,
    remedy: `A list of this campaign may have ${e.allowed.join(", ")}.`,
  }),
  "zh-CN": (e) => ({
    message: `“${e.column}”列不得随名单外发：${e.why["zh-CN"]}`,
    remedy: `该营销活动的名单可以有 ${e.allowed.join("、")}。`,
  }),
});

export const vendorUnknown = defineError("GK0233", "configuration", {
  en: (e: { vendor: string; suggestion: string | undefined }) => ({
    message: `there is no vendor "${e.vendor}"${didYouMean(e.suggestion).en}`,
    remedy: `Describe it in a file under vendors/ with id: ${e.vendor}, or correct the name.`,
  }),
  "zh-CN": (e) => ({
    message: `没有名为“${e.vendor}”的供应商${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: `请在 vendors/ 下用一个文件说明它（id: ${e.vendor}），或更正名称。`,
  }),
});

export const recipientInvalid = defineError("GK0234", "configuration", {
  en: () => ({
    message: "the recipient is not an age public key (not shown)",
    remedy:
      "Ask the vendor for the whole key that begins with age1; one that begins with AGE-SECRET-KEY is theirs alone.",
  }),
  "zh-CN": () => ({
    message: "接收方不是 age 公钥（内容不予显示）",
    remedy: "请向供应商索取以 age1 开头的完整公钥；以 AGE-SECRET-KEY 开头的是对方的私钥，不可外传。",
  }),
});

export const recipientMissing = defineError("GK0235", "configuration", {
  en: (e: { vendor: string }) => ({
    message: `no recipient is known for vendor "${e.vendor}"`,
    remedy:
      "Add recipient: age1… to the vendor's file or to the campaign's executor: a plain list to a vendor is refused.",
  }),
  "zh-CN": (e) => ({
    message: `供应商“${e.vendor}”没有已知的接收方公钥`,
    remedy: "请在供应商文件或营销活动的 executor 中加上 recipient: age1…；不允许向供应商交付未加密的名单。",
  }),
});

export const sendIncomplete = defineError("GK0236", "configuration", {
  en: () => ({
    message: "send says neither both days nor both durations",
    remedy: "Say send: { from: 2026-12-01, to: 2026-12-14 }, or relative to as-of: { after: 1d, for: 14d }.",
  }),
  "zh-CN": () => ({
    message: "send 既没有写全起止两日，也没有写全两个时长",
    remedy: "请写 send: { from: 2026-12-01, to: 2026-12-14 }，或相对于截止时点写 { after: 1d, for: 14d }。",
  }),
});

export const sendBackwards = defineError("GK0237", "configuration", {
  en: (e: { why: LocalizedText }) => ({
    message: `the send window is empty: ${e.why.en}`,
    remedy: "Let the window hold at least one day; from and to both belong to it.",
  }),
  "zh-CN": (e) => ({
    message: `发送窗口为空：${e.why["zh-CN"]}`,
    remedy: "窗口至少要包含一天；from 和 to 两日都计算在内。",
  }),
});

export const serviceRestricted = defineError("GK0238", "configuration", {
  en: (e: { why: LocalizedText }) => ({
    message: `a service campaign ${e.why.en}`,
    remedy: "Take that out, or make it class: marketing, with everything that follows.",
  }),
  "zh-CN": (e) => ({
    message: chinese`服务类活动${e.why["zh-CN"]}`,
    remedy: "请去掉这一点，或改为 class: marketing，并遵守由此产生的全部要求。",
  }),
});

export const valueRepeated = defineError("GK0239", "configuration", {
  en: (e: { where: LocalizedText; value: string }) => ({
    message: `${e.where.en} names "${e.value}" twice`,
    remedy: "Name it once.",
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}中“${e.value}”写了两次`,
    remedy: "请只写一次。",
  }),
});

export const textMissing = defineError("GK0243", "configuration", {
  en: () => ({
    message: "the text says nothing in any language",
    remedy: "Write at least one of en and zh-CN.",
  }),
  "zh-CN": () => ({
    message: "该文本没有任何语言的内容",
    remedy: "en 和 zh-CN 至少写一个。",
  }),
});

export const exclusionUnknown = defineError("GK0259", "configuration", {
  en: (e: { campaign: string; isSelf: boolean; suggestion: string | undefined }) => ({
    message: e.isSelf
      ? `campaign "${e.campaign}" excludes itself`
      : `excludes names "${e.campaign}", and there is no such campaign${didYouMean(e.suggestion).en}`,
    remedy: "Name other campaigns by their ids, or take the name out.",
  }),
  "zh-CN": (e) => ({
    message: e.isSelf
      ? `营销活动“${e.campaign}”排斥了它自己`
      : `excludes 写了“${e.campaign}”，但没有这个营销活动${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: "请写其他营销活动的 id，或删去这一项。",
  }),
});

export const budgetOrderUnknown = defineError("GK0277", "configuration", {
  en: (e: { name: string; suggestion: string | undefined; numbers: readonly string[] }) => ({
    message: `a budget cannot choose people by "${e.name}"${didYouMean(e.suggestion).en}`,
    remedy: `Name one of ${e.numbers.join(", ")}; or leave by out, and the seed decides.`,
  }),
  "zh-CN": (e) => ({
    message: `预算不能按“${e.name}”选人${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: `请写以下之一：${e.numbers.join("、")}；或去掉 by，由种子决定。`,
  }),
});

export const funnelMissing = defineError("GK0258", "configuration", {
  en: (e: { word: string }) => ({
    message: `"${e.word}" needs the rules of a customer funnel, and gatekeeper.yaml has none`,
    remedy: "Add funnel: with target_market and purchasing_power: { strong, weak } to gatekeeper.yaml.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.word}”需要客户漏斗的规则，而 gatekeeper.yaml 中没有`,
    remedy: "请在 gatekeeper.yaml 中加上 funnel:，写明 target_market 和 purchasing_power: { strong, weak }。",
  }),
});
