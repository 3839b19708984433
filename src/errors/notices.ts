// GK0480–GK0489: privacy notices, and campaigns that are within none.
import type { LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";
import { didYouMean } from "./words.ts";

export const noticeMissing = defineError("GK0480", "policy", {
  en: (e: { campaign: string }) => ({
    message: `campaign "${e.campaign}" has no privacy notice to be within: the project has none`,
    remedy: "Write what people were told as a file of notices/: docs/notices.md has the form.",
  }),
  "zh-CN": (e) => ({
    message: `营销活动“${e.campaign}”没有可依据的告知书：项目中没有告知书`,
    remedy: "请把已告知个人的内容写成 notices/ 下的一个文件，格式见 docs/notices.md。",
  }),
});

export const noticeNotInForce = defineError("GK0481", "policy", {
  en: (e: { campaign: string; day: string }) => ({
    message: `no privacy notice is in force on ${e.day}, a day of the send window of campaign "${e.campaign}"`,
    remedy: "Correct from: and to: of the notice's versions, or the send window.",
  }),
  "zh-CN": (e) => ({
    message: `${e.day} 没有生效的告知书，而这一天在营销活动“${e.campaign}”的发送窗口内`,
    remedy: "请更正告知书各版本的 from: 和 to:，或更正发送窗口。",
  }),
});

/** What a campaign does, and the notice in force that comes nearest to saying so. */
interface NotWithinNotice {
  readonly campaign: string;
  readonly day: string;
  readonly notice: string;
  readonly version: string;
  /** What it does not say. */
  readonly missing: LocalizedText;
}

export const notWithinNotice = defineError("GK0482", "policy", {
  en: (e: NotWithinNotice) => ({
    message: `campaign "${e.campaign}" is within no privacy notice in force on ${e.day}: the nearest, version ${e.version} of "${e.notice}", does not name ${e.missing.en}`,
    remedy:
      "Leave that out of the campaign; or tell people in a new version of the notice, and let the send window begin once it is in force.",
  }),
  "zh-CN": (e) => ({
    message: `${e.day} 生效的告知书都不涵盖营销活动“${e.campaign}”：最接近的是“${e.notice}”的 ${e.version} 版，其中没有写明${e.missing["zh-CN"]}`,
    remedy: "请从活动中去掉这一项；或在告知书的新版本中告知，并在其生效之后再开始发送。",
  }),
});

export const noticeEndsBeforeItBegins = defineError("GK0483", "configuration", {
  en: (e: { from: string; to: string }) => ({
    message: `a version of a notice ends on ${e.to}, before it begins on ${e.from}`,
    remedy:
      "Correct from: or to:; both days belong to the version, and without to: it lasts until the next one begins.",
  }),
  "zh-CN": (e) => ({
    message: `告知书的一个版本在 ${e.to} 结束，早于其开始日期 ${e.from}`,
    remedy: "请更正 from: 或 to:；两日都计算在内，不写 to: 则持续到下一版本开始。",
  }),
});

export const noticeCategoryUnknown = defineError("GK0484", "configuration", {
  en: (e: { category: string; suggestion: string | undefined; classes: readonly string[] }) => ({
    message: `"${e.category}" is no class of data and no column${didYouMean(e.suggestion).en}`,
    remedy: `Write ${e.classes.join(", ")}, or a column of the project.`,
  }),
  "zh-CN": (e) => ({
    message: `“${e.category}”既不是数据类别，也不是列名${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: `请写 ${e.classes.join("、")}，或项目中的某一列。`,
  }),
});

export const noticesBeginTogether = defineError("GK0485", "configuration", {
  en: (e: { version: string; other: string; from: string }) => ({
    message: `versions "${e.other}" and "${e.version}" of the notice both begin on ${e.from}`,
    remedy: "Let each version begin on a day of its own: the one in force is the last that has begun.",
  }),
  "zh-CN": (e) => ({
    message: `告知书的“${e.other}”版和“${e.version}”版都从 ${e.from} 开始`,
    remedy: "请让各版本从不同的日期开始：生效的是最后开始的版本。",
  }),
});

export const languageTagInvalid = defineError("GK0486", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is not a language`,
    remedy: "Write the language as documents do: en, zh-CN, pt-BR.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是有效的语言代码`,
    remedy: "请按文档的写法书写语言：en、zh-CN、pt-BR。",
  }),
});

export const noticeVersionWidened = defineError("GK0487", "policy", {
  en: (e: { notice: string; version: string; added: LocalizedText; run: string }) => ({
    message: `version ${e.version} of notice "${e.notice}" says more than when lists of ${e.run} were released: ${e.added.en}`,
    remedy:
      "Take that out again, and write what is new as a new version of the notice: whoever agreed to this one was not told of it.",
  }),
  "zh-CN": (e) => ({
    message: `告知书“${e.notice}”的 ${e.version} 版比 ${e.run} 的名单发布时写得更多：${e.added["zh-CN"]}`,
    remedy: "请撤回这些内容，并将其写入告知书的新版本：同意此版本的人当时未被告知。",
  }),
});
