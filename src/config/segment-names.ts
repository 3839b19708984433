import { didYouMean } from "../errors.ts";
import { childrenOf, type Expression, type ExpressionProblem } from "../expression/expression.ts";
import { nearest } from "../expression/suggest.ts";

/**
 * A text that `segment` is compared with and that nobody can have as their segment: the condition would be true of nobody, in
 * silence. Nothing is checked while the segments are not known.
 */
export function segmentNameProblems(
  expression: Expression,
  segmentIds: readonly string[] | undefined,
): ExpressionProblem[] {
  if (segmentIds === undefined) return [];
  const own = comparedWithSegment(expression).flatMap((operand) =>
    operand.kind === "text" && !segmentIds.includes(operand.value)
      ? [problemOf(operand.value, operand.span.start, segmentIds)]
      : [],
  );
  return [...own, ...childrenOf(expression).flatMap((child) => segmentNameProblems(child, segmentIds))];
}

function comparedWithSegment(expression: Expression): readonly Expression[] {
  if (expression.kind === "in" && isSegment(expression.operand)) return expression.options;
  if (expression.kind !== "comparison") return [];
  if (isSegment(expression.left)) return [expression.right];
  return isSegment(expression.right) ? [expression.left] : [];
}

function isSegment(expression: Expression): boolean {
  return expression.kind === "name" && expression.name === "segment";
}

function problemOf(value: string, offset: number, segmentIds: readonly string[]): ExpressionProblem {
  const near = nearest(value, segmentIds);
  return {
    message: {
      en: `there is no segment "${value}"${didYouMean(near).en}`,
      "zh-CN": `没有名为“${value}”的客户分群${didYouMean(near)["zh-CN"]}`,
    },
    remedy: { en: `Segments are ${segmentIds.join(", ")}.`, "zh-CN": `客户分群有 ${segmentIds.join("、")}。` },
    offset,
  };
}
