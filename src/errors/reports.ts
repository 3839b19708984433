// GK0248–GK0249, GK0257, GK0537 and GK0543–GK0547: tables of reports, and the days whose orders and revenue they say.
import { chinese, type LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

export const measureOutOfPlace = defineError("GK0248", "configuration", {
  en: (e: { where: LocalizedText; measure: string }) => ({
    message: `${e.where.en} names "${e.measure}", which adds rows up in their order`,
    remedy: "Use it in a table with rows: [revenue_group] and without columns, or take it out.",
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}中的“${e.measure}”按行的次序累计`,
    remedy: "请只在 rows: [revenue_group] 且没有 columns 的表中使用，或将其去掉。",
  }),
});

export const dimensionsTooMany = defineError("GK0249", "configuration", {
  en: (e: { where: LocalizedText; dimensions: number; most: number }) => ({
    message: `${e.where.en} has ${e.dimensions} dimensions, more than ${e.most}`,
    remedy: `Keep at most ${e.most} in rows and columns together, and make another table of the rest.`,
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}有 ${e.dimensions} 个维度，超过 ${e.most} 个`,
    remedy: `rows 与 columns 合计最多保留 ${e.most} 个，其余的请另建一张表。`,
  }),
});

export const besideAsOf = defineError("GK0257", "configuration", {
  en: (e: { where: LocalizedText; name: string }) => ({
    message: `${e.where.en} names "${e.name}" in a table with as_of`,
    remedy:
      "Beside as_of use segment, and the measures customers, orders, revenue, mean_order_value and shares; make another table of the rest.",
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}中的“${e.name}”不能与 as_of 用在同一张表中`,
    remedy:
      "与 as_of 同用的只能是维度 segment，以及指标 customers、orders、revenue、mean_order_value 和各项占比；其余的请另建一张表。",
  }),
});

export const remainderMisplaced = defineError("GK0537", "configuration", {
  en: (e: { where: LocalizedText; dimension: string }) => ({
    message: `${e.where.en} names "${e.dimension}", of which this table can have no remainder`,
    remedy:
      "Name dimensions of the table's own rows or columns; none in a table with as_of or previous_segment, and not revenue_group.",
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}写了“${e.dimension}”，本表不能按它合并出“其他”`,
    remedy: "请写本表 rows 或 columns 中的维度；含 as_of 或 previous_segment 的表不能合并，revenue_group 也不能合并。",
  }),
});

export const periodUnsaid = defineError("GK0543", "configuration", {
  en: () => ({
    message: "period says neither a length nor two days, or both at once",
    remedy:
      "Write { last: 1 month } for the last whole month before the as-of, or { from: 2026-10-01, to: 2026-11-01 }; the day of to is the first outside.",
  }),
  "zh-CN": () => ({
    message: "period 既没有写长度，也没有写两个日期，或两者都写了",
    remedy:
      "请写 { last: 1 month }，即截止时点之前最近一个完整的月；或写 { from: 2026-10-01, to: 2026-11-01 }，to 当天不包含在内。",
  }),
});

export const periodEmpty = defineError("GK0544", "configuration", {
  en: () => ({
    message: "period has no day",
    remedy: "Let to be later than from, the day of to is the first outside; or give a length such as last: 1 month.",
  }),
  "zh-CN": () => ({
    message: "period 不包含任何一天",
    remedy: "请让 to 晚于 from，to 当天不包含在内；或给出长度，例如 last: 1 month。",
  }),
});

export const measureOfPeriod = defineError("GK0545", "configuration", {
  en: (e: { where: LocalizedText; measure: string }) => ({
    message: `${e.where.en} names "${e.measure}", which this table cannot say of a period`,
    remedy:
      "Take it out, or take period out of the report. With a period no table with as_of says orders or revenue, and none says cumulative_revenue_share or gini.",
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}写了“${e.measure}”，本表不能按期间给出它`,
    remedy:
      "请去掉它，或去掉报表的 period。写了 period 时，含 as_of 的表不能有订单和销售额，任何表都不能有 cumulative_revenue_share 和 gini。",
  }),
});

export const periodsDiffer = defineError("GK0546", "configuration", {
  en: (e: { report: string; other: string }) => ({
    message: `report "${e.report}" says orders or revenue of other days than report "${e.other}"`,
    remedy:
      "Give all reports that say orders or revenue the same period, or none: side by side, the two would tell what few customers bought on the days between.",
  }),
  "zh-CN": (e) => ({
    message: `报表“${e.report}”与报表“${e.other}”给出的订单或销售额所属的日期不同`,
    remedy:
      "请让所有给出订单或销售额的报表都写相同的 period，或都不写：两者对照，会说出少数客户在相差的日子里买了什么。",
  }),
});

export const periodOutside = defineError("GK0547", "configuration", {
  en: (e: { from: string; before: string; why: "not_over" | "outside_window"; limit: string }) => ({
    message:
      e.why === "not_over"
        ? `the period from ${e.from} to before ${e.before} is not over as of ${e.limit}`
        : `the period from ${e.from} to before ${e.before} has days outside rfm.window, of which nothing counts: ${e.limit}`,
    remedy:
      e.why === "not_over"
        ? "Name days before the as-of moment, run with a later --as-of, or write last: 1 month for the last whole month."
        : "Name days inside rfm.window, or widen the window.",
  }),
  "zh-CN": (e) => ({
    message:
      e.why === "not_over"
        ? `从 ${e.from} 起至 ${e.before} 之前的期间，到 ${e.limit} 尚未结束`
        : `从 ${e.from} 起至 ${e.before} 之前的期间有些日子不在 rfm.window 之内，不计入任何销售：${e.limit}`,
    remedy:
      e.why === "not_over"
        ? "请写截止时点之前的日期，或用更晚的 --as-of 运行，或写 last: 1 month，即最近一个完整的月。"
        : "请写 rfm.window 之内的日期，或放宽窗口。",
  }),
});
