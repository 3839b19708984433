import { type FileHandle, mkdir, open, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { assert } from "../assert.ts";
import type { Clock } from "../domain/clock.ts";
import {
  GatekeeperError,
  journalBroken,
  journalCutShort,
  journalKeyOther,
  journalMoved,
  outputNotWritable,
} from "../errors.ts";
import type { SigningKey } from "../io/signing-key.ts";
import { chainLine, type JournalDetails, type JournalEntry, type JournalHead } from "./chain.ts";
import { readHeads, writeHead } from "./heads.ts";
import { type JournalPlace, signingKey } from "./journal-place.ts";
import { repairTornLine, syncPath } from "./repair-journal.ts";
import { JOURNAL_FILE, type JournalVerdict, verifyJournal } from "./verify-journal.ts";

/** The record of what happened, open for writing. One writer at a time: hold the project's lease. */
export interface Journal {
  /** Where the chain ends now. */
  readonly head: JournalHead;
  /**
   * Adds an entry and its head; both are on the disk when the promise resolves. Appends made at once are written in the order of the calls.
   * Details hold counts, hashes and ids of things, never a person's data: nothing is ever erased from a journal.
   *
   * Throws GK0602 (journalMoved) when something else wrote to the file, GK0503 when the disk refuses. After a failure the
   * journal takes no more entries; opening it again finds out how much was written.
   */
  append(type: string, details: JournalDetails): Promise<JournalEntry>;
  close(): Promise<void>;
}

/**
 * Opens the journal of a place, whose folders are made (0700) when missing, and its key with the first journal.
 *
 * The whole chain is checked first, its signatures and the heads of the second place as well: GK0601 (journalBroken) when a line was
 * altered, added or moved, GK0605 (journalCutShort) when the end or all of it is gone, GK0606 when the key is not the one that signed. A last
 * line cut short by a crash is set aside and the repair recorded. Throws GK0503 when the disk refuses.
 */
export async function openJournal(place: JournalPlace, clock: Clock): Promise<Journal> {
  const { folder, headsFolder } = place;
  const path = join(folder, JOURNAL_FILE);
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncPath(dirname(resolve(folder)));
    const isEmpty = (await isMissing(path)) && (await readHeads(headsFolder)).length === 0;
    const key = await signingKey(place, isEmpty);
    const head = await soundHead(place, key, clock);
    const handle = await open(path, "a", 0o600);
    try {
      await syncPath(folder);
      return new OpenJournal({ path, headsFolder, clock, key, handle }, head, (await handle.stat()).size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    throw coded(error, path);
  }
}

async function isMissing(path: string): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size === 0,
    () => true,
  );
}

/** The end of the chain, which has its head in the second place when this resolves. */
async function soundHead(place: JournalPlace, key: SigningKey, clock: Clock): Promise<JournalHead> {
  const { folder, headsFolder } = place;
  const found = await verifyJournal(folder, { headsFolder, key });
  const { verdict, entries } = found;
  const isTorn = verdict === "torn_last_line";
  if (!isTorn && verdict !== "ok") throw journalProblem(join(folder, JOURNAL_FILE), found);
  // A crash may have come between an entry and its head; the one before has its own.
  const last = entries.at(-1);
  if (last !== undefined) await writeHead(headsFolder, last, key);
  if (!isTorn) return found.head;
  const repair = await repairTornLine(folder, found, clock, key);
  await writeHead(headsFolder, repair, key);
  return { sequence: repair.sequence, hash: repair.hash };
}

/** The coded error for what the check of a journal found; a torn last line is none. */
export function journalProblem(path: string, { verdict, line, headFile }: JournalVerdict): GatekeeperError {
  assert(verdict !== "ok" && verdict !== "torn_last_line", "something is wrong with the journal");
  if (verdict === "other_key") return journalKeyOther({ path });
  if (verdict === "removed" || verdict === "truncated" || verdict === "heads_missing")
    return journalCutShort({ path, verdict });
  return journalBroken(
    { path, place: line ?? headFile ?? 0, verdict },
    line === null ? {} : { at: { file: path, line } },
  );
}

/** What an open journal writes with. */
interface Means {
  readonly path: string;
  readonly headsFolder: string;
  readonly clock: Clock;
  readonly key: SigningKey;
  readonly handle: FileHandle;
}

class OpenJournal implements Journal {
  readonly #means: Means;
  #head: JournalHead;
  #bytes: number;
  /** Settles with the append before; a rejected one refuses all that follow. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(means: Means, head: JournalHead, bytes: number) {
    this.#means = means;
    this.#head = head;
    this.#bytes = bytes;
  }

  get head(): JournalHead {
    return this.#head;
  }

  async append(type: string, details: JournalDetails): Promise<JournalEntry> {
    const written = this.#last.then(async () => this.#write(type, details));
    this.#last = written;
    return written;
  }

  async close(): Promise<void> {
    await this.#last.catch(() => {});
    try {
      await this.#means.handle.close();
    } catch (error) {
      throw coded(error, this.#means.path);
    }
  }

  async #write(type: string, details: JournalDetails): Promise<JournalEntry> {
    assert(/^[a-z_]+(\.[a-z_]+)*$/.test(type), `${type} is a type of journal entry`);
    const { path, headsFolder, clock, key, handle } = this.#means;
    const [line, entry] = chainLine(this.#head, { at: clock.now(), type, details }, key);
    try {
      const { size } = await handle.stat();
      if (size !== this.#bytes) throw journalMoved({ path, expectedBytes: this.#bytes, bytes: size });
      await handle.appendFile(line, "utf8");
      await handle.sync();
    } catch (error) {
      throw coded(error, path);
    }
    await writeHead(headsFolder, entry, key);
    this.#bytes += Buffer.byteLength(line, "utf8");
    this.#head = { sequence: entry.sequence, hash: entry.hash };
    return entry;
  }
}

function coded(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof GatekeeperError || code === undefined || syscall === undefined) return error;
  return outputNotWritable({ path, systemCode: code }, { cause: error });
}
