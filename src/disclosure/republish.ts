import type { Highs } from "highs";

import { type CellInterval, safeIntervals } from "./interval-audit.ts";
import type { JointModel, ModelCell } from "./joint-model.ts";
import type { MovementPool } from "./movement-pool.ts";
import { PublishedCells } from "./published-cells.ts";
import { Unknowns } from "./unknowns.ts";
import type { WitnessLog } from "./witness-log.ts";

/** A pattern that is proved, and what it was proved with. */
export interface ProvedPattern {
  readonly withheld: ReadonlySet<string>;
  readonly intervals: readonly (readonly CellInterval[])[];
  readonly logs: readonly WitnessLog[];
  readonly movements: MovementPool;
  readonly isKnown: (variable: number) => boolean;
}

/** What is tried at most: rows times the variables of their models, since each is asked about anew. */
const MOST_WORK = 50_000;

/**
 * Publishes again what a repair has made needless: each withheld row without a need of its own, large ones first, unless something follows from it or a cell would be
 * too narrow. What is left is minimal, since whatever was needed beside less is needed beside more; of very many rows the first are tried. Witnesses in which the row does not move still hold, so
 * that few cells are asked about again.
 *
 * Throws on a solver error.
 */
export function republish(
  highs: Highs,
  counts: JointModel,
  audited: readonly JointModel[],
  { withheld: before, intervals: proved, logs: first, movements, isKnown }: ProvedPattern,
): Pick<ProvedPattern, "withheld" | "intervals"> {
  const withheld = new Set(before);
  const published = new PublishedCells(counts, withheld);
  let [intervals, logs] = [proved, first];
  const isCover = ({ row, need, fate }: ModelCell) => fate === "open" && need === null && withheld.has(row);
  const drop = (rows: readonly string[]) => {
    for (const row of rows) withheld.delete(row);
  };
  drop(published.implied(withheld));
  const covers = counts.cells.filter(isCover).toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const unknowns = audited.map((model) => new Unknowns(model, isKnown));
  let work = 0;
  for (const cover of covers) {
    if (work > MOST_WORK) break;
    if (!withheld.has(cover.row) || published.wouldTell(cover)) continue;
    work += audited.reduce((sum, { variables }) => sum + variables.length, 0);
    const isPublished = ({ row, fate }: ModelCell) =>
      fate === "printed" || (fate === "open" && (row === cover.row || !withheld.has(row)));
    // The same row in another model is a combination of other variables.
    const kept = audited.map((model, index) =>
      model.cells
        .filter(({ row }) => row === cover.row)
        .reduce<WitnessLog | undefined>((log, cell) => log?.keeping(cell), logs[index]),
    );
    const found: (readonly CellInterval[])[] = [];
    for (const [index, own] of unknowns.entries()) {
      const log = kept[index];
      const safe = safeIntervals(highs, own, { isPublished, before: [], movements, ...(log && { log }) });
      if (safe === undefined) break;
      found.push(safe);
    }
    if (found.length < audited.length || !published.publish(cover)) continue;
    drop([cover.row, ...published.implied(withheld)]);
    intervals = found;
    logs = kept.flatMap((log) => log ?? []);
  }
  return { withheld, intervals };
}
