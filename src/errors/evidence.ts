import { chinese, type LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

// GK0421–GK0429, GK0470–GK0472: explaining and proving what a run decided.

export const notReleased = defineError("GK0421", "policy", {
  en: (e: { campaign: string; run: string }) => ({
    message: `campaign "${e.campaign}" of run ${e.run} was not released, so a marketer learns nothing of it yet`,
    remedy:
      "Ask again when its list was released, or with --run of a run whose list was. The privacy officer asks without --as marketer.",
  }),
  "zh-CN": (e) => ({
    message: `运行 ${e.run} 的营销活动“${e.campaign}”尚未发布，营销人员暂不能得知其结果`,
    remedy: "请在其名单发布后再问，或用 --run 询问名单已发布的运行。隐私负责人询问时不写 --as marketer。",
  }),
});

export const consentEventUnknown = defineError("GK0422", "usage", {
  en: () => ({
    message: "no statement of that id is in the input files, the kept files of earlier runs, or the stops",
    remedy: "Write the id as the source writes it: the event_id of a consent event. Ids may hold blanks and capitals.",
  }),
  "zh-CN": () => ({
    message: "输入文件、以往运行保留的文件以及停止联系的存储中，都没有此编号的声明",
    remedy: "请按来源的写法填写编号，即同意事件的 event_id。编号可能含有空格和大写字母。",
  }),
});

export const replayInputGone = defineError("GK0423", "policy", {
  en: (e: { run: string; source: string }) => ({
    message: `the loaded copy of this file of source "${e.source}" is no longer in the cache, so run ${e.run} cannot be made again`,
    remedy: "Restore .gatekeeper/cache from a backup of that time. Files that a kept run is made of are never pruned.",
  }),
  "zh-CN": (e) => ({
    message: `缓存中已没有来源“${e.source}”这一文件的加载副本，因此无法重现运行 ${e.run}`,
    remedy: "请从当时的备份恢复 .gatekeeper/cache。保留的运行所依据的文件不会被 prune 删除。",
  }),
});

export const replayProgramDiffers = defineError("GK0424", "policy", {
  en: (e: { run: string; version: string }) => ({
    message: `run ${e.run} was made by version ${e.version} with other SQL than this program has`,
    remedy: `Replay it with the program that made it: install version ${e.version}.`,
  }),
  "zh-CN": (e) => ({
    message: chinese`运行 ${e.run} 由版本 ${e.version} 作出，其 SQL 与本程序不同`,
    remedy: chinese`请用当时的程序重现：安装版本 ${e.version}。`,
  }),
});

export const replayConfigurationDiffers = defineError("GK0425", "policy", {
  en: (e: { run: string; parts: readonly string[] }) => ({
    message: `the configuration kept with run ${e.run} no longer means what it did${e.parts.length === 0 ? "" : `: ${e.parts.join(", ")}`}`,
    remedy: "Use the target, the GK_ variables and the keys of that time: they are not kept with a run.",
  }),
  "zh-CN": (e) => ({
    message: `随运行 ${e.run} 保留的配置，其含义与当时不同${e.parts.length === 0 ? "" : `：${e.parts.join("、")}`}`,
    remedy: "请使用当时的目标环境、GK_ 变量和密钥：它们不随运行保留。",
  }),
});

export const replayStateGone = defineError("GK0426", "integrity", {
  en: (e: { run: string; what: LocalizedText }) => ({
    message: `the ${e.what.en} that run ${e.run} knew cannot be made out of what is there now`,
    remedy: "Something was removed that is only ever added to. Restore .gatekeeper from a backup, and find out why.",
  }),
  "zh-CN": (e) => ({
    message: `从现有内容无法还原运行 ${e.run} 当时所知的${e.what["zh-CN"]}`,
    remedy: "有只增不减的内容被删除。请从备份恢复 .gatekeeper，并查明原因。",
  }),
});

export const evidenceNotKept = defineError("GK0427", "policy", {
  en: (e: { id: string }) => ({
    message: `${e.id} was made before this evidence was kept`,
    remedy: "Nothing can be told of it afterwards. Runs and releases made from now on keep it.",
  }),
  "zh-CN": (e) => ({
    message: `${e.id} 作出时尚不保留此项证据`,
    remedy: "事后无法补充。此后作出的运行和发布都会保留。",
  }),
});

export const replayErased = defineError("GK0444", "policy", {
  en: (e: { run: string }) => ({
    message: `somebody who was in run ${e.run} was erased since, so it cannot be made again as it was`,
    remedy:
      "This is as it should be. gatekeeper audit verify checks what is left of it; a backup would undo the erasure.",
  }),
  "zh-CN": (e) => ({
    message: `运行 ${e.run} 中有人此后已被删除，因此无法原样重现`,
    remedy: "这是预期的结果。gatekeeper audit verify 会核对其余内容；从备份恢复会使删除失效。",
  }),
});

export const releaseUnknown = defineError("GK0428", "usage", {
  en: (e: { release: string; nearest: string | undefined }) => ({
    message: `there is no release "${e.release}"`,
    remedy: e.nearest === undefined ? "Nothing was released yet." : `The newest one is ${e.nearest}.`,
  }),
  "zh-CN": (e) => ({
    message: `没有发布“${e.release}”`,
    remedy: e.nearest === undefined ? "尚未发布任何内容。" : `最新的一次是 ${e.nearest}。`,
  }),
});

export const countsDoNotAddUp = defineError("GK0470", "integrity", {
  en: (e: { of: string; where: readonly string[] }) => ({
    message: `the numbers of ${e.of} do not add up: ${e.where.join(", ")}`,
    remedy:
      "A file of it was changed, or is not all there. Release nothing of it; restore it from a backup, or run again.",
  }),
  "zh-CN": (e) => ({
    message: `${e.of} 的数字不能相互吻合：${e.where.join("、")}`,
    remedy: "其中有文件被改动或不完整。请勿据此发布；请从备份恢复，或重新运行。",
  }),
});

export const replayDiffers = defineError("GK0471", "integrity", {
  en: (e: { run: string; files: readonly string[] }) => ({
    message: `made again, run ${e.run} is not what it was: ${e.files.join(", ")}`,
    remedy: "Somebody changed these files after the run. Ask diff and the journal what else changed, and restore them.",
  }),
  "zh-CN": (e) => ({
    message: `重现后的运行 ${e.run} 与当时不同：${e.files.join("、")}`,
    remedy: "这些文件在运行之后被改动过。请用 diff 和日志链查明还有什么变化，并予以恢复。",
  }),
});

export const journalContradicted = defineError("GK0472", "integrity", {
  en: (e: { what: readonly string[] }) => ({
    message: `not everything is as the journal has it: ${e.what.join(", ")}`,
    remedy:
      "Keep the folder as it is until somebody has looked at who changed what, then restore it from a backup; docs/journal.md says what each verdict means.",
  }),
  "zh-CN": (e) => ({
    message: `并非一切都与日志相符：${e.what.join("、")}`,
    remedy: "查明是谁改动了什么之前，请保持文件夹原样，之后再从备份恢复；各结论的含义见 docs/journal.md。",
  }),
});
