import { describe, expect, test } from "vitest";
import { checkExpression } from "../../src/expression/check.ts";
import type { ValueType } from "../../src/expression/typed-expression.ts";
import { expectChineseProblem, parsed, problemsOf } from "./support.ts";

const SCOPE: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ["quantity", "text"],
  ["monetary", "number"],
  ["is_new", "boolean"],
  ["born_on", "date"],
  ["bought_at", "instant"],
  ["region", "text"],
]);

describe("types", () => {
  test.each<[string, ValueType]>([
    ["quantity", "text"],
    ["number(quantity) * monetary", "number"],
    ["-1 + null", "number"],
    ["monetary / 2 > 3 and not is_new", "boolean"],
    ["case when starts_with(region, 'C') then 'cancellation' else 'sale' end", "text"],
    ["case region when 'x' then null else date '2026-01-31' end", "date"],
    ["coalesce(null, instant(region), bought_at)", "instant"],
    ["null = null", "boolean"],
    ["null in (null, 'x')", "boolean"],
    ["null is null", "boolean"],
    ["is_new = (region is null)", "boolean"],
    ["round(monetary, 2)", "number"],
    ["concat(region, quantity, 'x') || null", "text"],
    ["null", "text"],
  ])("%s is %s", (text, type) => {
    const result = checkExpression(parsed(text), SCOPE);
    expect(result.ok ? result.typed.type : result.problems).toBe(type);
  });
});

test.each<ValueType>(["text", "number", "boolean", "date", "instant"])("a null is %s where that is needed", (type) => {
  const result = checkExpression(parsed("case when is_new then null else coalesce(null, null) end"), SCOPE, type);
  expect(result.ok && result.typed.type).toBe(type);
});

test("the names used are listed once, in the order of the text", () => {
  const result = checkExpression(parsed("region = quantity or region = 'x' and is_new"), SCOPE);
  expect(result.ok && result.names).toEqual(["region", "quantity", "is_new"]);
});

describe("digits", () => {
  test.each([
    ["number(region)", 14, 8],
    ["number(region) * number(quantity)", 22, 16],
    ["monetary * 1.15", 28, 10],
    ["monetary + 1", 30, 8],
    ["number(region) - 0.5", 15, 8],
    ["round(number(region) * number(quantity), 4)", 23, 4],
    ["round(number(region), 8)", 14, 8],
    ["monetary / 3", 30, 8],
    ["coalesce(number(region), 12.5)", 14, 8],
  ])("%s has up to %i before and %i after the point", (text, whole, decimals) => {
    const result = checkExpression(parsed(text), SCOPE);
    expect(result.ok ? result.typed.shape : result.problems).toEqual({ whole, decimals });
  });
});

describe("what does not fit is told with its offset and a remedy", () => {
  test.each<[string, ValueType | undefined, [number, string, string][]]>([
    ["regoin = 'x'", undefined, [[0, 'unknown name "regoin"', "Did you mean region?"]]],
    ["Region", undefined, [[0, 'unknown name "Region"', "Did you mean region?"]]],
    ["region = nul", undefined, [[9, 'unknown name "nul"', "Did you mean null?"]]],
    ["is_new = ture", undefined, [[9, 'unknown name "ture"', "Did you mean true?"]]],
    [
      'region = "上海"',
      undefined,
      [
        [
          9,
          'unknown name "上海"',
          "Known names: quantity, monetary, is_new, born_on, bought_at, region. Text goes between single quotes.",
        ],
      ],
    ],
    [
      "quantity * monetary",
      undefined,
      [[0, "text stands beside *, which needs a number", "Write number(…) around it."]],
    ],
    ["monetary > '200'", undefined, [[11, "text is compared with a number", "Write 200 without quotes."]]],
    ["quantity > 200", undefined, [[11, "a number is compared with text", "Write number(quantity)."]]],
    [
      "region = 5",
      undefined,
      [[9, "a number is compared with text", "Write number(region), or '5' in quotes to compare texts."]],
    ],
    [
      "5 = region",
      undefined,
      [[4, "text is compared with a number", "Write number(region), or '5' in quotes to compare texts."]],
    ],
    ["'high' < monetary", undefined, [[9, "a number is compared with text", "Write a number in place of the text."]]],
    [
      "monetary = region || 'x'",
      undefined,
      [[11, "text is compared with a number", "Write number(…) around the text."]],
    ],
    ["coalesce(region, 5)", undefined, [[17, "a number is another result beside text", "Write '5' in quotes."]]],
    ["born_on > region", undefined, [[10, "text is compared with a date", "Write date(region)."]]],
    ["region < bought_at", undefined, [[9, "an instant is compared with text", "Write instant(region)."]]],
    [
      "is_new = region",
      undefined,
      [[9, "text is compared with a condition", "Compare region with a text, as in region = 'Y'."]],
    ],
    ["born_on = '2026-01-31'", undefined, [[10, "text is compared with a date", "Write date '2026-01-31'."]]],
    [
      "born_on < bought_at",
      undefined,
      [[10, "an instant is compared with a date", "Use an expression that gives a date."]],
    ],
    ["is_new < true", undefined, [[0, "conditions have no order", "Use =, <>, and, or, not."]]],
    ["is_new between true and false", undefined, [[0, "conditions have no order", "Use =, <>, and, or, not."]]],
    ["not region", undefined, [[4, "text stands after not, which needs a condition", "Compare it, as in flag = 'Y'."]]],
    [
      "monetary and is_new",
      undefined,
      [[0, "a number stands beside and, which needs a condition", "Compare it with something, as in x > 0."]],
    ],
    ["-region", undefined, [[1, "text stands after -, which needs a number", "Write number(…) around it."]]],
    [
      "region || monetary",
      undefined,
      [[10, "a number stands beside ||, which needs text", "Use an expression that gives text."]],
    ],
    [
      "monetary like '1%'",
      undefined,
      [[0, "a number stands before like, which needs text", "Use an expression that gives text."]],
    ],
    [
      "upper(is_new)",
      undefined,
      [[6, "a condition stands in upper, which needs text", "Use an expression that gives text."]],
    ],
    [
      "number(monetary)",
      undefined,
      [[7, "a number stands in number, which needs text", "Use an expression that gives text."]],
    ],
    ["upper(region, 'x')", undefined, [[0, "upper has 2 operands", "Write upper(text)."]]],
    ["coalesce(region)", undefined, [[0, "coalesce has 1 operands", "Write 2 to 100, as in coalesce(a, b)."]]],
    [
      "substring(region, 0, 3)",
      undefined,
      [[18, "a whole number from 1 to 1000000 must be written out here", "Write it as in substring(text, 1, 3)."]],
    ],
    [
      "substring(region, 1, monetary)",
      undefined,
      [[21, "a whole number from 0 to 1000000 must be written out here", "Write it as in substring(text, 1, 3)."]],
    ],
    [
      "round(monetary, 1.5)",
      undefined,
      [[16, "a whole number from 0 to 8 must be written out here", "Write it as in round(number, 2)."]],
    ],
    [
      "case when is_new then 'x' else 1 end",
      undefined,
      [[31, "a number is another result beside text", "Write '1' in quotes."]],
    ],
    ["region in ('x', 1)", undefined, [[16, "a number is compared with text", "Write '1' in quotes."]]],
    [
      "monetary * monetary * monetary * 0.5",
      undefined,
      [[0, "the product can have 25 decimals; 24 is the most", "Round a factor first, as in round(a * b, 4) * c."]],
    ],
    [
      "monetary * monetary * 0.5 / 2",
      undefined,
      [[0, "this side of / can have 17 decimals; 16 is the most", "Round it first, as in round(a * b, 8) / c."]],
    ],
    [
      "2 / (monetary * monetary)",
      undefined,
      [[5, "this side of / can have 16 decimals; 8 is the most", "Round it first, as in round(a * b, 8) / c."]],
    ],
    ["region", "number", [[0, "the result is text where a number is needed", "Write number(…) around it."]]],
    [
      "monetary",
      "boolean",
      [[0, "the result is a number where a condition is needed", "Compare it with something, as in x > 0."]],
    ],
    ["is_new", "text", [[0, "the result is a condition where text is needed", "Use an expression that gives text."]]],
  ])("%s", (text, expected, problems) => {
    const found = problemsOf(text, SCOPE, expected);
    expect(found.map(({ offset, message, remedy }) => [offset, message.en, remedy.en])).toEqual(problems);
    found.forEach(expectChineseProblem);
  });
});

describe("the remedy for types that do not meet works on either side", () => {
  test.each([
    ["region = 5", "number(region) = 5"],
    ["region = 5", "region = '5'"],
    ["5 = region", "5 = number(region)"],
    ["5 = region", "'5' = region"],
    ["0 < quantity", "0 < number(quantity)"],
    ["'200' < monetary", "200 < monetary"],
    ["born_on = '2026-01-31'", "born_on = date '2026-01-31'"],
    ["'2026-01-31' = born_on", "date '2026-01-31' = born_on"],
    ["region in ('x', 1)", "region in ('x', '1')"],
    ["quantity between 1 and 5", "number(quantity) between 1 and 5"],
    ["bought_at > region", "bought_at > instant(region)"],
    ["case when is_new then 'x' else 1 end", "case when is_new then 'x' else '1' end"],
  ])("%s: %s", (mistaken, followed) => {
    const [changed = ""] = /number\(\w+\)|date '[^']*'|instant\(\w+\)|'\d+'|^200\b/u.exec(followed) ?? [];
    const problems = problemsOf(mistaken, SCOPE);
    expect(problems.map(({ remedy }) => remedy.en).join(" ")).toContain(changed);
    expect(problems.map(({ remedy }) => remedy["zh-CN"]).join(" ")).toContain(changed);
    problems.forEach(expectChineseProblem);
    expect(problemsOf(followed, SCOPE)).toEqual([]);
  });
});

test("all problems are told at once, in the order of the text, each once", () => {
  const problems = problemsOf("x1 > 2 or not region and upper(y1, 3) = 'a' or monetary in ('b', is_new)", SCOPE);
  expect(problems.map((problem) => problem.offset)).toEqual([0, 14, 25, 31, 60, 65]);
});

test("an expression that would become an enormous statement is refused", () => {
  let text = "region";
  for (let depth = 0; depth < 12; depth += 1) text = `case when number(${text}) > 1 then 'a' end`;
  expect(problemsOf(text, SCOPE).map((problem) => problem.message.en)).toEqual([
    "the expression is too large once written out",
  ]);
});
