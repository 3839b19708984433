// GK0250–GK0256: files of rules. GK0440–GK0459: what rules refuse.
import type { LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

export const placeInvalid = defineError("GK0250", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is no country and no state`,
    remedy:
      "Write a country by its two capital letters, such as FR, or a state with its country in front, such as US-FL.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是国家，也不是州省`,
    remedy: "国家请写两位大写字母代码，例如 FR；州省请在前面加上国家代码，例如 US-FL。",
  }),
});

export const hoursInvalid = defineError("GK0251", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" names no hours of the day`,
    remedy:
      "Write a beginning and an end, such as 09:00-20:00, several with commas between them; 21:00-08:00 lasts until the next morning.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是一天中的时段`,
    remedy: "请写起止时间，例如 09:00-20:00，多个时段用逗号隔开；21:00-08:00 表示到次日早晨。",
  }),
});

export const holidayInvalid = defineError("GK0252", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is no holiday`,
    remedy:
      "Write the day of every year, such as 12-25, of one year, such as 2026-05-08, or the days from Easter Sunday, such as easter+1.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是节假日`,
    remedy: "每年固定的日期请写 12-25，仅某年的日期请写 2026-05-08，按复活节推算的请写 easter+1。",
  }),
});

export const ruleContradictory = defineError("GK0253", "configuration", {
  en: (e: { why: LocalizedText }) => ({
    message: `the row contradicts itself: ${e.why.en}`,
    remedy: "Correct the row; docs/rules.md says what rows mean.",
  }),
  "zh-CN": (e) => ({
    message: `该行自相矛盾：${e.why["zh-CN"]}`,
    remedy: "请更正该行；各行的含义见 docs/rules.md。",
  }),
});

export const placeElsewhere = defineError("GK0254", "configuration", {
  en: (e: { place: string; regime: string }) => ({
    message: `"${e.place}" is no place of the regime ${e.regime}`,
    remedy: "Add it to countries: or states: of this file, or correct it.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.place}”不属于法域 ${e.regime}`,
    remedy: "请把它加入本文件的 countries: 或 states:，或更正它。",
  }),
});

export const placeTaken = defineError("GK0255", "configuration", {
  en: (e: { place: string; regime: string }) => ({
    message: `"${e.place}" belongs to the regime ${e.regime} already`,
    remedy: "A place has one regime: take it out of one of the two files.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.place}”已属于法域 ${e.regime}`,
    remedy: "一个地方只能属于一个法域：请从两个文件之一中移除它。",
  }),
});

export const countriesWithoutRules = defineError("GK0440", "policy", {
  en: (e: { campaign: string; allowed: string }) => ({
    message: `more than ${e.allowed} of the people whom campaign "${e.campaign}" asks for live where no rules are known`,
    remedy:
      "Add rules for their countries to the project's rules/ (docs/rules.md), ask for other people, or raise jurisdiction.without_rules: the strictest rules decide about them.",
  }),
  "zh-CN": (e) => ({
    message: `营销活动“${e.campaign}”的候选中，超过 ${e.allowed} 的人位于没有规则的国家`,
    remedy:
      "请在项目的 rules/ 中为这些国家添加规则（见 docs/rules.md），缩小受众，或提高 jurisdiction.without_rules：对这些人适用最严格的规则。",
  }),
});
