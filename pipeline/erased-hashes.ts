import { readJournal } from "../src/journal/read-journal.ts";
import type { Directories } from "../src/state/directories.ts";

/**
 * The hash that a file had before people were erased from it, by its hash of today, as the journal has it. A manifest and an approval name the
 * file as it was made; what an erasure took out of it since changes its bytes and no other row. A hash that no erasure made is its own.
 */
export async function hashBeforeErasures({ journal }: Directories): Promise<(sha256: string) => string> {
  const before = new Map<string, string>();
  for (const { type, details } of await readJournal(journal)) {
    const { after, before: earlier } = details;
    if (type === "erase.rewritten" && typeof after === "string" && typeof earlier === "string")
      before.set(after, earlier);
  }
  return (sha256) => {
    let hash = sha256;
    // A file that is written back as it was would lead in a circle.
    for (const seen = new Set<string>(); before.has(hash) && !seen.has(hash); hash = before.get(hash) ?? hash)
      seen.add(hash);
    return hash;
  };
}
