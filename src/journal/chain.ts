import { createHash } from "node:crypto";
import type { CanonicalValue } from "../domain/canonical-value.ts";
import { canonicalJson } from "../io/canonical-json.ts";

export type JournalDetails = Readonly<Record<string, CanonicalValue>>;

/** One line of the journal. */
export interface JournalEntry {
  /** 1 for the first entry, then one more each. */
  readonly sequence: number;
  /** When it was written: an ISO 8601 instant in UTC. */
  readonly at: string;
  readonly type: string;
  readonly details: JournalDetails;
  /** The hash of the entry before; sixty-four zeros before the first. */
  readonly previous: string;
  /** SHA-256 over the canonical JSON of this entry without `hash`, in hexadecimal. */
  readonly hash: string;
}

/** Where a chain ends: what the next entry continues. */
export interface JournalHead {
  readonly sequence: number;
  readonly hash: string;
}

export const EMPTY_HEAD: JournalHead = { sequence: 0, hash: "0".repeat(64) };

/** The line, with its line feed, that continues a chain. Throws a plain Error for details that have no JSON text. */
export function chainLine(head: JournalHead, at: Date, type: string, details: JournalDetails): [string, JournalEntry] {
  const content = { sequence: head.sequence + 1, at: at.toISOString(), type, details, previous: head.hash };
  const entry = { ...content, hash: sha256(canonicalJson(content)) };
  return [`${canonicalJson(entry)}\n`, entry];
}

export type LineVerdict = "ok" | "altered" | "broken link";

/**
 * Whether a line, without its line feed, is an entry exactly as it was written, and continues the chain.
 *
 * "altered" is a line whose own hash does not hold, or that is spelt otherwise than the journal spells; "broken link" is
 * a sound entry in the wrong place: one before it was removed, inserted or moved.
 */
export function checkLine(line: string, head: JournalHead): [LineVerdict, JournalHead] {
  const entry = parseEntry(line);
  if (entry === null) return ["altered", head];
  const { hash, ...content } = entry;
  if (
    typeof hash !== "string" ||
    hash !== sha256(canonicalJson(content)) ||
    line !== canonicalJson({ ...content, hash })
  )
    return ["altered", head];
  const sequence = head.sequence + 1;
  if (entry.sequence !== sequence || entry.previous !== head.hash) return ["broken link", head];
  return ["ok", { sequence, hash }];
}

const FIELDS = "at,details,hash,previous,sequence,type";

type EntryContent = Readonly<Record<keyof JournalEntry, CanonicalValue>>;

function parseEntry(line: string): EntryContent | null {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== "object" || parsed === null) return null;
    return Object.keys(parsed).toSorted().join(",") === FIELDS ? (parsed as EntryContent) : null;
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
