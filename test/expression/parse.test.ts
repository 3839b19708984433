import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EXPRESSION_DEPTH_MAX, EXPRESSION_LENGTH_MAX, parseExpression } from "../../src/expression/parse.ts";
import { usesOf } from "../../src/expression/uses.ts";
import { bracketed, expectChineseProblem, parsed } from "./support.ts";

describe("operators bind as documented", () => {
  test.each([
    ["not a = 'x'", "(not (a = x))"],
    ["not a = b and c = d", "((not (a = b)) and (c = d))"],
    ["a = 1 or b = 2 and c = 3", "((a = 1) or ((b = 2) and (c = 3)))"],
    ["not not a", "(not (not a))"],
    ["a + b * c - d", "((a + (b * c)) - d)"],
    ["a / b / c", "((a / b) / c)"],
    ["-a * b", "((-a) * b)"],
    ["- -a", "(-(-a))"],
    ["a - -b", "(a - (-b))"],
    ["(a + b) * c", "((a + b) * c)"],
    ["a || b = c", "((a || b) = c)"],
    ["a between 1 and 2 and b = 3", "((a between 1 and 2) and (b = 3))"],
    ["a not in (1, 2) or b", "((a not in [1, 2]) or b)"],
    ["A AND B Or C", "((A and B) or C)"],
    ["a != b", "(a <> b)"],
    ["(a = b) = c", "((a = b) = c)"],
    ["007.50", "7.5"],
  ])("%s", (text, tree) => {
    expect(bracketed(parsed(text))).toBe(tree);
  });
});

test("names may be Chinese, quoted, or words that are functions elsewhere", () => {
  expect([...usesOf(parsed(`地区 = "Unit ""net"" price" and date = number and naïve_2 is null`))]).toEqual([
    "地区",
    'Unit "net" price',
    "date",
    "number",
    "naïve_2",
  ]);
});

test("every name is named as used once, wherever it stands", () => {
  const text =
    "case a when b then c else d end in (e, -f) and coalesce(g, upper(h) || i) like '%' or j between k and a";
  expect([...usesOf(parsed(text))].join("")).toBe("abcdefghijk");
});

test("nodes know where they stand", () => {
  const expression = parsed("  a = upper( b )");
  expect(expression.span).toEqual({ start: 2, end: 16 });
});

describe("a mistake is told with its offset and a remedy", () => {
  test.each([
    ["", 0, "the expression ends where a value is needed"],
    ["a =", 3, "the expression ends where a value is needed"],
    ["a = b = c", 6, "comparisons cannot be chained"],
    ["a 'x'", 2, "a text does not belong here"],
    ["a b", 2, '"b" does not belong here'],
    ["a)", 1, '")" does not belong here'],
    ["(a", 2, "the expression ends where ) to close the bracket is needed"],
    ["a is 1", 5, '"1" where null after is is needed'],
    ["a not 1", 6, '"1" where in, between or like is needed'],
    ["a in 1", 5, '"1" where ( after in is needed'],
    ["a in ()", 6, '")" where a value is needed'],
    ["a in (1, )", 9, '")" where a value is needed'],
    ["a between 1 or 2", 12, '"or" where and between the two bounds is needed'],
    ["a like b", 7, '"b" where a pattern in single quotes is needed'],
    ["case a end", 7, '"end" where when in case is needed'],
    ["case when a end", 12, '"end" where then after the condition is needed'],
    ["case when a then b", 18, "the expression ends where end to close case is needed"],
    ["end = 1", 0, '"end" where a value is needed'],
    ["a = 'x", 4, "the text that starts here has no closing '"],
    ['"a', 0, 'the name that starts here has no closing "'],
    ['a + ""', 4, "a name is empty"],
    ["1e3", 0, '"1e" starts like a number and goes on otherwise'],
    ["5.", 0, '"5." starts like a number and goes on otherwise'],
    ["a = 2nd", 4, '"2n" starts like a number and goes on otherwise'],
    ["123456789012345", 0, "a number is too long"],
    ["0.123456789", 0, "a number is too long"],
    ["date '2026-02-30'", 5, '"2026-02-30" is not a day'],
    ["date '0999-01-01'", 5, '"0999-01-01" is not a day'],
    ["a; drop table t", 1, 'unexpected character ";"'],
    ["a == b", 2, 'unexpected character "=="'],
    ["a && b", 2, 'unexpected character "&&"'],
    ["地区 ＝ '上海'", 3, 'unexpected character "＝"'],
    ["a = “x”", 4, 'unexpected character "“"'],
    ["a /* b */", 2, 'unexpected character "/*"'],
    ["a--b", 1, 'unexpected character "--"'],
    ["uper(a)", 0, 'unknown function "uper"'],
    ["a = '\0'", 4, "a quoted part holds a character that is not text"],
    ["a = '\uD800'", 4, "a quoted part holds a character that is not text"],
  ])("%s", (text, offset, message) => {
    const result = parseExpression(text);
    if (result.ok) throw new Error("it parses");
    expect({ offset: result.problem.offset, message: result.problem.message.en }).toEqual({ offset, message });
    expect(result.problem.remedy.en).toMatch(/^\S.*[.]$/u);
    expectChineseProblem(result.problem);
  });
});

describe("a misspelt word comes with the right spelling", () => {
  test.each([
    ["uper(a)", 0, "Did you mean upper?"],
    ["strats_with(a, 'C')", 0, "Did you mean starts_with?"],
    ["Coalsce(a, b)", 0, "Did you mean coalesce?"],
    ["substr(a, 1, 2)", 0, "Did you mean substring(text, 1, 3)?"],
    ["IFNULL(a, b)", 0, "Did you mean coalesce(a, b)?"],
    ["if(a = 'x', 1, 2)", 0, "Did you mean case?"],
    ["to_date(a)", 0, "Did you mean date(text)?"],
    ["a betwen 1 and 2", 2, 'Did you mean between instead of "betwen"?'],
    ["(a betwen 1 and 2)", 3, 'Did you mean between instead of "betwen"?'],
    ["a = 'x' adn b = 'y'", 8, 'Did you mean and instead of "adn"?'],
    ["a lik 'x%'", 2, 'Did you mean like instead of "lik"?'],
    ["a not betwee 1 and 2", 6, 'Did you mean between instead of "betwee"?'],
    ["a si null", 2, 'Did you mean is instead of "si"?'],
    ["a is nul", 5, 'Did you mean null instead of "nul"?'],
    ["nto a = 'x'", 4, 'Did you mean not instead of "nto"?'],
    ["a = 'x' and nt b = 'y'", 15, 'Did you mean not instead of "nt"?'],
    ["dat '2026-01-31' < a", 4, 'Did you mean date instead of "dat"?'],
    ["cas when a then 1 end", 4, 'Did you mean case instead of "cas"?'],
    ["case whn a then 1 end", 9, 'Did you mean when instead of "whn"?'],
    ["case when a thn 1 end", 12, 'Did you mean then instead of "thn"?'],
    ["case when a then b els c end", 19, 'Did you mean else instead of "els"?'],
    ["case when a then b edn", 19, 'Did you mean end instead of "edn"?'],
    ["a between 1 an 2", 12, 'Did you mean and instead of "an"?'],
  ])("%s", (text, offset, remedy) => {
    const result = parseExpression(text);
    if (result.ok) throw new Error("it parses");
    expect(result.problem.offset).toBe(offset);
    expect(result.problem.remedy.en.slice(0, remedy.length)).toBe(remedy);
    expectChineseProblem(result.problem);
  });

  test("but no suggestion where nothing is near", () => {
    for (const text of ["a somewhere b", "a b", "frobnicate(a)"]) {
      const result = parseExpression(text);
      expect(result.ok ? "" : result.problem.remedy.en, text).not.toContain("Did you mean");
    }
  });
});

describe("a sign of another language or keyboard comes with what to do instead", () => {
  test.each([
    ["a ＝ b", "Write = instead."],
    ["a ! b", "Write not instead."],
    ["a = `x`", 'Write " instead.'],
    ["a -- only these", "An expression has no comments: put them on a YAML line of their own, after #. For a minus "],
    ["a /* b */", "An expression has no comments"],
    ["a = 'x';", "Remove it: an expression is one value and ends by itself."],
    ["orders.amount", "Write a column's name alone"],
    ["a::number", "Remove it; number(…), date(…) and instant(…) read texts."],
    ["a in ['x']", "Lists stand in round brackets, as in x in ('a', 'b')."],
    ["a = $1", "There are no parameters: write the value itself."],
    ["a, b", "Remove it; several values stand in brackets, as in x in ('a', 'b')."],
    ["a in ('x' 'y')", "Write , or ) to close the list here."],
  ])("%s", (text, remedy) => {
    const result = parseExpression(text);
    expect(result.ok ? "" : result.problem.remedy.en).toContain(remedy);
    if (!result.ok) expectChineseProblem(result.problem);
  });
});

describe("size is limited", () => {
  test("a text of the greatest length parses and one character more does not", () => {
    const longest = "a".padEnd(EXPRESSION_LENGTH_MAX);
    expect(parseExpression(longest).ok).toBe(true);
    expect(parseExpression(`${longest} `)).toMatchObject({ ok: false, problem: { offset: 0 } });
  });

  test.each([
    ["brackets", (depth: number) => "(".repeat(depth) + "a" + ")".repeat(depth)],
    ["signs", (depth: number) => "- ".repeat(depth) + "a"],
    ["negations", (depth: number) => "not ".repeat(depth) + "a"],
    ["a chain of sums", (depth: number) => Array.from({ length: depth + 1 }, () => "a").join(" + ")],
    ["functions", (depth: number) => "trim(".repeat(depth) + "a" + ")".repeat(depth)],
  ])("%s nest to the limit and no deeper", (_, nested) => {
    expect(parseExpression(nested(EXPRESSION_DEPTH_MAX - 1)).ok).toBe(true);
    expect(parseExpression(nested(EXPRESSION_DEPTH_MAX + 1)).ok).toBe(false);
    expect(parseExpression(nested(2000)).ok).toBe(false);
  });

  test("and, or and lists may be long, because they are not deep", () => {
    const condition = Array.from({ length: 1000 }, (_, index) => `a=${index}`).join(" or ");
    expect(parseExpression(condition).ok).toBe(true);
  });
});

test("no text whatever makes the parser throw, and a problem lies inside the text", () => {
  const words = [
    "a",
    "'x'",
    '"y"',
    "1.5",
    "(",
    ")",
    ",",
    "=",
    "<",
    "||",
    "-",
    "*",
    "/",
    "'",
    '"',
    "not",
    "and",
    "or",
    "in",
    "case",
    "when",
    "then",
  ];
  const likely = fc.array(
    fc.constantFrom(...words, "end", "is", "null", "between", "like", "date", "upper(", "地区", ";", "\\"),
    { maxLength: 30 },
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string(),
    likely.map((parts) => parts.join(" ")),
  );
  fc.assert(
    fc.property(text, (random) => {
      const result = parseExpression(random);
      if (result.ok) return;
      expect(result.problem.offset).toBeGreaterThanOrEqual(0);
      expect(result.problem.offset).toBeLessThanOrEqual(random.length);
    }),
    { numRuns: 5000 },
  );
});
