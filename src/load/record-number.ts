import type { LoadedFile } from "./input-cache.ts";

type Malformed = LoadedFile["malformed"];

/** The number of the record, counted from 1 after the header, that became a given row: malformed ones have no row. */
export function recordNumber(recordIndex: number, malformed: Malformed): number {
  let record = recordIndex + 1;
  for (const skipped of malformed) {
    if (skipped.record > record) break;
    record += 1;
  }
  return record;
}

/**
 * The malformed records with numbers that pass over empty lines, which the reader counts and which are no records.
 * `recordsBefore` says for each empty line how many records stand before it, the header included.
 */
export function withoutEmptyLines(malformed: Malformed, recordsBefore: readonly number[]): Malformed {
  let skipped = 0;
  return malformed.map(({ record, problem }) => {
    while (skipped < recordsBefore.length && (recordsBefore[skipped] ?? 0) + skipped < record) skipped += 1;
    return { record: record - skipped, problem };
  });
}
