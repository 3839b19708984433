import type { LocalizedText } from "../language.ts";
import { shown } from "./leaf-schemas.ts";

// How messages name the values of a configuration.

export const EMPTY: LocalizedText = { en: "empty", "zh-CN": "空的" };
export const AN_EMPTY_LIST: LocalizedText = { en: "an empty list", "zh-CN": "空列表" };
export const AN_EMPTY_TEXT: LocalizedText = { en: "an empty text", "zh-CN": "空文本" };
export const A_LIST_OF_SOME: LocalizedText = { en: "a list of at least one", "zh-CN": "至少有一项的列表" };

/** A text that may be a secret. */
export const A_TEXT_NOT_SHOWN: LocalizedText = { en: "a text (not shown)", "zh-CN": "一段文本（不予显示）" };

/** A value by its kind; a text or a number as it is, cut short. */
export function describe(value: unknown): LocalizedText {
  if (typeof value === "string") return { en: `"${shown(value)}"`, "zh-CN": `“${shown(value)}”` };
  if (typeof value === "boolean") return { en: `the word ${value}`, "zh-CN": `单词 ${value}` };
  if (typeof value === "number" || typeof value === "bigint")
    return { en: `the number ${value}`, "zh-CN": `数字 ${value}` };
  return Array.isArray(value) ? { en: "a list", "zh-CN": "列表" } : { en: "a mapping", "zh-CN": "映射" };
}
