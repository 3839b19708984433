import fc from "fast-check";

import { expressionOf } from "./expression-generator.ts";
import { documentedGrammar, sentencesOf } from "./grammar.ts";
import { HARMLESS_TEXTS, HOSTILE_SCOPE, REFUSED_TEXTS } from "./hostile-texts.ts";

const FRAGMENTS: readonly string[] = Object.values({
  signs: Array.from("'\";\\\0`$?:@#%{[]},()=*/.-"),
  pairs: "'' \"\" -- /* */ $$ $1 :: <> || E' x' e5".split(" "),
  unseen: Array.from("\n\r\u2028\u00A0\u3000\u200B\uFEFF\u202E\u2019\u201D\uFF1B\u02BC"),
  broken: ["\uD800"],
  words: "select|from records|union all|(select 1)|or 1=1|read_text('x')|as|over ()|and|or|not|case when|end|null|1"
    .split("|")
    .map((word) => ` ${word} `),
}).flat();

/** Literals and names that would break out of their quotes if these were not doubled. */
const literal = fc
  .array(
    fc.oneof(fc.constantFrom(...FRAGMENTS.filter((one) => !/[\0\uD800]/u.test(one))), fc.string({ maxLength: 4 })),
    {
      maxLength: 4,
    },
  )
  .map((parts) => `'${parts.join("").replaceAll("\0", "").replaceAll("'", "''")}'`);

const name = fc.constantFrom(...HOSTILE_SCOPE.keys()).map((one) => `"${one.replaceAll('"', '""')}"`);

const sentence = sentencesOf(documentedGrammar(), "expression", {
  text: fc.oneof(literal, fc.constantFrom("'2026-01-31'", "'x'")),
  number: fc.constantFrom("0", "1", "12.5", "99999999999999.99999999"),
  name: fc.oneof(name, fc.constantFrom("a", "b", "n", "c", "d", "t", "地区")),
  function: fc.constantFrom("trim", "upper", "coalesce", "concat", "number", "date", "instant", "starts_with", "round"),
}).map((tokens) => tokens.join(" "));

/** One that fits its types, as hardly any sentence of the grammar does. */
const typed = fc.oneof(
  ...(["text", "number", "boolean", "date", "instant"] as const).map((type) => expressionOf(type)),
);

/** Any text that somebody could write where an expression is wanted, most of it nearly one. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: typed },
  { weight: 4, arbitrary: mutationsOf(typed) },
  { weight: 3, arbitrary: sentence },
  { weight: 4, arbitrary: mutationsOf(fc.oneof(sentence, fc.constantFrom(...REFUSED_TEXTS, ...HARMLESS_TEXTS))) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 30 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: longText() },
);

/** Pieces cut out, put in, or doubled, at any UTF-16 unit. */
function mutationsOf(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const edit = fc.record({
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(3),
    put: fc.constantFrom("", ...FRAGMENTS),
  });
  return fc.tuple(texts, fc.array(edit, { minLength: 1, maxLength: 3 })).map(([text, edits]) =>
    edits.reduce((current, { place, cut, put }) => {
      const at = Math.floor(place * current.length);
      return current.slice(0, at) + put + current.slice(at + cut);
    }, text),
  );
}

/** Far too long, or far too deep. */
function longText(): fc.Arbitrary<string> {
  const opened = fc.constantFrom(
    "(",
    "not ",
    "-",
    "upper(",
    "case when c then ",
    "a || ",
    "'",
    "n + ",
    "a in (",
    "coalesce(a, ",
  );
  return fc
    .tuple(opened, fc.integer({ min: 50, max: 6000 }), fc.constantFrom("", "a", "c"))
    .map(([piece, times, end]) => piece.repeat(times) + end);
}
