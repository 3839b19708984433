import { checkExpression } from "../../src/expression/check.ts";
import { duckdbDialect, type Dialect } from "../../src/expression/dialect.ts";
import type { Expression, ExpressionProblem } from "../../src/expression/expression.ts";
import { parseExpression } from "../../src/expression/parse.ts";
import { printExpression } from "../../src/expression/print.ts";
import { expectChinese } from "../support/chinese.ts";
import type { Scope, ValueType } from "../../src/expression/typed-expression.ts";

/** Expects what is told of a mistake to be Chinese through and through. */
export function expectChineseProblem({ message, remedy }: ExpressionProblem): void {
  expectChinese({ message: message["zh-CN"], remedy: remedy["zh-CN"] });
}

/** The tree of a text that must parse. */
export function parsed(text: string): Expression {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem.message.en}`);
  return result.expression;
}

/** The problems of a text that parses; none when it fits the scope. */
export function problemsOf(text: string, scope: Scope, expected?: ValueType): readonly ExpressionProblem[] {
  const result = checkExpression(parsed(text), scope, expected);
  return result.ok ? [] : result.problems;
}

/** The SQL of a text that must parse and fit the scope. */
export function printed(text: string, scope: Scope, dialect: Dialect = duckdbDialect): string {
  const result = checkExpression(parsed(text), scope);
  if (!result.ok) throw new Error(`${text}: ${result.problems[0]?.message.en}`);
  return printExpression(result.typed, dialect, (name) => `"${name.replaceAll('"', '""')}"`);
}

/** The tree in brackets, e.g. `(a or (b and (not c)))`; precedence at a glance. */
export function bracketed(node: Expression): string {
  switch (node.kind) {
    case "name":
      return node.name;
    case "text":
    case "number":
      return node.value;
    case "negate":
      return `(-${bracketed(node.operand)})`;
    case "not":
      return `(not ${bracketed(node.operand)})`;
    case "arithmetic":
    case "comparison":
      return `(${bracketed(node.left)} ${node.operator} ${bracketed(node.right)})`;
    case "concat":
      return `(${node.parts.map(bracketed).join(" || ")})`;
    case "logic":
      return `(${node.operands.map(bracketed).join(` ${node.operator} `)})`;
    case "in":
      return `(${bracketed(node.operand)}${node.isNegated ? " not" : ""} in [${node.options.map(bracketed).join(", ")}])`;
    case "between":
      return `(${bracketed(node.operand)} between ${bracketed(node.from)} and ${bracketed(node.to)})`;
    default:
      return node.kind;
  }
}
