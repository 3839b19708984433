import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkExpression } from "../../src/expression/check.ts";
import { duckdbDialect } from "../../src/expression/dialect.ts";
import { parseExpression } from "../../src/expression/parse.ts";
import { printExpression } from "../../src/expression/print.ts";
import type { TypedExpression, ValueType } from "../../src/expression/typed-expression.ts";
import { interpret } from "../oracle/expression-interpreter.ts";
import { comparable, type EngineRows, openEngineRows, ROWS, shown } from "./engine-rows.ts";
import { anyText, expressionOf, GENERATED_SCOPE, written } from "./expression-generator.ts";

const TYPES: readonly ValueType[] = ["text", "number", "boolean", "date", "instant"];

let engine: EngineRows;

beforeAll(async () => {
  engine = await openEngineRows();
});

afterAll(() => engine.close());

test.each(TYPES)("DuckDB and the oracle agree on every random expression of type %s", async (type) => {
  await fc.assert(
    fc.asyncProperty(expressionOf(type), async (text) => {
      const typed = typedOrSkip(text, type);
      expect(await engine.valuesOf(typed, type), text).toEqual(
        ROWS.map((row) => shown(interpret(typed.expression, row), type)),
      );
    }),
    { numRuns: 400 },
  );
});

test("numbers, days and instants are read from odd texts exactly as the oracle reads them", async () => {
  const scope = new Map([["it", "text" as const]]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyText, { minLength: 50, maxLength: 50 }),
      fc.constantFrom<ValueType>("number", "date", "instant"),
      async (texts, type) => {
        const parsed = parseExpression(`${type}(it)`);
        if (!parsed.ok) throw new Error(parsed.problem.message.en);
        const checked = checkExpression(parsed.expression, scope);
        if (!checked.ok) throw new Error(checked.problems[0]?.message.en);
        const sql = printExpression(checked.typed, duckdbDialect, (name) => `"${name}"`);
        const values = texts.map((text, index) => `(${index}, ${written(text)})`);
        const rows = await engine.column(
          type,
          `select ${comparable(sql, type)} from (values ${values.join(", ")}) as t(n, it) order by n`,
        );
        const expected = texts.map((text) =>
          shown(interpret(parsed.expression, new Map([["it", { value: text }]])), type),
        );
        expect(rows).toEqual(expected);
      },
    ),
    { numRuns: 150 },
  );
});

function typedOrSkip(text: string, type: ValueType): TypedExpression {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message.en}`);
  const checked = checkExpression(parsed.expression, GENERATED_SCOPE, type);
  if (checked.ok) return checked.typed;
  // Only a product or quotient with too many decimals is refused; anything else is a mistake in the generator.
  expect(checked.problems.map((problem) => problem.message.en).join("\n"), text).toMatch(
    /^.* decimals; \d+ is the most$/mu,
  );
  return fc.pre(false) as never;
}
