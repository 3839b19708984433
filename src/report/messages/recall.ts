import type { Language } from "../../language.ts";

/** What `recall` says. Counts are protected text. */
export interface RecallMessages {
  readonly nobody: string;
  readonly recalled: (recallId: string) => string;
  readonly recalledBefore: (recallId: string) => string;
  readonly list: (campaign: string, path: string, references: string) => string;
  readonly responseTimes: (inTime: string, late: string, path: string) => string;
}

export const RECALL_MESSAGES: Readonly<Record<Language, RecallMessages>> = {
  en: {
    nobody: "Everybody on the released lists may still be contacted. Nothing was recalled.",
    recalled: (recallId) => `Recall ${recallId}: hand these files to whoever has the lists.`,
    recalledBefore: (recallId) => `Nothing new since ${recallId}.`,
    list: (campaign, path, references) => `${campaign}: ${path} (references: ${references})`,
    responseTimes: (inTime, late, path) =>
      `People whose stops were all honoured in time: ${inTime}, any late: ${late}. Each stop with its deadline, for the officer: ${path}`,
  },
  "zh-CN": {
    nobody: "已发布名单上的所有人仍可联系，无需召回。",
    recalled: (recallId) => `召回 ${recallId}：请把这些文件交给持有名单者。`,
    recalledBefore: (recallId) => `自 ${recallId} 以来没有新的内容。`,
    list: (campaign, path, references) => `${campaign}：${path}（引用数：${references}）`,
    responseTimes: (inTime, late, path) =>
      `停止联系全部按期执行的人数：${inTime}，有逾期的人数：${late}。逐项期限供隐私负责人查阅：${path}`,
  },
};
