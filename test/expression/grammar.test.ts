import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { FUNCTION_NAMES } from "../../src/expression/functions.ts";
import { parseExpression } from "../../src/expression/parse.ts";
import { documentedGrammar, isSentence, sentencesOf } from "./grammar.ts";

const grammar = documentedGrammar();
const document = readFileSync(new URL("../../docs/expressions.md", import.meta.url), "utf8");

/** Terminals of the grammar and texts that are them; a text may stand after `date`, so all are days. */
const TERMINALS = {
  text: fc.constantFrom("'2026-01-31'", "'1999-12-31'"),
  number: fc.constantFrom("0", "12", "12.50", "007.1"),
  name: fc.constantFrom("a", "地区", "_x9", "naïve", "date", "number", '"odd ""name"', '"and"', "Trim"),
  function: fc.constantFrom(...FUNCTION_NAMES, "COALESCE"),
};

describe("the grammar in docs/expressions.md", () => {
  test("has a rule or a written form for everything it names", () => {
    expect([...grammar.terminals].toSorted()).toEqual(Object.keys(TERMINALS).toSorted());
    for (const terminal of ["text", "number", "name"]) expect(document).toContain(`| \`${terminal}\` |`);
  });

  test("uses every keyword that the document lists, and no other word beside the one of a day", () => {
    const [, listed = ""] = /\(`(and or [^`]+)`\)/u.exec(document) ?? [];
    const words = [...grammar.words].filter((word) => /^[a-z]+$/u.test(word));
    expect(words.toSorted()).toEqual([...listed.split(" "), "date"].toSorted());
  });

  test("names every function in its own table, and no other", () => {
    const [, section = ""] = document.split("## Functions");
    const rows = (section.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| `"));
    const documented = rows.flatMap((row) =>
      [...(row.split(" | ")[0] ?? "").matchAll(/`([a-z_]+)\(/gu)].map(([, name = ""]) => name),
    );
    expect([...new Set(documented)].toSorted()).toEqual([...FUNCTION_NAMES].toSorted());
  });
});

test("every sentence of the grammar parses, whatever blanks and capitals it is written with", () => {
  const blanks = fc.constantFrom(" ", "  ", "\n", "\t", "\r\n", " \u3000");
  fc.assert(
    fc.property(sentencesOf(grammar, "expression", TERMINALS), blanks, fc.boolean(), (tokens, blank, isLoud) => {
      const written = tokens.map((token) => (isLoud && grammar.words.has(token) ? token.toUpperCase() : token));
      const result = parseExpression(written.join(blank));
      expect(result.ok ? "" : result.problem.message, written.join(blank)).toBe("");
    }),
    { numRuns: 5000 },
  );
});

/** Every token there is, written out so that a word the grammar forgot is tried as well, and what it is to the grammar. */
const WORDS =
  "and or not in between like is null true false case when then else end date = <> != < <= > >= + - || * / ( ) ,";
const KINDS = new Map<string, string>([
  ["'2026-01-31'", "text"],
  ["1.5", "number"],
  ["a", "name"],
  ["trim", "function"],
  ...WORDS.split(" ").map((word) => [word, word] as const),
]);

/** One sentence at least for everything that the language can say. */
const SENTENCES = [
  "a <> a and a != a or not a < a and a <= a or a > a and a >= a",
  "not not a is null and a is not null",
  "a in ( a , 1.5 , '2026-01-31' ) or a not in ( a )",
  "a between 1.5 + a and a - 1.5 and a not between - a and a * a / a",
  "a || a like '2026-01-31' and a not like '2026-01-31'",
  "case when a then a when true then false else null end",
  "case a when 1.5 then a when a then a end = date '2026-01-31'",
  "trim ( a , a ) || trim ( date ( a ) ) + ( ( a ) ) * - - 1.5",
  "date = trim and ( a = a ) = a",
].map((sentence) => sentence.split(" "));

test.each(SENTENCES.map((tokens) => [tokens.join(" "), tokens] as const))(
  "%s is a sentence of the grammar",
  (_, tokens) => {
    expect(isSentence(grammar, "expression", kindsOf(tokens))).toBe(true);
    expect(parseExpression(tokens.join(" ")).ok).toBe(true);
  },
);

/** A function's name is a name when no bracket follows; `date` is one but before a text or, as a function, a bracket. */
function kindsOf(tokens: readonly string[]): string[] {
  return tokens.map((token, index) => {
    const next = tokens[index + 1];
    if (token === "trim" && next !== "(") return "name";
    if (token === "date" && next !== "'2026-01-31'") return next === "(" ? "function" : "name";
    return KINDS.get(token) ?? token;
  });
}

test("the parser takes exactly the sentences of the grammar", () => {
  const anyTokens = fc.array(fc.constantFrom(...KINDS.keys()), { minLength: 1, maxLength: 7 });
  const written = sentencesOf(grammar, "expression", {
    text: fc.constant("'2026-01-31'"),
    number: fc.constant("1.5"),
    name: fc.constant("a"),
    function: fc.constant("trim"),
  });
  // One token dropped, doubled or changed: what is nearly a sentence tells more than noise.
  const nearly = fc
    .tuple(
      fc.oneof(written, fc.constantFrom(...SENTENCES)),
      fc.nat(),
      fc.constantFrom(...KINDS.keys()),
      fc.constantFrom("drop", "double", "change", "insert"),
    )
    .map(([tokens, place, other, how]) => mutated(tokens, place % tokens.length, other, how));
  let sentences = 0;
  fc.assert(
    fc.property(fc.oneof(anyTokens, nearly, written), (tokens) => {
      fc.pre(tokens.length <= 60);
      const isRight = isSentence(grammar, "expression", kindsOf(tokens));
      if (isRight) sentences += 1;
      expect(parseExpression(tokens.join(" ")).ok, tokens.join(" ")).toBe(isRight);
    }),
    { numRuns: 20_000 },
  );
  expect(sentences).toBeGreaterThan(2000);
});

function mutated(tokens: readonly string[], place: number, other: string, how: string): string[] {
  const [before, after] = [tokens.slice(0, place), tokens.slice(place + 1)];
  const token = tokens[place] ?? other;
  if (how === "drop") return [...before, ...after];
  if (how === "double") return [...before, token, token, ...after];
  return how === "change" ? [...before, other, ...after] : [...before, other, token, ...after];
}

describe("texts, numbers and names", () => {
  test.each<[string, boolean]>([
    ["''", true],
    ["''''", true],
    ["'it''s'", true],
    ["'a", false],
    ["'a''", false],
    ["1", true],
    ["1.0", true],
    ["1.", false],
    [".1", false],
    ["1.2.3", false],
    ["1a", false],
    ["1in(1)", false],
    ["_", true],
    ["_1", true],
    ["地区", true],
    ["e\u0301te\u0301", true],
    ["\u0301", false],
    ["a-b", true],
    ["a.b", false],
    ["a$", false],
    ["And", false],
    ['"And"', true],
    ['""', false],
    ['" "', true],
    ['"a""b"', true],
    ['"a"b"', false],
    ["a'x'", false],
    ["'x'||'y'", true],
  ])("%s is an expression: %s", (text, isRight) => {
    expect(parseExpression(text).ok).toBe(isRight);
  });
});
