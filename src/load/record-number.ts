import type { LoadedFile } from "./input-cache.ts";

type Malformed = LoadedFile["malformed"];

/**
 * The number of the record, counted from 1 after the header, that became a given row: malformed ones, which are in order,
 * have no row.
 */
export function recordNumber(recordIndex: number, malformed: Malformed): number {
  let [from, to] = [0, malformed.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((malformed[middle]?.record ?? 0) - middle <= recordIndex + 1) from = middle + 1;
    else to = middle;
  }
  return recordIndex + 1 + from;
}
