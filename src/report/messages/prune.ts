import type { RetentionReason } from "../../domain/retention.ts";
import type { Language } from "../../language.ts";

/** What `prune` says. */
export interface PruneMessages {
  readonly goes: string;
  readonly kept: string;
  /** Why something is kept, with the last day where a day decides. */
  readonly keptBecause: (reason: RetentionReason, until: string | null) => string;
  /** Why something goes, with the last day on which it was kept. */
  readonly goesBecause: (reason: RetentionReason, until: string | null) => string;
  /** What would go, or went. */
  readonly total: (items: number, size: string, isDone: boolean) => string;
  readonly nothing: string;
  /** A run was found again whose private files retention has removed. */
  readonly runWasPruned: (runId: string) => string;
}

const UNTIL_EN = (until: string | null) => (until === null ? "" : ` until ${until}`);
const UNTIL_ZH = (until: string | null) => (until === null ? "" : `，保留至 ${until}`);

const KEPT_EN: Readonly<Record<RetentionReason, string>> = {
  private_tables: "private files of a recent run",
  month_ends: "last run of its month",
  released_decisions: "its lists were released",
  awaits_release: "its lists may still be released",
  names_nobody: "names nobody",
  contact_history: "contact history: caps and recalls need it",
  stops: "refusals bind for ever",
  journal: "the record of what happened",
  input_in_use: "an input file is read from it",
  run_in_use: "a kept run was made of it",
  contact_keys: "contact keys found lately",
  inputs_unreadable: "an input file is missing, so that nobody can say what is needed",
  unreachable: "needed",
  leftover: "in use",
};

const GOES_EN: Readonly<Partial<Record<RetentionReason, string>>> = {
  private_tables: "kept long enough",
  month_ends: "last run of its month, kept long enough",
  released_decisions: "released long ago",
  awaits_release: "its send window is over, and it was not released",
  contact_keys: "contact keys found long ago; those still needed are found anew",
  unreachable: "no input and no kept run needs it",
  leftover: "left by a command that was killed",
};

const KEPT_ZH: Readonly<Record<RetentionReason, string>> = {
  private_tables: "近期运行的内部文件",
  month_ends: "当月最后一次运行",
  released_decisions: "其名单已发布",
  awaits_release: "其名单仍可发布",
  names_nobody: "不涉及任何个人",
  contact_history: "联系历史：频次上限与召回需要",
  stops: "拒绝永久有效",
  journal: "所发生之事的记录",
  input_in_use: "正用于读取输入文件",
  run_in_use: "保留的运行由它得出",
  contact_keys: "近期得出的联系键",
  inputs_unreadable: "有输入文件缺失，无法判断哪些仍需要",
  unreachable: "仍需要",
  leftover: "正在使用",
};

const GOES_ZH: Readonly<Partial<Record<RetentionReason, string>>> = {
  private_tables: "已过保留期",
  month_ends: "当月最后一次运行，已过保留期",
  released_decisions: "发布已久，已过保留期",
  awaits_release: "发送窗口已过且未发布",
  contact_keys: "很久以前得出的联系键；仍需要的会重新得出",
  unreachable: "没有输入文件或保留的运行需要它",
  leftover: "被终止的命令所遗留",
};

export const PRUNE_MESSAGES: Readonly<Record<Language, PruneMessages>> = {
  en: {
    goes: "goes",
    kept: "kept",
    keptBecause: (reason, until) => `${KEPT_EN[reason]}${UNTIL_EN(until)}`,
    goesBecause: (reason, until) => `${GOES_EN[reason] ?? reason}${until === null ? "" : `, to ${until}`}`,
    total: (items, size, isDone) =>
      isDone ? `${items} removed, ${size}.` : `${items} would go, ${size}. Nothing was removed.`,
    nothing: "Nothing is past its retention.",
    runWasPruned: (runId) =>
      `Warning: retention has removed private files of run ${runId}; its lists cannot be released any more. Run with a later --as-of.`,
  },
  "zh-CN": {
    goes: "删除",
    kept: "保留",
    keptBecause: (reason, until) => `${KEPT_ZH[reason]}${UNTIL_ZH(until)}`,
    goesBecause: (reason, until) => `${GOES_ZH[reason] ?? reason}${until === null ? "" : `，保留至 ${until}`}`,
    total: (items, size, isDone) =>
      isDone ? `已删除 ${items} 项，共 ${size}。` : `将删除 ${items} 项，共 ${size}。本次未删除任何内容。`,
    nothing: "没有超过保留期的内容。",
    runWasPruned: (runId) =>
      `警告：运行 ${runId} 的内部文件已按保留期删除，其名单不能再发布。请使用更晚的 --as-of 运行。`,
  },
};
