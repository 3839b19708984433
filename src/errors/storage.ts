import { chinese, type LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

// GK0442, GK0443, GK0610–GK0619: what lasts between runs cannot be trusted.

export const stateUnreadable = defineError("GK0610", "integrity", {
  en: (e: { what: LocalizedText; path: string }) => ({
    message: `the ${e.what.en} cannot be read (${e.path})`,
    remedy: "Restore .gatekeeper/state from a backup. Without it earlier refusals would be forgotten, so nothing runs.",
  }),
  "zh-CN": (e) => ({
    message: chinese`无法读取${e.what["zh-CN"]}（${e.path}）`,
    remedy: "请从备份恢复 .gatekeeper/state。缺少它，以往的拒绝就会被遗忘，因此不会运行。",
  }),
});

export const stopsNotAsRecorded = defineError("GK0442", "integrity", {
  en: (e: { path: string } | { hidden: string }) => ({
    message:
      "hidden" in e
        ? `the stops have a row of somebody erased in the place of a refusal of somebody else (${e.hidden})`
        : `the stops are not what the journal says of them (${e.path})`,
    remedy:
      "hidden" in e
        ? "No erasure leaves such a row: a file of stops import brought it, and the refusal would never bind. Put back .gatekeeper/state with the journal as they were before that import, and import a file as stops export wrote it."
        : "Refusals may be missing, so nothing goes on. Put back .gatekeeper/state/stops as it was at the last entry of the journal about it, from a backup of that very state, and find out who changed it; gatekeeper audit verify names the files.",
  }),
  "zh-CN": (e) => ({
    message:
      "hidden" in e
        ? `停止联系的存储中，有一行以已删除者之名占据了他人拒绝的位置（${e.hidden}）`
        : `停止联系的存储与日志所记不符（${e.path}）`,
    remedy:
      "hidden" in e
        ? "删除不会留下这样的行：它由 stops import 的文件带入，而该拒绝将永不生效。请把 .gatekeeper/state 与日志一并恢复到该次导入之前，并导入 stops export 原样写出的文件。"
        : "可能缺少拒绝记录，因此不再继续。请从当时的备份恢复 .gatekeeper/state/stops，使其与日志中最后一条相关记录时的状态一致，并查明是谁改动的；gatekeeper audit verify 会列出文件。",
  }),
});

/** What is wrong with a file of reported outcomes, and what to do. */
const OUTCOME_PROBLEMS = {
  missing: {
    message: { en: "is gone", "zh-CN": "已不存在" },
    remedy: { en: "Put it back from a backup", "zh-CN": "请从备份恢复该文件" },
  },
  altered: {
    message: { en: "is not the one that the journal has", "zh-CN": "与日志所记不符" },
    remedy: { en: "Put it back from a backup", "zh-CN": "请从备份恢复该文件" },
  },
  unrecorded: {
    message: { en: "is in no entry of the journal", "zh-CN": "日志中没有任何记录" },
    remedy: {
      en: "Put it elsewhere or, when the journal was put back from an older backup, put back the journal and the state of one moment",
      "zh-CN": "请将其移到别处；如果日志是从较旧的备份恢复的，请恢复同一时刻的日志与状态",
    },
  },
} satisfies Record<string, Record<"message" | "remedy", LocalizedText>>;

export const outcomesNotAsRecorded = defineError("GK0443", "integrity", {
  en: (e: { path: string; problem: keyof typeof OUTCOME_PROBLEMS }) => ({
    message: `a file of reported outcomes ${OUTCOME_PROBLEMS[e.problem].message.en} (${e.path})`,
    remedy: `Whoever has a dead number might be called again, so nothing goes on. ${OUTCOME_PROBLEMS[e.problem].remedy.en} (.gatekeeper/${e.path}), and find out who changed it; gatekeeper audit verify names every such file.`,
  }),
  "zh-CN": (e) => ({
    message: `一个已上报联系结果的文件${OUTCOME_PROBLEMS[e.problem].message["zh-CN"]}（${e.path}）`,
    remedy: `已失效的号码可能会再次被联系，因此不再继续。${OUTCOME_PROBLEMS[e.problem].remedy["zh-CN"]}（.gatekeeper/${e.path}），并查明是谁改动的；gatekeeper audit verify 会列出所有此类文件。`,
  }),
});

export const writtenListDiffers = defineError("GK0611", "integrity", {
  en: (e: { campaign: string; difference: LocalizedText }) => ({
    message: `the written list of campaign "${e.campaign}" differs from its decisions: ${e.difference.en}`,
    remedy: "Nothing was published. Check the disk, run again, and report it if it happens twice.",
  }),
  "zh-CN": (e) => ({
    message: `营销活动“${e.campaign}”写出的名单与所作的决定不一致：${e.difference["zh-CN"]}`,
    remedy: "没有发布任何内容。请检查磁盘并重新运行；如果再次发生，请报告此问题。",
  }),
});

export const stagedListAltered = defineError("GK0612", "integrity", {
  en: (e: { campaign: string; run: string }) => ({
    message: `the staged list of campaign "${e.campaign}" in run ${e.run} is not the one the run wrote`,
    remedy: "Somebody changed the file. Remove the run's folder, run again, and find out who.",
  }),
  "zh-CN": (e) => ({
    message: `运行 ${e.run} 中营销活动“${e.campaign}”的待发布名单不是该次运行写出的文件`,
    remedy: "有人改动了该文件。请删除该次运行的文件夹，重新运行，并查明是谁所为。",
  }),
});
