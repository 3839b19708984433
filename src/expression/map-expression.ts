import type { Expression } from "./expression.ts";

/** The expression with each of its parts replaced by what `map` makes of it; spans stay. */
export function mapParts(expression: Expression, map: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case "text":
    case "number":
    case "boolean":
    case "null":
    case "date":
    case "name":
      return expression;
    case "negate":
    case "not":
    case "like":
    case "is_null":
      return { ...expression, operand: map(expression.operand) };
    case "arithmetic":
    case "comparison":
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case "logic":
    case "call":
      return { ...expression, operands: expression.operands.map(map) };
    case "concat":
      return { ...expression, parts: expression.parts.map(map) };
    case "in":
      return { ...expression, operand: map(expression.operand), options: expression.options.map(map) };
    case "between":
      return {
        ...expression,
        operand: map(expression.operand),
        from: map(expression.from),
        to: map(expression.to),
      };
    case "case":
      return {
        ...expression,
        subject: expression.subject && map(expression.subject),
        branches: expression.branches.map(({ when, result }) => ({ when: map(when), result: map(result) })),
        otherwise: expression.otherwise && map(expression.otherwise),
      };
  }
}
