import type { Language } from "../../language.ts";

/** What `feedback` says. */
export interface FeedbackMessages {
  /** `count` is protected text. */
  readonly taken: (count: string) => string;
  readonly nothingNew: string;
  /** Lines of the file about records that are nobody. */
  readonly decoys: (lines: readonly number[]) => string;
}

export const FEEDBACK_MESSAGES: Readonly<Record<Language, FeedbackMessages>> = {
  en: {
    taken: (count) =>
      `New outcomes: ${count}. Opt-outs and complaints bind from now on, bounced contact points are dead.`,
    nothingNew: "Everything in the file was known already. Nothing was changed.",
    decoys: (lines) =>
      `Warning: ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}: about a decoy, nobody was contacted.`,
  },
  "zh-CN": {
    taken: (count) => `新增结果：${count}。选择退出和投诉自即刻起生效，被退回的联系方式视为失效。`,
    nothingNew: "文件中的内容均已知晓，没有任何改动。",
    decoys: (lines) => `警告：第 ${lines.join("、")} 行涉及诱饵记录，并未联系任何人。`,
  },
};
