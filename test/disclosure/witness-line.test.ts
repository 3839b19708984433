import { describe, expect, test } from "vitest";

import { programOf } from "../../src/disclosure/attack-program.ts";
import type { JointModel } from "../../src/disclosure/joint-model.ts";
import { Unknowns } from "../../src/disclosure/unknowns.ts";
import { witnessLine } from "../../src/disclosure/witness-line.ts";

/** Three counts of which the first two have a published sum, and the third is no less than the first. */
function programFor(values: readonly [number, number, number]) {
  const model: JointModel = {
    variables: values.map((value, leaf) => ({ leaf, value, least: 1, isWhole: true })),
    cells: [{ id: "sum", row: "sum", variables: [0, 1], fate: "open", need: null, order: 0 }],
    inequalities: [{ variables: [0, 2], coefficients: [-1, 1], least: 0 }],
    isUnsafeUnion: () => false,
  };
  const rows = new Unknowns(model, () => false).rows(() => true);
  return programOf(model, { unknown: [0, 1, 2], rows, furthest: 100 }, Infinity);
}

const WHOLE = [true, true, true];
const lineOf = (values: readonly [number, number, number], moved: readonly number[], isWhole = WHOLE) =>
  witnessLine(programFor(values), Float64Array.from(moved), isWhole);

describe("the line through the truth and a table that cannot be excluded", () => {
  test("reaches as far as no number falls below its least", () => {
    // 9 and 4 with the sum 13: the first to 12 at most and 1 at least.
    expect(lineOf([9, 4, 99], [1, -1, 0])).toEqual({ low: -8, high: 3 });
  });

  test("reaches no further than what is known besides allows", () => {
    // The first may not exceed the third.
    expect(lineOf([9, 4, 11], [1, -1, 0])).toEqual({ low: -8, high: 2 });
    expect(lineOf([9, 4, 11], [1, -1, 1])).toEqual({ low: -8, high: 3 });
  });

  test("keeps to multiples that are whole", () => {
    // Steps of a half: from 3 of 4 up, 8 down by twos.
    expect(lineOf([9, 4, 99], [2, -2, 0])).toEqual({ low: -4, high: 1.5 });
    expect(lineOf([9, 4, 99], [3, -3, 0])).toEqual({ low: -8 / 3, high: 1 });
    expect(lineOf([9, 5, 99], [3, -3, 0])).toEqual({ low: -8 / 3, high: 4 / 3 });
    expect(lineOf([9, 5, 99], [3, -3, 2])).toEqual({ low: -2, high: 1 });
  });

  test("takes any multiple of amounts", () => {
    expect(lineOf([9, 5, 99], [3, -3, 2], [false, false, false]).high).toBeCloseTo(4 / 3);
  });

  test("is the table itself where nothing moves", () => {
    expect(lineOf([9, 5, 99], [0, 0, 0])).toEqual({ low: 0, high: 1 });
  });
});
