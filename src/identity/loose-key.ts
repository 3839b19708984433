/**
 * Every calling code the numbering plan has room for: none is the beginning of another, so that a number has one only.
 * Source: ITU-T E.164; a test compares it with the codes of libphonenumber-js.
 */
const CALLING_CODE =
  "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[035789]|9[679])[0-9]";

/** Telephone keys that are not their own loose key: too few digits are no number, and say nothing about one. */
const LOOSE_PHONE = new RegExp(`^phone:(?:raw:0*[1-9][0-9]{6}|[+](?:521|549|55[1-9][0-9]9[6-9]|(?:${CALLING_CODE})0))`);

const ZEROS_AFTER_CALLING_CODE = new RegExp(`^(${CALLING_CODE})0+([1-9][0-9]{5,})$`);

/** What Mexico (1, and 044 or 045 before that) and Argentina (9) put in front of a mobile number that is called from abroad. */
const MEXICAN_MOBILE = /^(52)(?:1|4[45])([1-9][0-9]{9})$/;
const ARGENTINE_MOBILE = /^(54)9([1-9][0-9]{9})$/;

/** The 9 that Brazil put in front of its mobile numbers, which began with 6 to 9 before: other numbers of eight digits are landlines. */
const BRAZILIAN_MOBILE = /^(55[1-9][0-9])9([6-9][0-9]{7})$/;

const GMAIL = /^email:([^@+]+)(?:[+][^@]*)?@(?:gmail|googlemail)[.]com$/;
const HAN = /\p{Script=Han}/u;
const TAGGED = /^(email:[^@+]+)[+][^@]*(@.+)$/;

/**
 * The loose key of an exact contact key: two keys that may well mean one contact point have the same. Most keys are their own.
 *
 * - Phones: calling code and digits, without what the variants of one line differ in: Mexico's 1, Argentina's 9, Brazil's ninth
 *   digit, zeros after the calling code (Italy's, or a trunk zero kept). The digits of a number that is none are read as one with
 *   its calling code, whose plus or leading zeros got lost. Numbers of which only the ends agree stay apart.
 * - E-mail: without a tag after `+`; of Gmail without dots, and `googlemail.com` is `gmail.com`.
 * - Addresses: their words, which the exact key is made of; with Chinese characters without blanks, which mean nothing between them.
 *
 * Denials match by it, grants never do. The same as `loose_contact_key` in SQL; a test compares the two.
 *
 * Source: consent-gate.md §5. Pure; throws nothing.
 *
 * @example
 * looseContactKey("email:jo.hn+shop@googlemail.com"); // "email:john@gmail.com"
 */
export function looseContactKey(exactKey: string): string {
  if (LOOSE_PHONE.test(exactKey)) return loosePhone(exactKey.replace(/^phone:(?:raw:0*|[+])/, ""));
  const gmail = GMAIL.exec(exactKey)?.[1];
  if (gmail !== undefined) return `email:${gmail.replaceAll(".", "")}@gmail.com`;
  if (exactKey.startsWith("address:")) return HAN.test(exactKey) ? exactKey.replaceAll(" ", "") : exactKey;
  return exactKey.replace(TAGGED, "$1$2");
}

function loosePhone(digits: string): string {
  const number = digits
    .replace(ZEROS_AFTER_CALLING_CODE, "$1$2")
    .replace(MEXICAN_MOBILE, "$1$2")
    .replace(ARGENTINE_MOBILE, "$1$2")
    .replace(BRAZILIAN_MOBILE, "$1$2");
  return `phone:+${number}`;
}
