import type { ExpressionProblem } from "./expression.ts";

/** Leaves the parser at the first mistake; parseExpression turns it into a result, so callers never see it. */
export class SyntaxProblem extends Error {
  readonly problem: ExpressionProblem;

  constructor(offset: number, message: string, remedy: string) {
    super(message);
    this.problem = { message, remedy, offset };
  }
}
