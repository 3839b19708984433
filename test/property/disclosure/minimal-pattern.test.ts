import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import { type JointModel, type ModelCell, valueOf } from "../../../src/disclosure/joint-model.ts";
import { protectModel } from "../../../src/disclosure/protect-model.ts";
import { protectionRules } from "../../../src/disclosure/protection-rules.ts";
import { releaseModels } from "../../../src/disclosure/release-model.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { feasibleValues, followsFrom } from "../../oracle/linear-attacker.ts";
import { randomRelease } from "./random-release.ts";

const RULES = protectionRules({ minimumUnits: 4 });
const RUNS = process.env["GK_LONG"] === "1" ? 1000 : 60;

describe("a row that is withheld and safe by itself", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("is needed: with it published too, a naive attacker learns a small cell, a few people together, or nearly a small cell", () => {
    let [repaired, covers] = [0, 0];
    fc.assert(
      fc.property(randomRelease(), ({ groups }) => {
        const { counts } = releaseModels(groups, RULES);
        const { withheld, repairs, unprotectable } = protectModel(highs, counts);
        if (unprotectable.length > 0) return;
        const published = counts.cells.filter(({ row, fate }) => fate === "printed" || isShown(row, fate, withheld));
        for (const cover of counts.cells.filter(({ row, need }) => withheld.has(row) && need === null)) {
          covers += 1;
          expect([cover.id, isTooMuch(counts, [...published, cover])]).toEqual([cover.id, true]);
        }
        repaired += repairs > 0 ? 1 : 0;
      }),
      { numRuns: RUNS },
    );
    expect(covers).toBeGreaterThan(RUNS / 4);
    expect(repaired).toBeGreaterThan(0);
  });
});

function isShown(row: string, fate: ModelCell["fate"], withheld: ReadonlySet<string>): boolean {
  return fate === "open" && !withheld.has(row);
}

function isTooMuch(model: JointModel, published: readonly ModelCell[]): boolean {
  const unsafe = model.cells.filter(({ need }) => need !== null);
  if (unsafe.some((cell) => followsFrom(model, published, cell))) return true;
  const groups = groupsOf(model.variables.length);
  if (groups.some((variables) => model.isUnsafeUnion(variables) && followsFrom(model, published, { variables })))
    return true;
  return unsafe.some((cell) => {
    const values = feasibleValues(model, published, cell.variables);
    const [value, need] = [valueOf(model, cell), cell.need ?? { below: 0, above: 0 }];
    return Math.max(...values) - value < need.above || value - Math.min(...values) < need.below;
  });
}

/** Every group of variables, each once. */
function groupsOf(count: number): number[][] {
  return Array.from({ length: 2 ** count - 1 }, (_, index) =>
    Array.from({ length: count }, (__, variable) => variable).filter((variable) => ((index + 1) >> variable) & 1),
  );
}
