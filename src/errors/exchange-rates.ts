import { defineError } from "./define.ts";

// GK0350–GK0359: rates of other currencies than the project's, and amounts in them.

interface UnreadableRate {
  readonly file: string;
  readonly record: number;
  /** Empty when the record could not be taken apart. */
  readonly column: string;
  readonly others: number;
}

export const exchangeRateUnreadable = defineError("GK0350", "data", {
  en: (e: UnreadableRate) => ({
    message: `${e.file}, record ${e.record}: ${e.column === "" ? "the record" : e.column} cannot be read${e.others === 0 ? "" : `, nor can ${e.others} more records`}; an exchange rate must not get lost`,
    remedy:
      "Write currency as an ISO 4217 code, valid_from as a day, and rate as a number above zero with at most 10 digits before and 10 after the point; rate: number(column) reads what formats: declares.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 第 ${e.record} 条记录：${e.column === "" ? "该记录" : `${e.column} `}无法读取${e.others === 0 ? "" : `，另有 ${e.others} 条记录也无法读取`}；汇率不得遗漏`,
    remedy:
      "请将 currency 写成 ISO 4217 代码，将 valid_from 写成日期，将 rate 写成大于零的数字（小数点前后各最多 10 位）；数字写法不同时，请用 number() 读取 rate，并声明 formats:。",
  }),
});

interface DifferentRates {
  readonly currency: string;
  /** The first day with two rates, `YYYY-MM-DD`. */
  readonly day: string;
  readonly first: { readonly file: string; readonly record: number };
  readonly second: { readonly file: string; readonly record: number };
  /** Further days of the currency with different rates. */
  readonly others: number;
}

export const exchangeRatesDiffer = defineError("GK0351", "data", {
  en: (e: DifferentRates) => ({
    message: `${e.currency} has two rates from ${e.day}: ${e.first.file} record ${e.first.record} and ${e.second.file} record ${e.second.record} differ${e.others === 0 ? "" : `; so do ${e.others} more days`}`,
    remedy: "Keep one rate for each currency and day: take the other out of its file, or leave it out by where:.",
  }),
  "zh-CN": (e) => ({
    message: `${e.currency} 自 ${e.day} 起有两个汇率：${e.first.file} 第 ${e.first.record} 条记录与 ${e.second.file} 第 ${e.second.record} 条记录不同${e.others === 0 ? "" : `；另有 ${e.others} 天也是如此`}`,
    remedy: "每种货币每天只能有一个汇率：请从文件中删去多余的一个，或用 where: 将其排除。",
  }),
});

interface MissingRate {
  readonly currency: string;
  readonly own: string;
  readonly file: string;
  /** Lines without a rate, over all files. */
  readonly lines: number;
  readonly record: number;
  /** The local day of that record, and the first day of all, `YYYY-MM-DD`. */
  readonly day: string;
  readonly firstDay: string;
}

export const exchangeRateMissing = defineError("GK0352", "data", {
  en: (e: MissingRate) => ({
    message: `${e.file}: ${e.lines} ${e.lines === 1 ? "line is" : "lines are"} in ${e.currency} and no exchange rate is valid on their day; first: record ${e.record}, ${e.day}`,
    remedy: `Add to inputs.exchange_rates a rate of ${e.currency} in ${e.own} valid from ${e.firstDay} or earlier, or leave such lines out by where:. Amounts of different currencies are never added.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file}：有 ${e.lines} 行的货币为 ${e.currency}，而其日期没有有效汇率；第一处：第 ${e.record} 条记录，${e.day}`,
    remedy: `请在 inputs.exchange_rates 中加入 ${e.currency} 兑 ${e.own} 的汇率，自 ${e.firstDay} 或更早起有效，或用 where: 排除这些行。不同货币的金额绝不相加。`,
  }),
});

export const convertedAmountTooLarge = defineError("GK0353", "data", {
  en: (e: { file: string; record: number; others: number }) => ({
    message: `${e.file}, record ${e.record}: the converted amount${e.others === 0 ? " has" : ` and those of ${e.others} more records have`} more than 14 digits before the point`,
    remedy:
      "Correct the amount or the rate: rate is how much of the project's currency one unit of the other is worth.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 第 ${e.record} 条记录${e.others === 0 ? "" : `及另外 ${e.others} 条记录`}：换算后的金额小数点前超过 14 位`,
    remedy: "请更正金额或汇率：rate 是一单位该货币折合项目货币的数额。",
  }),
});

export const ownCurrencyNotOne = defineError("GK0354", "data", {
  en: (e: { currency: string; file: string; record: number }) => ({
    message: `${e.file}, record ${e.record}: ${e.currency} is the project's own currency, and its rate is not 1`,
    remedy: `State the rates in ${e.currency}: rate is how much ${e.currency} one unit of the other currency is worth, not the reverse.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 第 ${e.record} 条记录：${e.currency} 是项目自己的货币，其汇率却不是 1`,
    remedy: `请以 ${e.currency} 标明汇率：rate 是一单位其他货币折合多少 ${e.currency}，而不是相反。`,
  }),
});
