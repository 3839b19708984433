import type { ApprovalKind } from "../../domain/approval.ts";
import type { Language } from "../../language.ts";
import { chinese } from "../../language.ts";

/** What an approval is told with. */
interface Told {
  readonly campaign: string;
  readonly officer: string;
  readonly kind: ApprovalKind;
  readonly runId: string | null;
  readonly until: string | null;
}

/** What `approve`, `reject` and `release` say of approvals. */
export interface ApprovalMessages {
  readonly approved: (told: Told) => string;
  readonly rejected: (told: Told) => string;
  /** That a service message was approved, and what that means. */
  readonly serviceApproved: string;
  /** Under what a list was released. */
  readonly releasedUnder: (kind: ApprovalKind | "none") => string;
}

export const APPROVAL_MESSAGES: Readonly<Record<Language, ApprovalMessages>> = {
  en: {
    approved: ({ campaign, officer, kind, runId, until }) =>
      `${officer} approved campaign ${campaign} ${kind === "standing" ? "for every run" : `as staged by ${runId ?? ""}`} until ${until ?? ""}.`,
    rejected: ({ campaign, officer, kind, runId }) =>
      `${officer} rejected campaign ${campaign}${kind === "standing" ? ", and ended its standing approval" : ` as staged by ${runId ?? ""}`}.`,
    serviceApproved: "It is a service message: marketing objections, preferences and caps do not hold it back.",
    releasedUnder: (kind) =>
      ({
        none: "approval: none, nobody approves it",
        one_off: "approved, this list alone",
        standing: "under a standing approval",
      })[kind],
  },
  "zh-CN": {
    approved: ({ campaign, officer, kind, runId, until }) =>
      chinese`${officer} 已批准营销活动 ${campaign} ${kind === "standing" ? "的每次运行" : chinese`在 ${runId ?? ""} 中的待发布名单`}，有效至 ${until ?? ""}。`,
    rejected: ({ campaign, officer, kind, runId }) =>
      chinese`${officer} 已驳回营销活动 ${campaign} ${kind === "standing" ? "，其长期批准就此终止" : chinese`在 ${runId ?? ""} 中的待发布名单`}。`,
    serviceApproved: "这是服务消息：营销异议、偏好和频次上限不会限制它。",
    releasedUnder: (kind) =>
      ({ none: "approval: none，无人批准", one_off: "已批准，仅限此名单", standing: "依据长期批准" })[kind],
  },
};
