import { present } from "../assert.ts";
import { ExpressionChecker } from "./checker.ts";
import { childrenOf, type Expression, type ExpressionProblem } from "./expression.ts";
import { TOO_LARGE_WRITTEN_OUT, wrongResult } from "./type-wording.ts";
import type { Scope, TypedExpression, ValueType } from "./typed-expression.ts";
import { usesOf } from "./uses.ts";

export type CheckResult =
  | { readonly ok: true; readonly typed: TypedExpression; readonly names: readonly string[] }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

/** How often an operand is repeated in SQL, at worst; nesting multiplies it, so the whole is bounded. */
const REPEATED: ReadonlyMap<string, number> = new Map([
  ["number", 3],
  ["date", 2],
  ["instant", 6],
]);
const WEIGHT_MAX = 20_000;

/** The same with a format, whose year may have to be taken out and put in again, or whose zone has many changes of clocks. */
const REPEATED_FORMATTED = 8;
const ZONE_WEIGHT = 1000;

/**
 * Finds the type of every part of an expression, and every problem with them, in the order of the text.
 *
 * `expected` is the type the result must have; without it any type will do, and a bare null is text.
 * A null fits every type. There are no implicit conversions. Throws nothing.
 */
export function checkExpression(expression: Expression, scope: Scope, expected?: ValueType): CheckResult {
  const checker = new ExpressionChecker(scope);
  const inferred = checker.infer(expression);
  if (inferred === "null") checker.settle(expression, expected ?? "text");
  if (expected !== undefined && inferred !== "null" && inferred !== "wrong" && inferred !== expected) {
    checker.report(expression, wrongResult(inferred, expected));
  }
  if (weightOf(expression) > WEIGHT_MAX) checker.report(expression, TOO_LARGE_WRITTEN_OUT);
  if (checker.problems.length > 0) {
    return { ok: false, problems: checker.problems.toSorted((one, other) => one.offset - other.offset) };
  }
  const { typings } = checker;
  const { type, shape } = present(typings.get(expression), "a checked expression has a type");
  return { ok: true, typed: { expression, type, shape, typings }, names: [...usesOf(expression)] };
}

/** The size of the statement the expression becomes, in nodes. */
function weightOf(expression: Expression): number {
  const children = childrenOf(expression).map((child) => weightOf(child));
  if (expression.kind === "case" && expression.subject !== undefined) {
    const [subject = 0, ...rest] = children;
    return 1 + subject * expression.branches.length + total(rest);
  }
  if (expression.kind !== "call") return 1 + total(children);
  const { name, operands } = expression;
  const repeated = REPEATED.get(name);
  if (repeated === undefined || operands.length === 1) return 1 + (repeated ?? 1) * total(children);
  return REPEATED_FORMATTED * total(children) + (name === "instant" && operands.length > 2 ? ZONE_WEIGHT : 0);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
