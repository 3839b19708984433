import type { LocalizedText } from "../language.ts";

/** Where a node stands in the text: offsets in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is told of a mistake in an expression, and the way out. */
export interface ProblemText {
  readonly message: LocalizedText;
  readonly remedy: LocalizedText;
}

/** A mistake in an expression; the configuration layer turns the offset into file, line and column. */
export interface ExpressionProblem extends ProblemText {
  readonly offset: number;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/";
export type ComparisonOperator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export interface CaseBranch {
  readonly when: Expression;
  readonly result: Expression;
}

type Node =
  | { readonly kind: "text"; readonly value: string }
  /** Digits without sign, leading zeros or trailing decimal zeros, e.g. `12.5`. */
  | { readonly kind: "number"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  /** A day that exists, as YYYY-MM-DD. */
  | { readonly kind: "date"; readonly value: string }
  | { readonly kind: "name"; readonly name: string; readonly isQuoted: boolean }
  | { readonly kind: "negate"; readonly operand: Expression }
  | {
      readonly kind: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "concat"; readonly parts: readonly Expression[] }
  | {
      readonly kind: "comparison";
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "logic"; readonly operator: "and" | "or"; readonly operands: readonly Expression[] }
  | {
      readonly kind: "in";
      readonly operand: Expression;
      readonly options: readonly Expression[];
      readonly isNegated: boolean;
    }
  | {
      readonly kind: "between";
      readonly operand: Expression;
      readonly from: Expression;
      readonly to: Expression;
      readonly isNegated: boolean;
    }
  | { readonly kind: "like"; readonly operand: Expression; readonly pattern: string; readonly isNegated: boolean }
  | { readonly kind: "is_null"; readonly operand: Expression; readonly isNegated: boolean }
  | {
      readonly kind: "case";
      readonly subject: Expression | undefined;
      readonly branches: readonly CaseBranch[];
      readonly otherwise: Expression | undefined;
    }
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly Expression[] };

/** The parsed form of an expression, before types are known. */
export type Expression = Node & { readonly span: Span };

/** The node of one kind, for functions that handle just that. */
export type ExpressionOf<Kind extends Node["kind"]> = Extract<Node, { kind: Kind }> & { readonly span: Span };

/** The parts an expression is made of, in the order they are written. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "text":
    case "number":
    case "boolean":
    case "null":
    case "date":
    case "name":
      return [];
    case "negate":
    case "not":
    case "like":
    case "is_null":
      return [expression.operand];
    case "arithmetic":
    case "comparison":
      return [expression.left, expression.right];
    case "logic":
    case "call":
      return expression.operands;
    case "concat":
      return expression.parts;
    case "in":
      return [expression.operand, ...expression.options];
    case "between":
      return [expression.operand, expression.from, expression.to];
    case "case":
      return [
        ...(expression.subject === undefined ? [] : [expression.subject]),
        ...expression.branches.flatMap((branch) => [branch.when, branch.result]),
        ...(expression.otherwise === undefined ? [] : [expression.otherwise]),
      ];
  }
}
