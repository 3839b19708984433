import type { Highs } from "highs";

import type { CellInterval, IntervalFailure } from "./attack.ts";
import { auditIntervals } from "./interval-audit.ts";
import type { JointModel, ModelCell } from "./joint-model.ts";
import { impliedCells, suppressCells } from "./suppress-cells.ts";

/** What is withheld of a model, and the proof that nothing unsafe follows from the rest. */
export interface Protection {
  /** Rows that are not printed. */
  readonly withheld: ReadonlySet<string>;
  /** How far a reader errs about each protected cell at least, of every audited model in order. */
  readonly intervals: readonly (readonly CellInterval[])[];
  /** How often the audit found a cell too narrow and more was withheld. */
  readonly repairs: number;
  /** Rows that what is printed in any case gives away: nothing that is still open can be withheld to help. */
  readonly unprotectable: readonly string[];
}

/**
 * Withholds what must be and what covers it, proves it by the interval audit, and withholds more where a reader would come too close, until the
 * audit has no complaint. The pattern is chosen by `counts`, of one cell a row, and holds for all measures; what is
 * audited with it are the models of `audited`, of the same leaf cells. The same models give the same answer.
 *
 * Source: disclosure.md §3 and §4. Throws on a solver error.
 */
export function protectModel(highs: Highs, counts: JointModel, audited: readonly JointModel[] = [counts]): Protection {
  const { withheld: first, isKnown: isKnownAtFirst, told } = suppressCells(counts);
  if (told.length > 0) return { withheld: first, intervals: [], repairs: 0, unprotectable: told };
  const withheld = new Set(first);
  const isPublished = ({ row, fate }: ModelCell) => fate === "printed" || (fate === "open" && !withheld.has(row));
  const uncovered = new Set<number>();
  const isKnown = (variable: number) => isKnownAtFirst(variable) && !uncovered.has(variable);
  let intervals: readonly (readonly CellInterval[])[] = audited.map(() => []);
  for (let repairs = 0; ; repairs += 1) {
    const audits = audited.map((model, index) =>
      auditIntervals(highs, model, { isPublished, isKnown, before: intervals[index] ?? [] }),
    );
    intervals = audits.map((audit) => audit.intervals);
    const failures = audits.flatMap((audit) => audit.failures);
    const covers = coversOf(counts, failures, isPublished);
    if (failures.length === 0 && repairs > 0) for (const row of impliedCells(counts, withheld)) withheld.delete(row);
    if (failures.length === 0 || covers.length === 0)
      return { withheld, intervals, repairs, unprotectable: [...new Set(failures.map(({ row }) => row))] };
    for (const { row, variables } of covers) {
      withheld.add(row);
      for (const variable of variables) uncovered.add(variable);
    }
  }
}

/** For each failure the cheapest row that loosens it, with every other row that says the same. */
function coversOf(
  counts: JointModel,
  failures: readonly IntervalFailure[],
  isPublished: (cell: ModelCell) => boolean,
): readonly ModelCell[] {
  const canCover = (cell: ModelCell) =>
    cell.fate === "open" && cell.need === null && cell.variables.length > 0 && isPublished(cell);
  const cheapestFirst = counts.cells.filter(canCover).toSorted((a, b) => b.order - a.order || (a.id < b.id ? -1 : 1));
  const covers = failures.flatMap(({ tellers }) => {
    const rows = new Set(tellers);
    return cheapestFirst.find(({ row }) => rows.has(row)) ?? [];
  });
  const same = new Set(covers.map(saying));
  return cheapestFirst.filter((cell) => same.has(saying(cell)));
}

function saying({ variables, coefficients }: ModelCell): string {
  return JSON.stringify([variables.toSorted((a, b) => a - b), coefficients]);
}
