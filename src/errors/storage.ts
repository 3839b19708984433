import { chinese, type LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

// GK0610–GK0619: what lasts between runs cannot be trusted.

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
