/** Words for yes as exports of many systems write them, in lower case, and what tick boxes and number columns become. */
export const YES_WORDS: readonly string[] = Object.values({
  english: ["true", "t", "yes", "y"],
  signs: ["1", "1.0", "on", "x", "✓", "✔", "１", "ｙ"],
  chinese: ["是", "真", "对", "有"],
  french: ["oui", "vrai"],
  german: ["ja", "wahr"],
  spanish: ["sí", "si", "verdadero"],
  italian: ["sì", "vero"],
  portuguese: ["sim", "verdadeiro"],
  dutch: ["waar"],
  polish: ["tak", "prawda"],
  russian: ["да", "истина"],
  japanese: ["はい"],
  korean: ["예", "네"],
}).flat();

/** Words for no. One that is not here says yes wherever the question is whether somebody refused. */
export const NO_WORDS: readonly string[] = Object.values({
  english: ["false", "f", "no", "n"],
  signs: ["0", "0.0", "off", "０", "ｎ"],
  chinese: ["否", "假", "不是"],
  french: ["non", "faux"],
  german: ["nein", "falsch"],
  spanish: ["falso"],
  portuguese: ["não", "nao"],
  dutch: ["nee", "onwaar"],
  polish: ["nie", "fałsz"],
  russian: ["нет", "ложь"],
  japanese: ["いいえ"],
  korean: ["아니요", "아니오"],
}).flat();
