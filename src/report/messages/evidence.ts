import type { Language } from "../../language.ts";

/** What the commands that explain and prove say. */
export interface EvidenceMessages {
  /** What every gate said. */
  readonly everyGate: string;
  readonly verdicts: Readonly<Record<"refused" | "passed" | "not_asked_of_class" | "not_reached", string>>;
  readonly isListed: (campaign: string, customer: string, runId: string) => string;
  /** Without a class of reasons for somebody the campaign did not ask for. */
  readonly isNotListed: (campaign: string, customer: string, runId: string, because: string | null) => string;
}

export const EVIDENCE_MESSAGES: Readonly<Record<Language, EvidenceMessages>> = {
  en: {
    everyGate: "Every gate, what it said, and the law it rests on:",
    verdicts: {
      refused: "refused",
      passed: "passed",
      not_asked_of_class: "not asked of this class of campaigns",
      not_reached: "not reached: refused before",
    },
    isListed: (campaign, customer, runId) => `${campaign}: customer ${customer} is listed (run ${runId}).`,
    isNotListed: (campaign, customer, runId, because) =>
      `${campaign}: customer ${customer} is not listed (run ${runId}): ${because ?? "not in the audience"}.`,
  },
  "zh-CN": {
    everyGate: "每道关卡的结论及其法律依据：",
    verdicts: {
      refused: "拒绝",
      passed: "通过",
      not_asked_of_class: "不适用于此类营销活动",
      not_reached: "未到此步：此前已被拒绝",
    },
    isListed: (campaign, customer, runId) => `${campaign}：客户 ${customer} 在名单上（运行 ${runId}）。`,
    isNotListed: (campaign, customer, runId, because) =>
      `${campaign}：客户 ${customer} 不在名单上（运行 ${runId}）：${because ?? "不在目标人群中"}。`,
  },
};
