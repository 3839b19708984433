import type { ExpressionProblem, ProblemText } from "./expression.ts";

/** Leaves the parser at the first mistake; parseExpression turns it into a result, so callers never see it. */
export class SyntaxProblem extends Error {
  readonly problem: ExpressionProblem;

  constructor(offset: number, text: ProblemText) {
    super(text.message.en);
    this.problem = { ...text, offset };
  }
}
