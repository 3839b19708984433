import { readJournal } from "../src/journal/read-journal.ts";
import type { Directories } from "../src/state/directories.ts";

/** Whether a file of one hash is the file of another, with at most people erased from it since. */
export type IsSameButErased = (found: string, recorded: string) => boolean;

/**
 * What erasures made of files, as the journal has it. A manifest, an approval and the journal name a file as it was made; what an erasure took
 * out of it since changes its bytes and no other row. A file that was made after an erasure may have the very bytes that the erasure left of another.
 */
export async function erasedHashes({ journal }: Directories): Promise<IsSameButErased> {
  const before = new Map<string, string[]>();
  for (const { type, details } of await readJournal(journal)) {
    const { after, before: earlier } = details;
    if (type !== "erase.rewritten" || typeof after !== "string" || typeof earlier !== "string") continue;
    before.set(after, [...(before.get(after) ?? []), earlier]);
  }
  return (found, recorded) => {
    const seen = new Set([found]);
    // What is added to a set while it is walked is walked too.
    for (const hash of seen) for (const earlier of before.get(hash) ?? []) seen.add(earlier);
    return seen.has(recorded);
  };
}

/** The files below `.gatekeeper` that erasures took somebody out of. */
export async function rewrittenFiles({ journal }: Directories): Promise<ReadonlySet<string>> {
  const entries = (await readJournal(journal)).filter(({ type }) => type === "erase.rewritten");
  return new Set(entries.flatMap(({ details: { file } }) => (typeof file === "string" ? [file] : [])));
}
