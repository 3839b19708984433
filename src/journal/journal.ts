import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { assert } from "../assert.ts";
import type { Clock } from "../domain/clock.ts";
import { GatekeeperError, journalBroken, journalMoved, outputNotWritable } from "../errors.ts";
import { chainLine, type JournalDetails, type JournalEntry, type JournalHead } from "./chain.ts";
import { repairTornLine, syncPath } from "./repair-journal.ts";
import { JOURNAL_FILE, verifyJournal } from "./verify-journal.ts";

/** The record of what happened, open for writing. One writer at a time: hold the project's lease. */
export interface Journal {
  /** Where the chain ends now. */
  readonly head: JournalHead;
  /**
   * Adds an entry; it is on the disk when the promise resolves. Appends made at once are written in the order of the calls.
   * Details hold counts, hashes and ids of things, never a person's data: nothing is ever erased from a journal.
   *
   * Throws GK0602 (journalMoved) when something else wrote to the file, GK0503 when the disk refuses. After a failure the
   * journal takes no more entries; opening it again finds out how much was written.
   */
  append(type: string, details: JournalDetails): Promise<JournalEntry>;
  close(): Promise<void>;
}

/**
 * Opens the journal `journal.jsonl` in a folder, which is made (0700) when missing.
 *
 * The whole chain is checked first: GK0601 (journalBroken) when a line was altered or does not follow the one before. A
 * last line cut short by a crash is set aside and the repair recorded. Throws GK0503 when the disk refuses.
 */
export async function openJournal(folder: string, clock: Clock): Promise<Journal> {
  const path = join(folder, JOURNAL_FILE);
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncPath(dirname(resolve(folder)));
    const head = await soundHead(folder, clock);
    const handle = await open(path, "a", 0o600);
    await syncPath(folder);
    return new OpenJournal(path, clock, handle, head, (await handle.stat()).size);
  } catch (error) {
    throw coded(error, path);
  }
}

async function soundHead(folder: string, clock: Clock): Promise<JournalHead> {
  const found = await verifyJournal(folder);
  if (found.verdict === "ok") return found.head;
  if (found.verdict === "truncated last line") return repairTornLine(folder, found, clock);
  const path = join(folder, JOURNAL_FILE);
  const line = found.line ?? 0;
  throw journalBroken({ path, line, verdict: found.verdict }, { at: { file: path, line } });
}

class OpenJournal implements Journal {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #handle: FileHandle;
  #head: JournalHead;
  #bytes: number;
  /** Settles with the append before; a rejected one refuses all that follow. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string, clock: Clock, handle: FileHandle, head: JournalHead, bytes: number) {
    this.#path = path;
    this.#clock = clock;
    this.#handle = handle;
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
    await this.#handle.close();
  }

  async #write(type: string, details: JournalDetails): Promise<JournalEntry> {
    assert(/^[a-z_]+(\.[a-z_]+)*$/.test(type), `${type} is a type of journal entry`);
    const [line, entry] = chainLine(this.#head, this.#clock.now(), type, details);
    try {
      const { size } = await this.#handle.stat();
      if (size !== this.#bytes) throw journalMoved({ path: this.#path, expectedBytes: this.#bytes, bytes: size });
      await this.#handle.appendFile(line, "utf8");
      await this.#handle.sync();
    } catch (error) {
      throw coded(error, this.#path);
    }
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
