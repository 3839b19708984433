import type { JournalEntry } from "../src/journal/chain.ts";
import type { RecordedStops } from "../src/state/stops-store.ts";

/**
 * What the journal says of the stops: `stops.sealed` that an index is about to replace another, `stops.kept` that it did. After a crash
 * between the two either is the one. Null where no entry says anything: the stops are taken as they are.
 */
export function recordedStops(entries: readonly JournalEntry[]): RecordedStops | null {
  const last = entries.findLast(({ type }) => type === "stops.sealed" || type === "stops.kept");
  if (last === undefined) return null;
  const { index_sha256: index, before_sha256: before } = last.details;
  const hashOf = (detail: unknown) => (typeof detail === "string" ? detail : null);
  const isSettled = last.type === "stops.kept";
  return { allowed: isSettled ? [hashOf(index)] : [hashOf(index), hashOf(before)], isSettled };
}
