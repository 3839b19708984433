import type { Highs } from "highs";

import { Attack, type IntervalFailure, type WhatIsKnown } from "./attack.ts";
import type { JointModel } from "./joint-model.ts";
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
export function auditIntervals(highs: Highs, model: JointModel, known: WhatIsKnown): IntervalAudit {
  const asked = model.cells.filter((cell) => cell.need !== null && cell.fate !== "printed");
  if (asked.length === 0) return { intervals: [], failures: [] };
  const attack = new Attack(highs, model, known);
  try {
    const failures = asked.flatMap((cell) => attack.ask(cell) ?? []);
    return { intervals: asked.map((cell) => attack.intervalOf(cell)), failures };
  } finally {
    attack.dispose();
  }
}

/** The intervals where every protected cell is safe, and undefined as soon as one is not. Throws on a solver error. */
export function safeIntervals(
  highs: Highs,
  model: JointModel,
  known: WhatIsKnown,
): readonly CellInterval[] | undefined {
  const asked = model.cells.filter((cell) => cell.need !== null && cell.fate !== "printed");
  if (asked.length === 0) return [];
  const attack = new Attack(highs, model, known);
  try {
    const isSafe = asked.every((cell) => attack.isSafe(cell));
    return isSafe ? asked.map((cell) => attack.intervalOf(cell)) : undefined;
  } finally {
    attack.dispose();
  }
}
