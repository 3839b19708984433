import { open, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Clock } from "../domain/clock.ts";
import type { SigningKey } from "../io/signing-key.ts";
import { chainLine, type JournalEntry } from "./chain.ts";
import { JOURNAL_FILE, type JournalVerdict } from "./verify-journal.ts";

/**
 * Sets a torn last line aside as `journal.torn-<n>` and continues the chain with an entry `journal.repaired` that names
 * the file, its size and its SHA-256. Nobody was told that the torn entry was written, so nothing that counts is lost.
 *
 * The journal is replaced by one rename, so a crash leaves it torn or repaired, never cut without the entry that says so.
 * Returns the entry. Throws the system's error when it may not read or write.
 */
export async function repairTornLine(
  folder: string,
  found: JournalVerdict,
  clock: Clock,
  key: SigningKey,
): Promise<JournalEntry> {
  const path = join(folder, JOURNAL_FILE);
  const whole = await readFile(path);
  const torn = whole.subarray(found.soundBytes);
  const name = await nextTornName(folder);
  await writeSynced(join(folder, name), torn);
  const sha256 = createHash("sha256").update(torn).digest("hex");
  const details = { file: name, bytes: torn.length, sha256 };
  const [line, entry] = chainLine(found.head, { at: clock.now(), type: "journal.repaired", details }, key);
  const repaired = join(folder, ".journal.repaired.tmp");
  await writeSynced(repaired, Buffer.concat([whole.subarray(0, found.soundBytes), Buffer.from(line, "utf8")]));
  await rename(repaired, path);
  await syncPath(folder);
  return entry;
}

/** Makes the content of a file, or the names in a folder, outlast a power loss. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A crash between the two writes above leaves a torn file that no entry names; the next repair takes the next number. */
async function nextTornName(folder: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  let number = 1;
  while (taken.has(`journal.torn-${number}`)) number += 1;
  return `journal.torn-${number}`;
}

async function writeSynced(path: string, content: Buffer): Promise<void> {
  await writeFile(path, content, { mode: 0o600, flush: true });
}
