import { describe, expect, test } from "vitest";

import { readShippedMap } from "../../src/config/shipped-maps.ts";
import { segmentNameProblems } from "../../src/config/segment-names.ts";
import { reachableSegments } from "../../src/domain/map-coverage.ts";
import { present } from "../../src/assert.ts";
import { parseExpression } from "../../src/expression/parse.ts";
import { expectChineseProblem } from "../expression/support.ts";

describe("segment names in an audience", () => {
  test.each([
    "segment in ('at_risk', 'cant_lose') and region = 'anywhere'",
    "segment = 'champions' or 'hibernating' = segment",
    "not segment in ('promising')",
  ])("are found known in %s", (text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test("are refused with the nearest one when they are none, wherever they stand", () => {
    const text = "region = 'x' and not segment in ('at_risk', 'cant_loose') or 'champion' = segment";
    expect(problemsOf(text)).toEqual([
      { offset: text.indexOf("'cant_loose'"), message: 'there is no segment "cant_loose". Did you mean "cant_lose"?' },
      { offset: text.indexOf("'champion'"), message: 'there is no segment "champion". Did you mean "champions"?' },
    ]);
  });
});

const SEGMENT_IDS = reachableSegments(present(readShippedMap("rf_grid").map, "the shipped map is good"));

function problemsOf(text: string) {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.problem.message.en);
  const problems = segmentNameProblems(parsed.expression, SEGMENT_IDS);
  problems.forEach(expectChineseProblem);
  return problems.map(({ offset, message }) => ({ offset, message: message.en }));
}
