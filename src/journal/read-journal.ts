import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { JournalEntry } from "./chain.ts";
import { JOURNAL_FILE } from "./verify-journal.ts";

/** The entries of the journal in a folder, in their order, unchecked; a last line that a crash cut short is none. */
export async function readJournal(folder: string): Promise<JournalEntry[]> {
  const path = join(folder, JOURNAL_FILE);
  if (!existsSync(path)) return [];
  const lines = (await readFile(path, "utf8")).split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as JournalEntry);
}
