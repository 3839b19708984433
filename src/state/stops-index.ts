import { canonicalJson } from "../io/canonical-json.ts";
import { type GrowingRows, NO_ROWS } from "./growing-rows.ts";
import type { RegisterSnapshot } from "./register-snapshot.ts";

/** The tables of the stops store. */
export type StopTable = "denials" | "holders" | "merges" | "tombstones";

/** What `index.json` of the stops store says. */
export interface StopsIndex extends Readonly<Record<Exclude<StopTable, "tombstones">, GrowingRows>> {
  readonly tombstones: GrowingRows;
  /** Ids of input files whose denials and merges are all in the store. */
  readonly absorbedFiles: readonly string[];
  /** Rows of each suppression list when its file was last absorbed. */
  readonly listRows: Readonly<Record<string, number>>;
  /** The last snapshot of each register; absent in a project that never had one. */
  readonly registers?: Readonly<Record<string, RegisterSnapshot>>;
}

export const EMPTY_INDEX: StopsIndex = {
  denials: NO_ROWS,
  holders: NO_ROWS,
  merges: NO_ROWS,
  tombstones: NO_ROWS,
  absorbedFiles: [],
  listRows: {},
};

/** Whether two indexes say the same. */
export function isSame(one: StopsIndex, other: StopsIndex): boolean {
  const text = (index: StopsIndex) => canonicalJson(index);
  return text(one) === text(other);
}
