import { type ContactKey, UNREADABLE } from "./exact-key.ts";
import { plainText } from "./plain-text.ts";

const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * The key of a postal address, `address:` and its words, or null when it has none.
 *
 * Case, punctuation and white space do not count; the order and spelling of words do. It serves postal stops and
 * household caps, and claims nothing about whether mail would arrive: an address with a word is valid.
 *
 * Source: consent-gate.md §5 (addresses). Pure; throws nothing.
 *
 * @example
 * addressKey("12, Linden Str.\n10115 BERLIN").key; // "address:12 linden str 10115 berlin"
 */
export function addressKey(value: string): ContactKey {
  const words = caseFolded(plainText(value)).replace(BETWEEN_WORDS, " ").trim();
  if (words === "") return UNREADABLE;
  return { key: `address:${words}`, is_valid: true, countries: [] };
}

/** Through upper case and back, so that ß is ss and both Greek sigmas are one letter; lower case first for the capital ẞ. */
function caseFolded(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKC");
}
