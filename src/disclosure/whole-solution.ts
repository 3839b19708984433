import type { Highs } from "highs";

import { partOf, type Program } from "./attack-program.ts";
import { TOLERANCE } from "./witnesses.ts";

/** What is to be pushed, and which columns may move. */
export interface WholeQuestion {
  readonly columns: readonly number[];
  /** Of each column of the program, whether it counts something. */
  readonly isWhole: readonly boolean[];
  readonly need: number;
  /** What is to be made small, by column. */
  readonly costs: ReadonlyMap<number, number>;
}

/** A solution in whole numbers in which only some columns move; undefined when the solver finds none that meets the need. Throws on an error of the solver. */
export function wholeSolution(
  highs: Highs,
  program: Program,
  { columns, isWhole, need, costs }: WholeQuestion,
): Float64Array | undefined {
  const model = highs.createModel(partOf(program, columns, costs));
  try {
    model.options.set({ output_flag: false, objective_target: -need, mip_heuristic_effort: 0, random_seed: 1 });
    const { integer } = highs.constants.variableType;
    for (const [place, column] of columns.entries())
      if (isWhole[column] === true) model.changeColIntegrality(place, integer);
    const { optimal, objectiveTarget } = highs.constants.modelStatus;
    const { modelStatus } = model.run();
    if (modelStatus !== optimal && modelStatus !== objectiveTarget) return undefined;
    const { colValue } = model.getSolution();
    const values = new Float64Array(isWhole.length);
    for (const [place, column] of columns.entries()) values[column] = colValue[place] ?? 0;
    return -model.getObjectiveValue() >= need - TOLERANCE * Math.max(1, need) ? values : undefined;
  } finally {
    model.dispose();
  }
}
