import { open } from "node:fs/promises";
import { join } from "node:path";

import type { PublicKey } from "../io/signing-key.ts";
import { continues, EMPTY_HEAD, isEntrySignedBy, type JournalEntry, type JournalHead, soundEntry } from "./chain.ts";
import { type FoundHead, isHeadSignedBy, readHeads } from "./heads.ts";
import { type LineFault, nameFault } from "./name-fault.ts";

/**
 * What is wrong with a journal.
 *
 * Of a line: `altered`, its hash does not hold; `broken_link`, one before it was taken out; `reordered`, it stands before one that
 * belongs before it; `forged`, added or signed by somebody else; `torn_last_line`, a crash cut it short, and it is no offence.
 * Of the whole: `removed`, nothing is left of it; `truncated`, it ends before its signed head; `other_key`, all of it is
 * signed by another key; `heads_missing`, the second place lacks what it was given.
 */
export type JournalFault = LineFault | "removed" | "truncated" | "heads_missing";

/** What the check of a journal found. */
export interface JournalVerdict {
  /** The first thing wrong, or "ok". A missing journal of which nothing else is known is an empty one. */
  readonly verdict: "ok" | JournalFault;
  /** The line it is about, counted from 1; null when all is well and for what is about the whole. */
  readonly line: number | null;
  /** Where the sound part of the chain ends. */
  readonly head: JournalHead;
  /** Bytes of the sound part: whole lines that passed. */
  readonly soundBytes: number;
  /** The entries of the sound part. */
  readonly entries: readonly JournalEntry[];
  /** The file of the second place that is at fault, where one is. */
  readonly headFile: string | null;
}

/** What a check may trust beyond the chain itself. */
export interface Trust {
  /** The second place. */
  readonly headsFolder?: string | undefined;
  /** The key that must have signed everything; without it no signature is looked at. */
  readonly key?: PublicKey | undefined;
}

export const JOURNAL_FILE = "journal.jsonl";

const LINE_FEED = 0x0a;

/**
 * Checks `journal.jsonl` in a folder line by line, and its end against the heads of the second place; changes nothing.
 *
 * Lines cut off whole at the end are seen by the heads alone: the chain does not know how long it was. Throws the system's error
 * when a file cannot be read.
 */
export async function verifyJournal(folder: string, { headsFolder, key }: Trust = {}): Promise<JournalVerdict> {
  const heads = headsFolder === undefined ? [] : await readHeads(headsFolder);
  const lines = await linesOf(join(folder, JOURNAL_FILE));
  const walked = walk(lines, heads, key);
  return walked.verdict === "ok" && headsFolder !== undefined ? checkHeads(walked, heads, key) : walked;
}

function walk(lines: readonly Buffer[], heads: readonly FoundHead[], key: PublicKey | undefined): JournalVerdict {
  let head = EMPTY_HEAD;
  let soundBytes = 0;
  const entries: JournalEntry[] = [];
  for (const [index, bytes] of lines.entries()) {
    const entry = entryOf(bytes);
    if (entry === null || !continues(entry, head) || (key !== undefined && !isEntrySignedBy(entry, key))) {
      const signed = heads.flatMap((found) => found.head ?? []);
      const verdict = nameFault({ lines: lines.map(entryOf), index, head, key, heads: signed }, isTorn(bytes));
      return { verdict, line: verdict === "truncated" ? null : index + 1, head, soundBytes, entries, headFile: null };
    }
    head = { sequence: entry.sequence, hash: entry.hash };
    soundBytes += bytes.length;
    entries.push(entry);
  }
  return { verdict: "ok", line: null, head, soundBytes, entries, headFile: null };
}

/** Whether the chain ends where the second place says, and went where it says. */
function checkHeads(walked: JournalVerdict, heads: readonly FoundHead[], key: PublicKey | undefined): JournalVerdict {
  const { entries } = walked;
  for (const { file, head } of heads) {
    if (head === null) return { ...walked, verdict: "altered", headFile: file };
    if (key !== undefined && !isHeadSignedBy(head, key))
      return { ...walked, verdict: head.key === key.id ? "altered" : "other_key", headFile: file };
  }
  const last = heads.at(-1)?.head?.sequence ?? 0;
  if (entries.length === 0 && last > 0) return { ...walked, verdict: "removed" };
  if (last > entries.length) return { ...walked, verdict: "truncated" };
  const forked = heads.find(({ head }) => head !== null && entries[head.sequence - 1]?.hash !== head.hash);
  if (forked !== undefined)
    return { ...walked, verdict: "forged", line: forked.head?.sequence ?? null, headFile: forked.file };
  // A crash after an entry leaves it without its head, and the next opening writes that before anything else.
  const isWhole = heads.length === last && last >= entries.length - 1;
  return isWhole ? walked : { ...walked, verdict: "heads_missing" };
}

/** The entry that a line with its line feed is; null when it is none as it was written. */
function entryOf(bytes: Buffer): JournalEntry | null {
  return isTorn(bytes) ? null : soundEntry(bytes.toString("utf8", 0, bytes.length - 1));
}

function isTorn(bytes: Buffer): boolean {
  return bytes.at(-1) !== LINE_FEED;
}

/** The lines of a file with their line feeds; the last one may lack it. */
async function linesOf(path: string): Promise<Buffer[]> {
  const handle = await open(path, "r").catch(nullWhenMissing);
  if (handle === null) return [];
  try {
    const whole = await handle.readFile();
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = whole.indexOf(LINE_FEED); end !== -1; end = whole.indexOf(LINE_FEED, start)) {
      lines.push(whole.subarray(start, end + 1));
      start = end + 1;
    }
    if (start < whole.length) lines.push(whole.subarray(start));
    return lines;
  } finally {
    await handle.close();
  }
}

function nullWhenMissing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
  throw error;
}
