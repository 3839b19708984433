import { describe, expect, test } from "vitest";

import { attack } from "../../src/auditor/attack.ts";
import { ONE } from "../../src/auditor/decimals.ts";
import type { Equation, EquationSystem, Target } from "../../src/auditor/equations.ts";
import { loadSolver } from "../../src/auditor/load-solver.ts";
import { exactly } from "../../src/auditor/span.ts";
import { CELL, NUMBER, PLACE, universeOf } from "./support/withheld-cell.ts";

/**
 * Two times three numbers of which each pair is printed beside a withheld number of its own: with fractions the three are three and a half each, with people at most ten together, so that all six
 * are 21 with fractions and 20 with people.
 */
function twoTriangles(minimumUnits: number): EquationSystem {
  const equations = [0, 6].flatMap((first) =>
    [0, 1, 2].map((pair): Equation => {
      const unknowns = [first + pair, first + ((pair + 1) % 3), first + 3 + pair];
      return { terms: new Map(unknowns.map((unknown) => [unknown, 1])), span: exactly(7n * ONE), place: PLACE };
    }),
  );
  const target: Target = { cell: CELL, number: NUMBER, unknowns: [0, 1, 2, 6, 7, 8], reach: null, isDifference: false };
  return {
    universe: universeOf({ minimumUnits, areZerosPrinted: false }),
    quantities: Array.from({ length: 12 }, () => "customers" as const),
    blocksOf: Array.from({ length: 12 }, () => 0),
    sizes: null,
    always: [],
    equations,
    targets: [target],
    blocks: 1,
  };
}

describe("a count that only fractions of people make large enough", () => {
  test("is held too closely", async () => {
    const { objections } = attack(await loadSolver(), twoTriangles(21), []);
    expect(objections.map(({ kind, low, high }) => [kind, low, high])).toEqual([["narrow", null, "20"]]);
  });

  test("is not where whole people do", async () => {
    expect(attack(await loadSolver(), twoTriangles(20), []).objections).toEqual([]);
  });
});
