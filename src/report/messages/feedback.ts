import type { Language } from "../../language.ts";

/** What `feedback` says. */
export interface FeedbackMessages {
  /** `count` is protected text. */
  readonly taken: (count: string) => string;
  readonly nothingNew: string;
  /** Lines of the file whose time cannot be read. */
  readonly unreadTimes: (file: string, lines: readonly number[]) => string;
  /** Lines of the file about people erased since. */
  readonly erased: (lines: readonly number[]) => string;
  /** Lines of the file about records that are nobody. */
  readonly decoys: (lines: readonly number[]) => string;
}

export const FEEDBACK_MESSAGES: Readonly<Record<Language, FeedbackMessages>> = {
  en: {
    taken: (count) =>
      `New outcomes: ${count}. Opt-outs and complaints bind from now on, bounced contact points are dead.`,
    nothingNew: "Everything in the file was known already. Nothing was changed.",
    unreadTimes: (file, lines) =>
      `Warning: ${file}, ${lines.length === 1 ? "line" : `${lines.length} lines:`} ${firstOf(lines, ", ")}: occurred_at is no day (YYYY-MM-DD) and no instant with its offset. ` +
      "Taken in as without a time, so that a no binds always.",
    erased: (lines) =>
      `Warning: ${lines.length === 1 ? "line" : `${lines.length} lines:`} ${firstOf(lines, ", ")}: about somebody who was erased since. ` +
      "Opt-outs and complaints among them bind whoever the tombstone recognises; nothing else of them binds anybody.",
    decoys: (lines) =>
      `Warning: ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}: about a decoy, nobody was contacted.`,
  },
  "zh-CN": {
    taken: (count) => `新增结果：${count}。选择退出和投诉自即刻起生效，被退回的联系方式视为失效。`,
    nothingNew: "文件中的内容均已知晓，没有任何改动。",
    unreadTimes: (file, lines) =>
      `警告：${file}，${lines.length === 1 ? "" : `共 ${lines.length} 行，`}第 ${firstOf(lines, "、")} 行的 occurred_at 既不是日期（YYYY-MM-DD），也不是带时差的时刻。` +
      "已按没有时间处理，其中的拒绝始终有效。",
    erased: (lines) =>
      `警告：${lines.length === 1 ? "" : `共 ${lines.length} 行，`}第 ${firstOf(lines, "、")} 行所指的人此后已被删除。` +
      "其中的选择退出和投诉对墓碑所识别的人有效，其余内容不约束任何人。",
    decoys: (lines) => `警告：第 ${lines.join("、")} 行涉及诱饵记录，并未联系任何人。`,
  },
};

const LINES_NAMED = 10;

function firstOf(lines: readonly number[], between: string): string {
  return `${lines.slice(0, LINES_NAMED).join(between)}${lines.length > LINES_NAMED ? `${between}…` : ""}`;
}
