import { open } from "node:fs/promises";
import { join } from "node:path";
import { checkLine, EMPTY_HEAD, type JournalHead, type LineVerdict } from "./chain.ts";

/** What the check of a journal found. */
export interface JournalVerdict {
  /** The first thing wrong, or "ok". A missing journal is an empty one. */
  readonly verdict: LineVerdict | "truncated last line";
  /** The line it is about, counted from 1; null when all is well. */
  readonly line: number | null;
  /** Where the sound part of the chain ends. */
  readonly head: JournalHead;
  /** Bytes of the sound part: whole lines that passed. */
  readonly soundBytes: number;
}

export const JOURNAL_FILE = "journal.jsonl";

const LINE_FEED = 0x0a;
const CHUNK_BYTES = 1024 * 1024;

/**
 * Checks `journal.jsonl` in a folder line by line; changes nothing.
 *
 * "truncated last line" means that the file does not end in a line feed: a crash during an append leaves that, and
 * `openJournal` repairs it. Lines cut off whole at the end cannot be seen here: the chain alone does not know how long it
 * was. Throws the system's error when the file cannot be read.
 */
export async function verifyJournal(folder: string): Promise<JournalVerdict> {
  let head = EMPTY_HEAD;
  let soundBytes = 0;
  let line = 0;
  for await (const bytes of linesOf(join(folder, JOURNAL_FILE))) {
    line += 1;
    if (bytes.at(-1) !== LINE_FEED) return { verdict: "truncated last line", line, head, soundBytes };
    const [verdict, next] = checkLine(bytes.toString("utf8", 0, bytes.length - 1), head);
    if (verdict !== "ok") return { verdict, line, head, soundBytes };
    head = next;
    soundBytes += bytes.length;
  }
  return { verdict: "ok", line: null, head, soundBytes };
}

/** The lines of a file with their line feeds; the last one may lack it. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const handle = await open(path, "r").catch(nullWhenMissing);
  if (handle === null) return;
  try {
    let rest: Buffer = Buffer.alloc(0);
    const chunks: AsyncIterable<Buffer> = handle.createReadStream({ highWaterMark: CHUNK_BYTES, autoClose: false });
    for await (const chunk of chunks) {
      rest = Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED, start)) {
        yield rest.subarray(start, end + 1);
        start = end + 1;
      }
      rest = rest.subarray(start);
    }
    if (rest.length > 0) yield rest;
  } finally {
    await handle.close();
  }
}

function nullWhenMissing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
  throw error;
}
