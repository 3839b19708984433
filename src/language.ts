/** The languages of everything a person reads; the first one is what nobody chose otherwise. */
export const LANGUAGES = ["en", "zh-CN"] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text in every language. */
export type LocalizedText = Readonly<Record<Language, string>>;
