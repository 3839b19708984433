import { chinese, type LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

// GK0401, GK0410–GK0419, GK0495: approvals of campaigns.

/** Why a campaign needs an approval. */
const NEEDS = {
  declared: { en: "needs an approval", "zh-CN": "需要批准" },
  sensitive: {
    en: "uses sensitive data and needs the officer's approval, whatever approval: says",
    "zh-CN": "使用敏感数据，无论 approval: 如何设置都需要隐私负责人批准",
  },
  service: {
    en: "is a service message and needs an approval of its own, whatever approval: says",
    "zh-CN": "属于服务消息，无论 approval: 如何设置都需要单独批准",
  },
} satisfies Record<string, LocalizedText>;

export const approvalMissing = defineError("GK0401", "policy", {
  en: (e: { campaign: string; run: string; need: keyof typeof NEEDS }) => ({
    message: `campaign "${e.campaign}" ${NEEDS[e.need].en}, and nobody has approved it`,
    remedy: `Have an officer of gatekeeper.yaml approve it: gatekeeper approve ${e.campaign} --run ${e.run} --until DAY --key FILE${e.need === "service" ? " --service" : ""}.`,
  }),
  "zh-CN": (e) => ({
    message: `营销活动“${e.campaign}”${NEEDS[e.need]["zh-CN"]}，而无人批准`,
    remedy: `请由 gatekeeper.yaml 中的隐私负责人批准：gatekeeper approve ${e.campaign} --run ${e.run} --until DAY --key FILE${e.need === "service" ? " --service" : ""}。`,
  }),
});

export const approvalRejected = defineError("GK0410", "policy", {
  en: (e: { campaign: string; officer: string; reason: string }) => ({
    message: `campaign "${e.campaign}" was rejected by ${e.officer}: ${e.reason}`,
    remedy: "Mend what was objected to, run again, and have the new run approved.",
  }),
  "zh-CN": (e) => ({
    message: `营销活动“${e.campaign}”已被 ${e.officer} 驳回：${e.reason}`,
    remedy: "请改正被指出的问题，重新运行，并请求批准新的运行。",
  }),
});

export const rejectionUnrecorded = defineError("GK0495", "integrity", {
  en: (e: { campaign: string; officer: string; file: string }) => ({
    message: `${e.officer} rejected campaign "${e.campaign}" (state/approvals/${e.file}), and the journal has no entry about it`,
    remedy:
      "A signed no counts without its entry. Find out why the entry is missing (gatekeeper audit verify), and have an officer decide again: gatekeeper reject or gatekeeper approve enters the new decision, which then counts in its place.",
  }),
  "zh-CN": (e) => ({
    message: `${e.officer} 已驳回营销活动“${e.campaign}”（state/approvals/${e.file}），而日志中没有相应记录`,
    remedy:
      "签名的驳回即使没有记录也有效。请查明为何缺少记录（gatekeeper audit verify），并由隐私负责人重新决定：gatekeeper reject 或 gatekeeper approve 会记录新的决定，并以其为准。",
  }),
});

export const approvalEnded = defineError("GK0411", "policy", {
  en: (e: { campaign: string; officer: string; until: string }) => ({
    message: `the approval of campaign "${e.campaign}" by ${e.officer} ended on ${e.until}`,
    remedy: "Have it approved again, with a later --until.",
  }),
  "zh-CN": (e) => ({
    message: `${e.officer} 对营销活动“${e.campaign}”的批准已于 ${e.until} 到期`,
    remedy: "请以更晚的 --until 重新批准。",
  }),
});

const PARTS = {
  campaign: { en: "the campaign file", "zh-CN": "活动文件" },
  vendor: { en: "the vendor file", "zh-CN": "供应商文件" },
  map: { en: "the segment map and its rules (rfm:)", "zh-CN": "客群映射及其规则（rfm:）" },
  rules: { en: "the rules of law", "zh-CN": "法规规则" },
  gates: { en: "the gates and models (another version)", "zh-CN": "关卡与模型（版本不同）" },
  lists: { en: "the suppression lists (lists:)", "zh-CN": "禁联名单的声明（lists:）" },
  notices: { en: "the privacy notices", "zh-CN": "隐私告知" },
  settings: { en: "the rest of the configuration that decides", "zh-CN": "其他起决定作用的配置" },
  staged_list: { en: "the staged list", "zh-CN": "待发布名单" },
} satisfies Record<string, LocalizedText>;

export const approvalVoid = defineError("GK0412", "policy", {
  en: (e: { campaign: string; officer: string; changed: readonly (keyof typeof PARTS)[] }) => ({
    message: `the approval of campaign "${e.campaign}" by ${e.officer} is void; since then changed: ${e.changed.map((part) => PARTS[part].en).join(", ")}`,
    remedy: "Undo the change, or have what is there now approved.",
  }),
  "zh-CN": (e) => ({
    message: `${e.officer} 对营销活动“${e.campaign}”的批准已失效；此后有改动：${e.changed.map((part) => PARTS[part]["zh-CN"]).join("、")}`,
    remedy: "请撤销改动，或请求批准现在的内容。",
  }),
});

export const approvalByAuthor = defineError("GK0413", "policy", {
  en: (e: { campaign: string; officer: string }) => ({
    message: `${e.officer} is the author of campaign "${e.campaign}", by name or by key, and cannot approve it`,
    remedy: "Have another officer approve it.",
  }),
  "zh-CN": (e) => ({
    message: `${e.officer} 是营销活动“${e.campaign}”的作者（按姓名或密钥判断），不能批准该活动`,
    remedy: "请由另一位隐私负责人批准。",
  }),
});

export const approverUnknown = defineError("GK0414", "policy", {
  en: (e: { officer: string }) => ({
    message: `the approval is by ${e.officer}, who is no officer of gatekeeper.yaml with that key any more`,
    remedy: "Have somebody approve it who is named under officers: with the key.",
  }),
  "zh-CN": (e) => ({
    message: `批准人 ${e.officer} 已不再是 gatekeeper.yaml 中持有该密钥的隐私负责人`,
    remedy: "请由 officers: 下列有相应密钥的人批准。",
  }),
});

export const approvalForged = defineError("GK0415", "integrity", {
  en: (e: { approval: string }) => ({
    message: `the decision ${e.approval} is not signed by the officer it names`,
    remedy: "Find out who wrote it. It counts for nothing; restore .gatekeeper/state from a backup.",
  }),
  "zh-CN": (e) => ({
    message: `决定 ${e.approval} 并非由其所指的隐私负责人签名`,
    remedy: "请查明是谁写入了它。它不具效力；请从备份恢复 .gatekeeper/state。",
  }),
});

export const approvalEndMissing = defineError("GK0416", "usage", {
  en: (e: { text: string | undefined; today: string }) => ({
    message: `an approval needs its last day${e.text === undefined ? "" : `, and "${e.text}" is none from ${e.today} on`}`,
    remedy: "Write --until YYYY-MM-DD, today or later.",
  }),
  "zh-CN": (e) => ({
    message: `批准需要写明最后有效日${e.text === undefined ? "" : chinese`，而“${e.text}”不是 ${e.today} 及以后的日期`}`,
    remedy: "请写 --until YYYY-MM-DD，日期为今天或以后。",
  }),
});

const KEY_PROBLEMS = {
  unreadable: { en: "cannot be read as a private key of Ed25519", "zh-CN": "无法作为 Ed25519 私钥读取" },
  nobody: { en: "belongs to no officer of gatekeeper.yaml", "zh-CN": "不属于 gatekeeper.yaml 中的任何隐私负责人" },
  several: {
    en: "belongs to several officers of gatekeeper.yaml",
    "zh-CN": "属于 gatekeeper.yaml 中的多位隐私负责人",
  },
} satisfies Record<string, LocalizedText>;

export const officerKeyUnknown = defineError("GK0417", "policy", {
  en: (e: { path: string; problem: keyof typeof KEY_PROBLEMS }) => ({
    message: `the key ${e.path} ${KEY_PROBLEMS[e.problem].en}`,
    remedy:
      "Make a key with gatekeeper keygen officer NAME, and have its public half written under officers: by whoever keeps gatekeeper.yaml, each key under one name.",
  }),
  "zh-CN": (e) => ({
    message: `密钥 ${e.path} ${KEY_PROBLEMS[e.problem]["zh-CN"]}`,
    remedy:
      "请用 gatekeeper keygen officer NAME 生成密钥，并请维护 gatekeeper.yaml 的人把公钥写在 officers: 之下，每个密钥只对应一个名字。",
  }),
});

export const serviceUnsaid = defineError("GK0418", "policy", {
  en: (e: { campaign: string; isService: boolean }) => ({
    message: e.isService
      ? `campaign "${e.campaign}" is a service message: marketing objections, preferences and caps do not hold it back`
      : `campaign "${e.campaign}" is marketing, and --service approves service messages alone`,
    remedy: e.isService ? "Say --service if that is what you approve." : "Leave --service out.",
  }),
  "zh-CN": (e) => ({
    message: e.isService
      ? `营销活动“${e.campaign}”属于服务消息：营销异议、偏好和频次上限不会限制它`
      : `营销活动“${e.campaign}”属于营销，而 --service 只批准服务消息`,
    remedy: e.isService ? "如果确实要批准它，请加上 --service。" : "请去掉 --service。",
  }),
});
