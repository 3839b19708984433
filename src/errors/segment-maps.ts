// GK0244 and GK0290–GK0295: segment maps.
import type { LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";
import { didYouMean } from "./words.ts";

interface MapNeedsBins {
  readonly map: string;
  readonly needed: string;
  readonly isEven: boolean;
  readonly bins: number;
  readonly dimension: string;
  /** What says how many scores there are. */
  readonly madeBy: "breaks" | "scores" | "bins";
}

const BINS_MADE_BY = {
  breaks: {
    en: ({ dimension, bins }: MapNeedsBins) => `rfm.breaks makes ${bins} scores of ${dimension}`,
    "zh-CN": ({ dimension, bins }: MapNeedsBins) => `rfm.breaks 把 ${dimension} 分为 ${bins} 档`,
  },
  scores: {
    en: ({ bins }: MapNeedsBins) => `rfm.scores makes ${bins} scores of each dimension`,
    "zh-CN": ({ bins }: MapNeedsBins) => `rfm.scores 的评分方式得到 ${bins} 档`,
  },
  bins: {
    en: ({ bins }: MapNeedsBins) => `rfm.bins is ${bins}`,
    "zh-CN": ({ bins }: MapNeedsBins) => `rfm.bins 是 ${bins}`,
  },
} as const;

function needsBinsRemedy({ needed, isEven, bins, madeBy, dimension }: MapNeedsBins): LocalizedText {
  if (madeBy === "breaks" && isEven)
    return {
      en: `Give ${Number(needed) - 1} breaks of ${dimension}, or choose a map that is made for ${bins}.`,
      "zh-CN": `请为 ${dimension} 给出 ${Number(needed) - 1} 个分界值，或选用 ${bins} 档的分群映射。`,
    };
  if (madeBy === "bins" && isEven) return { en: `Set bins: ${needed}.`, "zh-CN": `请设置 bins: ${needed}。` };
  return {
    en: `Choose a map that is made for ${bins} scores in every dimension, or other scores.`,
    "zh-CN": `请选用各维度均为 ${bins} 档的分群映射，或更改评分方式。`,
  };
}

export const mapNeedsBins = defineError("GK0244", "configuration", {
  en: (e: MapNeedsBins) => ({
    message: `${BINS_MADE_BY[e.madeBy].en(e)}, but the segment map ${e.map} is made for ${e.needed}`,
    remedy: needsBinsRemedy(e).en,
  }),
  "zh-CN": (e) => ({
    message: `${BINS_MADE_BY[e.madeBy]["zh-CN"](e)}，但分群映射 ${e.map} 需要 ${e.needed} 档`,
    remedy: needsBinsRemedy(e)["zh-CN"],
  }),
});

export const scoreRangeInvalid = defineError("GK0290", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is not a range of scores`,
    remedy: "Write one score, such as 1, or the lowest and the highest, such as 4-5; scores begin at 1.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是分值区间`,
    remedy: "请写单个分值，例如 1，或写最低与最高分值，例如 4-5；分值从 1 开始。",
  }),
});

export const scoreBeyondBins = defineError("GK0291", "configuration", {
  en: (e: { dimension: string; score: number; bins: number }) => ({
    message: `the rule asks for ${e.dimension} ${e.score}, but the map has ${e.bins} scores there`,
    remedy: "Correct the range, or the map's bins.",
  }),
  "zh-CN": (e) => ({
    message: `该规则要求 ${e.dimension} 为 ${e.score}，但此映射在该维度只有 ${e.bins} 档`,
    remedy: "请更正该区间，或更正映射的 bins。",
  }),
});

export const segmentRepeated = defineError("GK0292", "configuration", {
  en: (e: { id: string; first: string }) => ({
    message: `segment "${e.id}" is declared twice, first at ${e.first}`,
    remedy: "Put all its rules into one segment, or give one of them another id.",
  }),
  "zh-CN": (e) => ({
    message: `客户分群“${e.id}”声明了两次，第一次在 ${e.first}`,
    remedy: "请把它的规则合并到一处，或给其中一个换一个 id。",
  }),
});

export const ruleUnreachable = defineError("GK0293", "configuration", {
  en: (e: { segment: string; takenBy: readonly string[] }) => ({
    message: `this rule of segment "${e.segment}" can never match: rules before it take all its cells (${e.takenBy.join(", ")})`,
    remedy: "Move the segment up, narrow the rules before it, or set rfm.allow_unreachable: true to let it stand.",
  }),
  "zh-CN": (e) => ({
    message: `客户分群“${e.segment}”的这条规则永远不会命中：它的单元格已被前面的规则全部占用（${e.takenBy.join("、")}）`,
    remedy: "请把该分群前移、收窄前面的规则，或设置 rfm.allow_unreachable: true 予以保留。",
  }),
});

export const mapUnknown = defineError("GK0294", "configuration", {
  en: (e: { map: string; suggestion: string | undefined; known: readonly string[] }) => ({
    message: `there is no segment map "${e.map}"${didYouMean(e.suggestion).en}`,
    remedy: `Maps are ${e.known.join(", ")}; a map of your own is named by its path, such as maps/own.yaml.`,
  }),
  "zh-CN": (e) => ({
    message: `没有名为“${e.map}”的分群映射${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: `可用的分群映射有 ${e.known.join("、")}；自有映射请写其路径，例如 maps/own.yaml。`,
  }),
});

export const mapOutsideProject = defineError("GK0295", "configuration", {
  en: (e: { path: string }) => ({
    message: `the segment map "${e.path}" lies outside the project's folder`,
    remedy: "Put the file into the project, such as maps/own.yaml, and give its path from there.",
  }),
  "zh-CN": (e) => ({
    message: `分群映射“${e.path}”位于项目文件夹之外`,
    remedy: "请把文件放入项目，例如 maps/own.yaml，并写出其相对路径。",
  }),
});
