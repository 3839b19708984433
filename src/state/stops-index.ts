import { canonicalJson } from "../io/canonical-json.ts";
import type { RegisterSnapshot } from "./register-snapshot.ts";

/** Rows that are only ever added to, in parts. */
export interface Growing {
  readonly parts: readonly { readonly file: string; readonly rows: number; readonly bytes: number }[];
  /** Sum of all row ids as numbers, modulo 2^256: the same whatever order or portions they came in. */
  readonly contents: string;
}

/** The tables of the stops store. */
export type StopTable = "denials" | "holders" | "merges" | "tombstones";

/** What `index.json` of the stops store says. */
export interface StopsIndex extends Readonly<Record<Exclude<StopTable, "tombstones">, Growing>> {
  readonly tombstones: Growing;
  /** Ids of input files whose denials and merges are all in the store. */
  readonly absorbedFiles: readonly string[];
  /** Rows of each suppression list when its file was last absorbed. */
  readonly listRows: Readonly<Record<string, number>>;
  /** The last snapshot of each register; absent in a project that never had one. */
  readonly registers?: Readonly<Record<string, RegisterSnapshot>>;
}

const NOTHING: Growing = { parts: [], contents: "0" };

export const EMPTY_INDEX: StopsIndex = {
  denials: NOTHING,
  holders: NOTHING,
  merges: NOTHING,
  tombstones: NOTHING,
  absorbedFiles: [],
  listRows: {},
};

/** Whether two indexes say the same. */
export function isSame(one: StopsIndex, other: StopsIndex): boolean {
  const text = (index: StopsIndex) => canonicalJson(index);
  return text(one) === text(other);
}
