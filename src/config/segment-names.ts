import { RF_GRID } from "../domain/segment-map.ts";
import { didYouMean } from "../errors.ts";
import { childrenOf, type Expression, type ExpressionProblem } from "../expression/expression.ts";
import { nearest } from "../expression/suggest.ts";

/** The ids that `segment` can have. */
const SEGMENT_IDS = RF_GRID.map(({ id }) => id);

/** A text that `segment` is compared with and that is no segment: the condition would be true of nobody, in silence. */
export function segmentNameProblems(expression: Expression): ExpressionProblem[] {
  const own = comparedWithSegment(expression).flatMap((operand) =>
    operand.kind === "text" && !SEGMENT_IDS.includes(operand.value)
      ? [problemOf(operand.value, operand.span.start)]
      : [],
  );
  return [...own, ...childrenOf(expression).flatMap(segmentNameProblems)];
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

function problemOf(value: string, offset: number): ExpressionProblem {
  const near = nearest(value, SEGMENT_IDS);
  return {
    message: {
      en: `there is no segment "${value}"${didYouMean(near).en}`,
      "zh-CN": `没有名为“${value}”的客户分群${didYouMean(near)["zh-CN"]}`,
    },
    remedy: { en: `Segments are ${SEGMENT_IDS.join(", ")}.`, "zh-CN": `客户分群有 ${SEGMENT_IDS.join("、")}。` },
    offset,
  };
}
