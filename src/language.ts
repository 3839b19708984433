/** The languages of everything a person reads; the first one is what nobody chose otherwise. */
export const LANGUAGES = ["en", "zh-CN"] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text in every language. */
export type LocalizedText = Readonly<Record<Language, string>>;

/** A text without words of a language: a key, a code, a name. */
export function sameInEveryLanguage(text: string): LocalizedText {
  return { en: text, "zh-CN": text };
}

/**
 * A Chinese sentence with values in it, written without blanks beside them: one is put between a Chinese character and a
 * letter, digit or sign, as Chinese typography has it, and none before punctuation.
 *
 * @example
 * chinese`${"rfm.bins"}是${"整数"}` // rfm.bins 是整数
 */
export function chinese(pieces: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return pieces.reduce((text, piece, index) => joined(joined(text, String(values[index - 1] ?? "")), piece));
}

function joined(before: string, after: string): string {
  const isSeam =
    (/\p{Script=Han}$/u.test(before) && FOREIGN_START.test(after)) ||
    (FOREIGN_END.test(before) && /^\p{Script=Han}/u.test(after));
  return isSeam ? `${before} ${after}` : before + after;
}

const FOREIGN_START = /^[\p{Script=Latin}\p{Nd}$+\-*/=<>|()[\]{}_.:"'&]/u;
const FOREIGN_END = /[\p{Script=Latin}\p{Nd}+\-*/=<>|()[\]{}_:"'%]$/u;
