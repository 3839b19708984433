/**
 * Words for yes and no as exports of many systems write them, in lower case: English, Chinese, French, German, Spanish,
 * Italian, Portuguese, Dutch, Polish, Russian, Japanese and Korean, and what tick boxes and number columns become.
 */
export const YES_WORDS = [
  ...["true", "t", "yes", "y", "1", "1.0", "on", "x", "✓", "✔"],
  ...["是", "真", "对", "有", "１", "ｙ"],
  ...["oui", "vrai", "ja", "wahr", "sí", "si", "verdadero", "sì", "vero", "sim", "verdadeiro", "waar", "tak", "prawda"],
  ...["да", "истина", "はい", "예", "네"],
] as const;

/** A word that is not here says yes wherever the question is whether somebody refused. */
export const NO_WORDS = [
  ...["false", "f", "no", "n", "0", "0.0", "off"],
  ...["否", "假", "不是", "０", "ｎ"],
  ...["non", "faux", "nein", "falsch", "falso", "não", "nao", "nee", "onwaar", "nie", "fałsz"],
  ...["нет", "ложь", "いいえ", "아니요", "아니오"],
] as const;
