import { Elimination } from "../elimination.ts";
import type { Combination } from "../joint-model.ts";
import type { LedgerCell, LedgerModel } from "./ledger-models.ts";

/**
 * What the earlier releases alone give away cannot be kept any more; the rest of the model is what is to be protected. A class by rank whose size gives something away without the new release is
 * left aside: what must not be learned is protected all the same. Pure; throws nothing.
 */
export function splitByOut(model: LedgerModel): {
  readonly known: readonly LedgerCell[];
  readonly secret: LedgerModel;
} {
  const elimination = new Elimination();
  for (const cell of model.cells) if (cell.fate === "printed" && cell.isRanked !== true) elimination.publish(cell);
  const isOut = (combination: Combination) => elimination.canFollow(combination);
  const known = model.cells.filter((cell) => cell.fate === "never" && isOut(cell));
  const left = model.cells.filter((cell) => !known.includes(cell));
  for (const cell of left) if (cell.fate === "never") elimination.watch(cell);
  const cells = left.filter((cell) => cell.isRanked !== true || elimination.publishUnlessTelling(cell));
  const isUnsafeUnion = (variables: readonly number[]) => model.isUnsafeUnion(variables) && !isOut({ variables });
  return { known, secret: { ...model, cells, isUnsafeUnion } };
}
