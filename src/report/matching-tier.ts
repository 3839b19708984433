import type { LocalizedText } from "../language.ts";

/** How a denial was matched to a person, in words; a tier that this version does not know is shown as it is. */
const TIERS: Readonly<Record<string, LocalizedText>> = {
  cluster: { en: "the person", "zh-CN": "本人" },
  exact: { en: "the exact contact key", "zh-CN": "精确联系键" },
  loose: { en: "the loose contact key", "zh-CN": "宽松联系键" },
  hash: { en: "a hash", "zh-CN": "哈希值" },
  domain: { en: "the domain", "zh-CN": "域名" },
  prefix: { en: "the prefix of the number", "zh-CN": "号码前缀" },
};

/** The end of a sentence about a denial: by what it was matched; nothing for a run that did not record it. */
export function matchedBy(tier: string | null): string {
  return tier === null ? "" : `; matched by ${TIERS[tier]?.en ?? tier}`;
}

/** The same in Chinese. */
export function matchedByInChinese(tier: string | null): string {
  return tier === null ? "" : `；匹配依据：${TIERS[tier]?.["zh-CN"] ?? tier}`;
}
