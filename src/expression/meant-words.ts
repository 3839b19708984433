import { FUNCTION_NAMES } from "./functions.ts";
import { nearest } from "./suggest.ts";
import type { Token } from "./tokens.ts";

/** Every word with a meaning of its own; as a name it needs quotes. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  "and or not in between like is null true false case when then else end".split(" "),
);

/** The keywords that stand for a value. */
export const VALUE_KEYWORDS = ["null", "true", "false"] as const;

/** A word as it is written, and the keyword it was probably meant to be. */
export interface MisspeltKeyword {
  readonly written: string;
  readonly meant: string;
}

/** Keywords that may follow a value, and words that may stand before one. */
const FOLLOWING = ["and", "or", "in", "between", "like", "is", "not"];
const LEADING = ["not", "case", "date"];

/**
 * The keyword that a word was probably meant to be: the word that does not fit, or the one just before it, which was taken
 * for a name. `wanted` are the keywords that would have fitted.
 */
export function misspeltKeyword(
  before: Token | undefined,
  unfitting: Token,
  wanted: readonly string[],
): MisspeltKeyword | undefined {
  return meantBy(unfitting, [...wanted, ...FOLLOWING]) ?? meantBy(before, [...wanted, ...LEADING]);
}

function meantBy(token: Token | undefined, keywords: readonly string[]): MisspeltKeyword | undefined {
  if (token?.kind !== "word" || KEYWORDS.has(token.value.toLowerCase())) return undefined;
  const meant = nearest(token.value, keywords);
  return meant === undefined ? undefined : { written: token.value, meant };
}

/** How other languages call what can be said here, and how to say it. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  "substring(text, 1, 3)": ["substr", "mid", "left", "slice"],
  "coalesce(a, b)": ["ifnull", "nvl", "isnull", "zeroifnull"],
  "upper(text)": ["ucase", "toupper", "to_upper"],
  "lower(text)": ["lcase", "tolower", "to_lower"],
  "trim(text)": ["ltrim", "rtrim", "btrim", "strip"],
  "number(text)": ["cast", "try_cast", "convert", "to_number", "int", "integer", "float", "double", "decimal", "val"],
  "date(text)": ["to_date", "todate", "str_to_date", "strptime", "parse_date", "datevalue"],
  "instant(text)": ["timestamp", "to_timestamp", "datetime", "parse_datetime"],
  case: ["if", "iif", "decode", "choose", "switch"],
  "text like '%part%'": ["contains", "instr", "strpos", "position", "charindex", "regexp_like", "regexp_matches"],
  "starts_with(text, 'prefix')": ["startswith", "prefix"],
  "concat(a, b)": ["concat_ws", "join"],
};

/** What to write for a function that there is not; undefined when nothing is near. */
export function meantFunction(name: string): string | undefined {
  const word = name.toLowerCase();
  const known = Object.entries(ELSEWHERE).find(([, names]) => names.includes(word));
  return known?.[0] ?? nearest(word, FUNCTION_NAMES);
}
