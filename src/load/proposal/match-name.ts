import { COLUMN_WORDS, COMMON_WORDS, type Meaning, NEVER_GUESSED_WORDS } from "./column-words.ts";

/** How well a column's name fits a meaning. */
export interface NameMatch {
  /** The word that fits, as the list has it. */
  readonly word: string;
  /** Greater is better. */
  readonly score: number;
}

/** The score of a name that is a word of the list, and no common one. */
export const WHOLE_NAME = 1000;

const COMMON = 500;

/**
 * How a name fits a meaning: whole, as a common word, or by a part of it, where longer parts are better; null when it does
 * not. Case, blanks, signs and full-width forms do not matter.
 */
export function matchName(name: string, meaning: Meaning): NameMatch | null {
  const own = comparable(name);
  const words = COLUMN_WORDS[meaning].split(" ");
  if (words.includes(own)) return { word: own, score: WHOLE_NAME };
  if (COMMON_WORDS[meaning]?.split(" ").includes(own) === true) return { word: own, score: COMMON };
  const inside = words.filter((word) => containsWord(name, word)).toSorted((a, b) => b.length - a.length);
  const [longest] = inside;
  return longest === undefined ? null : { word: longest, score: longest.length };
}

/** Whether a name speaks of consent, refusals or a state: then its column is mapped by hand or not at all. */
export function isNeverGuessed(name: string): boolean {
  return NEVER_GUESSED_WORDS.split(" ").some((word) => comparable(name) === word || containsWord(name, word));
}

function comparable(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{Nd}]/gu, "");
}

/** A Chinese word stands anywhere in a name; an English one where words of the name, put together, are it. */
function containsWord(name: string, word: string): boolean {
  if (/\p{Script=Han}/u.test(word)) return word.length > 1 && comparable(name).includes(word);
  const parts = wordsOf(name);
  return parts.some((_, from) => parts.some((__, to) => to >= from && parts.slice(from, to + 1).join("") === word));
}

/** `customerEmail_2`, `Customer e-mail (2)` and `CUSTOMER EMAIL` have the words customer and email. */
function wordsOf(name: string): string[] {
  return name
    .normalize("NFKC")
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((word) => word !== "");
}
