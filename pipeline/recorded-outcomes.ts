import type { JournalEntry } from "../src/journal/chain.ts";
import type { RecordedOutcomes, RecordedPart } from "../src/state/outcome-store.ts";

/**
 * What the journal says of the reported outcomes: `outcomes.sealed` that parts are about to appear, `outcomes.kept` that they are there, and
 * `erase.rewritten` that one is about to be written anew. After a crash between an entry and what it tells of either is as it should
 * be. Null where no entry says anything: the outcomes are taken as they are.
 */
export function recordedOutcomes(entries: readonly JournalEntry[]): RecordedOutcomes | null {
  const parts = new Map<string, RecordedPart>();
  for (const { type, details } of entries) {
    if (type === "outcomes.sealed" || type === "outcomes.kept")
      for (const [name, sha256] of Object.entries((details["files"] ?? {}) as Record<string, string>))
        parts.set(name, { allowed: [sha256], isSettled: type === "outcomes.kept" });
    else if (type === "erase.rewritten") {
      const { file, before, after } = details as Readonly<Record<string, string | null>>;
      const name = file?.replace(/^state\/outcomes\//u, "") ?? "";
      const rewritten = [after, before].filter((hash) => typeof hash === "string");
      // Of a part that no entry knew the next one says what it became.
      if (parts.has(name)) parts.set(name, { allowed: rewritten, isSettled: true });
    }
  }
  return parts.size === 0 ? null : parts;
}
