import type { Highs } from "highs";

import { present } from "../assert.ts";
import { auditIntervals, type CellInterval, type IntervalFailure } from "./interval-audit.ts";
import type { JointModel, ModelCell } from "./joint-model.ts";
import { MovementPool } from "./movement-pool.ts";
import { republish } from "./republish.ts";
import { suppressCells } from "./suppress-cells.ts";
import { WitnessLog } from "./witness-log.ts";

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
 * audited with it are the models of `audited`, of the same leaf cells. What the repairs have made needless is published again. The same models give the same answer. `movements` are those found in other models of
 * these leaf cells.
 *
 * Source: disclosure.md §3 and §4. Throws on a solver error.
 */
export function protectModel(
  highs: Highs,
  counts: JointModel,
  audited: readonly JointModel[] = [counts],
  movements = new MovementPool(),
): Protection {
  const { withheld: first, isKnown: isKnownAtFirst, told } = suppressCells(counts);
  if (told.length > 0) return { withheld: first, intervals: [], repairs: 0, unprotectable: told };
  const withheld = new Set(first);
  const isPublished = ({ row, fate }: ModelCell) => fate === "printed" || (fate === "open" && !withheld.has(row));
  const uncovered = new Set<number>();
  const leavesKnown = knownLeaves(counts, isKnownAtFirst);
  const isKnown = (leaf: number) => leavesKnown.has(leaf) && !uncovered.has(leaf);
  const logs = audited.map(() => new WitnessLog());
  let intervals: readonly (readonly CellInterval[])[] = audited.map(() => []);
  for (let repairs = 0; ; repairs += 1) {
    const audits = audited.map((model, index) =>
      auditIntervals(highs, model, {
        isPublished,
        isKnown,
        before: intervals[index] ?? [],
        movements,
        log: present(logs[index], "one each"),
      }),
    );
    intervals = audits.map((audit) => audit.intervals);
    const failures = audits.flatMap((audit) => audit.failures);
    // One mean more or less changes little where customers are in order: more is withheld each time, and what of it is needless published again.
    const each = audited.some(({ ordered }) => ordered !== undefined) ? 2 ** repairs : 1;
    const covers = coversOf(counts, failures, { isPublished, each });
    if (failures.length === 0 && repairs > 0)
      return {
        ...republish(highs, counts, audited, { withheld, intervals, logs, movements, isKnown }),
        repairs,
        unprotectable: [],
      };
    if (failures.length === 0 || covers.length === 0)
      return { withheld, intervals, repairs, unprotectable: [...new Set(failures.map(({ row }) => row))] };
    for (const { row, variables } of covers) {
      withheld.add(row);
      for (const variable of variables) uncovered.add(counts.variables[variable]?.leaf ?? variable);
    }
  }
}

/** Leaf cells of which every sum follows. */
function knownLeaves({ variables }: JointModel, isKnown: (variable: number) => boolean): ReadonlySet<number> {
  const known = new Set(variables.flatMap(({ leaf }, variable) => (isKnown(variable) ? [leaf] : [])));
  for (const [variable, { leaf }] of variables.entries()) if (!isKnown(variable)) known.delete(leaf);
  return known;
}

/** For each failure the cheapest rows that loosen it, with every other row that says the same. */
function coversOf(
  counts: JointModel,
  failures: readonly IntervalFailure[],
  { isPublished, each }: { readonly isPublished: (cell: ModelCell) => boolean; readonly each: number },
): readonly ModelCell[] {
  const canCover = (cell: ModelCell) =>
    cell.fate === "open" && cell.need === null && cell.variables.length > 0 && isPublished(cell);
  const cheapestFirst = counts.cells.filter(canCover).toSorted((a, b) => b.order - a.order || (a.id < b.id ? -1 : 1));
  const covers = failures.flatMap(({ tellers }) => {
    const rows = new Set(tellers);
    return cheapestFirst.filter(({ row }) => rows.has(row)).slice(0, each);
  });
  const same = new Set(covers.map(saying));
  return cheapestFirst.filter((cell) => same.has(saying(cell)));
}

function saying({ variables, coefficients }: ModelCell): string {
  return JSON.stringify([variables.toSorted((a, b) => a - b), coefficients]);
}
