// GK0248–GK0249 and GK0257: tables of reports.
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
