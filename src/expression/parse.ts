import { childrenOf, type Expression, type ExpressionProblem } from "./expression.ts";
import { ExpressionParser } from "./parser.ts";
import { SyntaxProblem } from "./syntax-problem.ts";
import { chainTooDeep, tooLong } from "./syntax-wording.ts";
import { tokenize } from "./tokens.ts";

export type ParseResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: ExpressionProblem };

/** The longest expression read, in UTF-16 units, and the deepest: engines refuse statements nested much deeper. */
export const EXPRESSION_LENGTH_MAX = 10_000;
export const EXPRESSION_DEPTH_MAX = 100;

/**
 * Reads an expression of the language described in docs/expressions.md; stops at the first mistake.
 * Throws nothing, whatever the text.
 *
 * @example
 * parseExpression("number(quantity) * number(unit_price)")
 */
export function parseExpression(text: string): ParseResult {
  if (text.length > EXPRESSION_LENGTH_MAX) {
    return { ok: false, problem: { ...tooLong(text.length, EXPRESSION_LENGTH_MAX), offset: 0 } };
  }
  try {
    const expression = new ExpressionParser(tokenize(text), EXPRESSION_DEPTH_MAX).parse();
    const deepest = tooDeep(expression, 1);
    if (deepest === undefined) return { ok: true, expression };
    return { ok: false, problem: { ...chainTooDeep(EXPRESSION_DEPTH_MAX), offset: deepest.span.start } };
  } catch (error) {
    if (error instanceof SyntaxProblem) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** The first node beyond the depth limit: `1 + 1 + 1 …` is as deep as it is long. */
function tooDeep(expression: Expression, depth: number): Expression | undefined {
  if (depth > EXPRESSION_DEPTH_MAX) return expression;
  for (const child of childrenOf(expression)) {
    const found = tooDeep(child, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
