import { countriesOfCallingCode } from "./calling-codes.ts";

/** Numbers of one calling code that are their own exact key. */
export interface CleanPhonePattern {
  /** Without plus. */
  readonly callingCode: string;
  /** Every country that shares the calling code, sorted; what the exact key's `countries` would be. */
  readonly countries: readonly string[];
  /** Matches the whole value, plus included. */
  readonly pattern: string;
}

/** Numbers written the national way that become their exact key by exchanging the trunk prefix for plus and calling code. */
export interface CleanNationalPhonePattern {
  /** The default country under which the pattern holds; under another it proves nothing. */
  readonly country: string;
  readonly callingCode: string;
  /** The digits in front that the exact key leaves out, possibly none. */
  readonly trunkPrefix: string;
  /** Matches the whole value, trunk prefix included. */
  readonly pattern: string;
}

/**
 * The national numbers by calling code for which no parser is needed: mobile numbers, and the geographic ones of the
 * United States and Canada, whose mobile numbers look the same.
 *
 * Copied by hand from the types of `metadata.max.json` of libphonenumber-js 1.13.16 and written with `[0-9]`, since `\d`
 * means other digits too in some engines. Each was checked against the country's national prefix for parsing: none of
 * these numbers can begin with one, so that the parser gives back the number it was given. Left out on purpose: the
 * islands that share +44, the Caribbean that shares +1, +1 983, Japanese 060, the Indian ranges with exceptions, and every
 * calling code not named here; those go to the parser. A number too few costs some microseconds, a number too many misses
 * a suppression.
 */
const NATIONAL_NUMBERS = {
  US: "(?:2(?:0[1-35-9]|1[02-9]|2[03-57-9]|3[1459]|4[08]|5[1-46]|6[0279]|7[02469]|8[13])|3(?:0[1-57-9]|1[02-9]|2[013-79]|3[0-24679]|4[167]|5[0-3]|6[01349]|8[056])|4(?:0[124-9]|1[02-579]|2[3-5]|3[0245]|4[023578]|58|6[349]|7[02589]|8[04])|5(?:0[1-57-9]|1[0235-8]|20|3[0149]|4[01]|5[179]|6[1-47]|7[0-5]|8[0256])|6(?:0[1-35-9]|1[024-9]|2[03689]|3[016]|4[0156]|5[01679]|6[0-279]|78|8[0-269])|7(?:0[1-46-8]|1[2-9]|2[04-8]|3[0-2478]|4[0378]|5[47]|6[02359]|7[0-59]|8[156])|8(?:0[1-68]|1[02-8]|2[0168]|3[0-2589]|4[03578]|5[046-9]|6[02-5]|7[028])|9(?:0[1346-9]|1[02-9]|2[0589]|3[0146-8]|4[01357-9]|5[12469]|7[0-3589]|8[04-69]))[2-9][0-9]{6}",
  CA: "(?:2(?:04|[23]6|[48]9|5[07]|[67]3)|3(?:06|43|54|6[578]|82)|4(?:03|1[68]|[26]8|3[178]|50|74)|5(?:06|1[49]|48|79|8[147])|6(?:04|[18]3|39|47|72)|7(?:0[59]|42|53|78|8[02])|8(?:[06]7|19|25|7[39])|9(?:0[25]|42))[2-9][0-9]{6}",
  FR: "(?:6(?:[0-24-8][0-9]|3[0-8]|9[589])|7[3-9][0-9])[0-9]{6}",
  GB: "7(?:[1-3][0-9][0-9]|4(?:[0-46-9][0-9]|5[0-689])|5(?:0[0-8]|[13-9][0-9]|2[0-35-9])|7(?:0[1-9]|[1-7][0-9]|8[02-9]|9[0-689])|8(?:[014-9][0-9]|[23][0-8])|9(?:[024-9][0-9]|1[02-9]|3[0-689]))[0-9]{6}",
  DE: "(?:1(?:6[023]|7[0-9])[0-9]{7,8}|15(?:[0-25-9][0-9][0-9]|3(?:10|33)|410)[0-9]{6})",
  JP: "[7-9]0[1-9][0-9]{7}",
  CN: "1(?:[38][0-9]|4[57]|[59][0-35-9]|6[25-7]|7[0-35-8])[0-9]{8}",
  IN: "(?:6(?:[09][0-9]|1[04679]|2[03689]|3[05-9]|4[0489]|50|6[069]|7[07]|8[7-9])|7(?:[024][0-9]|3[05-8]|5[0346-8]|6[6-9]|7[1-9]|8[0-79]|9[06-9])|8(?:0[01589]|1[0-57-9]|2[235-9]|3[03-57-9]|[45][0-9]|6[02457-9]|7[1-69]|8[0-25-9]|9[02-9])|9[0-9][0-9])[0-9]{7}",
} as const;

/**
 * For each calling code, the phone numbers that need no parser: the key of a value that matches is `phone:` and the value,
 * it is valid, and its countries are those named. A number that merely looks like E.164 does not match: +4407911 123456
 * is read as +447911 123456, and taking it as it stands would miss a suppression.
 *
 * A pattern describes whole values: use `regexp_full_match` in DuckDB, `^(?:…)$` in JavaScript, and `\A(?:…)\z` in Trino,
 * whose `$` also matches before a last line break. It is portable to RE2, Java and JavaScript, and has neither quotes nor
 * backslashes. Write it into the statement: read from a column it is compiled for every row, hundreds of times as slow.
 *
 * Source: consent-gate.md §5 ("a clean E.164 needs no parser"); the tests compare the patterns with the parser.
 */
export const cleanPhonePatterns: readonly CleanPhonePattern[] = [
  international("1", `(?:${NATIONAL_NUMBERS.US}|${NATIONAL_NUMBERS.CA})`),
  international("33", NATIONAL_NUMBERS.FR),
  international("44", NATIONAL_NUMBERS.GB),
  international("49", NATIONAL_NUMBERS.DE),
  international("81", NATIONAL_NUMBERS.JP),
  international("86", NATIONAL_NUMBERS.CN),
  international("91", NATIONAL_NUMBERS.IN),
];

/** All of `cleanPhonePatterns` in one, to ask first whether a value needs the parser at all. */
export const cleanPhonePattern = cleanPhonePatterns.map(({ pattern }) => pattern).join("|");

/**
 * For each default country, the national spellings that need no parser: the key of a value that matches is `phone:+`, the
 * calling code, and the value without its trunk prefix. Used like `cleanPhonePatterns`, with the same countries.
 */
export const cleanNationalPhonePatterns: readonly CleanNationalPhonePattern[] = [
  national("US", "1", "", `(?:${NATIONAL_NUMBERS.US}|${NATIONAL_NUMBERS.CA})`),
  national("CA", "1", "", `(?:${NATIONAL_NUMBERS.US}|${NATIONAL_NUMBERS.CA})`),
  national("FR", "33", "0", NATIONAL_NUMBERS.FR),
  national("GB", "44", "0", NATIONAL_NUMBERS.GB),
  national("DE", "49", "0", NATIONAL_NUMBERS.DE),
  national("JP", "81", "0", NATIONAL_NUMBERS.JP),
  national("CN", "86", "", NATIONAL_NUMBERS.CN),
  national("IN", "91", "", NATIONAL_NUMBERS.IN),
];

/**
 * The e-mail addresses that need no parser: the key of a value that matches is `email:` and the value. Lower-case ASCII,
 * plain local parts of up to 32 characters besides dots, up to three labels before a top-level domain in letters. No two
 * hyphens in a row, which leaves encoded labels (`xn--`) to the parser, as it is left every unusual or long address; the
 * counts keep what matches within the lengths that an address may have. Used like `cleanPhonePatterns`.
 */
export const cleanEmailPattern =
  "[a-z0-9_+-](?:[.]?[a-z0-9_+-]){0,31}@(?:[a-z0-9](?:-?[a-z0-9]){0,24}[.]){1,3}[a-z]{2,24}";

function international(callingCode: string, nationalNumbers: string): CleanPhonePattern {
  return {
    callingCode,
    countries: countriesOfCallingCode(callingCode),
    pattern: `[+]${callingCode}${nationalNumbers}`,
  };
}

function national(
  country: string,
  callingCode: string,
  trunkPrefix: string,
  nationalNumbers: string,
): CleanNationalPhonePattern {
  return { country, callingCode, trunkPrefix, pattern: `${trunkPrefix}${nationalNumbers}` };
}
