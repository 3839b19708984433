import { present } from "../assert.ts";
import type { CellInterval } from "./witnesses.ts";
import { type JointModel, type ProtectionNeed, valueOf } from "./joint-model.ts";
import type { Protection } from "./protect-model.ts";

/** The proof that nobody comes too near to what a model protects. */
export interface Certificate {
  /** How often the audit found a cell too narrow and more was withheld. */
  readonly repairs: number;
  /** Rows that could not be protected, for which more than they is withheld. */
  readonly unprotectable: readonly string[];
  readonly cells: readonly ProvedCell[];
}

/** How far a reader errs about one cell at least. */
export interface ProvedCell {
  /** The row of a table, see `rowId`, or a difference of some. */
  readonly row: string;
  readonly value: number;
  /** How far a reader must err. */
  readonly need: ProtectionNeed;
  /** How far a table that nobody can exclude is from the truth: enough, unless the side is free. */
  readonly reached: ProtectionNeed;
  /** Sides on which nothing that is printed holds the cell. */
  readonly free: CellInterval["free"];
}

/**
 * The certificate of a model that was protected: of the cells of `pattern` as they were proved in `audited`. Pure; throws nothing.
 */
export function certificateOf(
  { intervals, repairs, unprotectable }: Protection,
  pattern: JointModel,
  audited: JointModel = pattern,
): Certificate {
  const own = new Set(pattern.cells.map(({ id }) => id));
  const reached = new Map((intervals[0] ?? []).map((interval) => [interval.id, interval]));
  const cells = audited.cells.flatMap((cell): ProvedCell[] => {
    const interval = reached.get(cell.id);
    if (interval === undefined || !own.has(cell.id)) return [];
    const { below, above, free } = interval;
    const need = present(cell.need, "what was proved needed it");
    return [{ row: cell.row, value: valueOf(audited, cell), need, reached: { below, above }, free }];
  });
  return { repairs, unprotectable, cells };
}
