import type { LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

// Of definitions, scores and segments: GK0288, GK0289 and GK0296–GK0299 in the configuration, GK0355 in the data.

export const resamplesOfDays = defineError("GK0288", "configuration", {
  en: (e: { dimension: string; definition: string }) => ({
    message: `robustness.resamples with rfm.${e.dimension}: ${e.definition}, which counts days`,
    remedy:
      "An order can be drawn twice, a day cannot. Set resamples: 0, or choose a definition by orders, lines or amounts.",
  }),
  "zh-CN": (e) => ({
    message: `设置了 robustness.resamples，但 rfm.${e.dimension} 为 ${e.definition}，按天计数`,
    remedy: "订单可以被抽中两次，日期不能。请设置 resamples: 0，或选择按订单、明细行或金额计算的定义。",
  }),
});

/** `beside` are the days that stand beside a length; none where the window says nothing at all. */
export const windowUnsaid = defineError("GK0289", "configuration", {
  en: ({ beside }: { beside: readonly ("from" | "to")[] }) => ({
    message:
      beside.length === 0
        ? "rfm.window says neither a length nor a day"
        : `rfm.window has last: and ${beside.map((key) => `${key}:`).join(" and ")}, a length and days at once`,
    remedy:
      beside.length === 0
        ? "Say { last: 24 months }, or from: or to: or both; without rfm.window all history counts."
        : "Keep one of them: { last: 24 months } counts back from the as-of, { from: 2024-01-01, to: 2026-01-01 } are fixed days.",
  }),
  "zh-CN": ({ beside }) => ({
    message:
      beside.length === 0
        ? "rfm.window 既没有写长度，也没有写日期"
        : `rfm.window 同时写了 last: 和 ${beside.map((key) => `${key}:`).join("、")}，即同时给出了长度和日期`,
    remedy:
      beside.length === 0
        ? "请写 { last: 24 months }，或写 from: 或 to:，或两者都写；不写 rfm.window 时计入全部历史。"
        : "请只保留一种：{ last: 24 months } 从截止时点往回数，{ from: 2024-01-01, to: 2026-01-01 } 是固定的日期。",
  }),
});

export const breaksUnordered = defineError("GK0296", "configuration", {
  en: (e: { dimension: string }) => ({
    message: `the breaks of ${e.dimension} do not ascend`,
    remedy:
      "Give each class's least value in ascending order, each once; [2, 3, 5, 10] makes 1, 2, 3–4, 5–9 and 10 or more.",
  }),
  "zh-CN": (e) => ({
    message: `${e.dimension} 的分界值没有递增`,
    remedy: "请按递增顺序给出各档的最小值，且不重复；[2, 3, 5, 10] 表示 1、2、3–4、5–9 和 10 以上。",
  }),
});

export const breaksMissing = defineError("GK0297", "configuration", {
  en: (e: { dimension: string }) => ({
    message: `scores: breaks, and rfm.breaks has none for ${e.dimension}`,
    remedy: `Add breaks: { ${e.dimension}: […] }, or choose another mode for the dimensions without breaks, such as scores: rank.`,
  }),
  "zh-CN": (e) => ({
    message: `scores 为 breaks，但 rfm.breaks 没有给出 ${e.dimension} 的分界值`,
    remedy: `请添加 breaks: { ${e.dimension}: […] }，或为没有分界值的维度选择其他方式，例如 scores: rank。`,
  }),
});

export const binsOfMode = defineError("GK0298", "configuration", {
  en: (e: { dimension: string; bins: number; made: number }) => ({
    message: `rfm.bins is ${e.bins} for ${e.dimension}, and its scores are ${e.made}`,
    remedy: "Leave bins out where breaks or the mode of the scores decide how many there are.",
  }),
  "zh-CN": (e) => ({
    message: `${e.dimension} 的 rfm.bins 是 ${e.bins}，但该评分方式得到 ${e.made} 档`,
    remedy: "如果档数由分界值或评分方式决定，请不要填写 bins。",
  }),
});

/** `span` is null where the window's length is 0. */
export const windowEmpty = defineError("GK0299", "configuration", {
  en: ({ span }: { span: { from: string; to: string } | null }) => ({
    message:
      span === null
        ? "the window has no day: its length is 0"
        : `the window from ${span.from} to ${span.to} has no day`,
    remedy:
      span === null
        ? "Give a length, such as last: 24 months; without a window all history counts."
        : "Let to be later than from; the day of to is the first outside.",
  }),
  "zh-CN": ({ span }) => ({
    message:
      span === null ? "时间窗口的长度为 0，不包含任何一天" : `从 ${span.from} 到 ${span.to} 的时间窗口没有任何一天`,
    remedy:
      span === null
        ? "请给出长度，例如 last: 24 months；不设窗口时计入全部历史。"
        : "请让 to 晚于 from；to 当天不包含在窗口内。",
  }),
});

/** What of the least data is missing. */
export const TOO_FEW_PEOPLE: LocalizedText = {
  en: "fewer than 500 customers have bought",
  "zh-CN": "有购买记录的客户不足 500 人",
};
export const TOO_SHORT_A_HISTORY: LocalizedText = {
  en: "the history is shorter than 180 days",
  "zh-CN": "历史数据不足 180 天",
};

export const dataTooScarce = defineError("GK0355", "data", {
  en: (e: { missing: LocalizedText }) => ({
    message: `rfm.strict: ${e.missing.en}, which is too little for scores to mean anything`,
    remedy: "Load more history, or set strict: false to be warned only.",
  }),
  "zh-CN": (e) => ({
    message: `rfm.strict：${e.missing["zh-CN"]}，评分没有意义`,
    remedy: "请加载更多历史数据，或设置 strict: false，仅给出警告。",
  }),
});
