import type { Highs } from "highs";

import { Attack, type IntervalFailure, type WhatIsKnown } from "./attack.ts";
import type { JointModel, Published } from "./joint-model.ts";
import { Unknowns } from "./unknowns.ts";
import type { CellInterval } from "./witnesses.ts";

export type { IntervalFailure } from "./attack.ts";
export type { CellInterval } from "./witnesses.ts";

export interface IntervalAudit {
  readonly intervals: readonly CellInterval[];
  readonly failures: readonly IntervalFailure[];
}

/**
 * Asks, for each cell that must be protected, what the least and the greatest value are that a reader can hold possible, by linear programming over
 * everything that is published. The program is written in deviations from the truth, so that what is published says that sums of deviations are
 * nothing, and the truth is always a solution. Looked for is the table nearest to the truth in which the cell errs enough, in whole numbers where people
 * and orders are counted: first among sums of movements that were found before, then by a search that looks at a small part of the table, and by the solver where
 * these are in vain. A table that the reader cannot exclude answers for all cells at once: cells whose needs an earlier one met are not asked about again, nor
 * those met before. Where there is none the cell is pushed as far as it goes, and the prices of the published cells tell what would help.
 *
 * Source: disclosure.md §4; Fischetti and Salazar-González, the attacker subproblems (Mathematical Programming 84, 1999). Throws on a solver error.
 */
export function auditIntervals(
  highs: Highs,
  model: JointModel,
  { isKnown, ...known }: WhatIsKnown & Pick<Published, "isKnown">,
): IntervalAudit {
  const unknowns = new Unknowns(model, isKnown);
  const attack = new Attack(highs, unknowns, known);
  try {
    const failures = unknowns.cells.flatMap((cell) => attack.ask(cell) ?? []);
    return { intervals: unknowns.cells.map((cell) => attack.intervalOf(cell)), failures };
  } finally {
    attack.dispose();
  }
}

/** The intervals where every protected cell is safe, and undefined as soon as one is not. Throws on a solver error. */
export function safeIntervals(
  highs: Highs,
  unknowns: Unknowns,
  known: WhatIsKnown,
): readonly CellInterval[] | undefined {
  const attack = new Attack(highs, unknowns, known);
  try {
    const isSafe = unknowns.cells.every((cell) => attack.isSafe(cell));
    return isSafe ? unknowns.cells.map((cell) => attack.intervalOf(cell)) : undefined;
  } finally {
    attack.dispose();
  }
}
