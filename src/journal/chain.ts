import type { CanonicalValue } from "../domain/canonical-value.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import { sha256Text } from "../io/sha256.ts";
import { isSignedBy, type PublicKey, type SigningKey } from "../io/signing-key.ts";

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
  /** The id of the key that signed it. */
  readonly key: string;
  /** SHA-256 over the canonical JSON of this entry without `hash` and `signature`, in hexadecimal. */
  readonly hash: string;
  /** Ed25519 over `hash`, in base64. */
  readonly signature: string;
}

/** Where a chain ends: what the next entry continues. */
export interface JournalHead {
  readonly sequence: number;
  readonly hash: string;
}

export const EMPTY_HEAD: JournalHead = { sequence: 0, hash: "0".repeat(64) };

/** The line, with its line feed, that continues a chain. Throws a plain Error for details that have no JSON text. */
export function chainLine(
  head: JournalHead,
  { at, type, details }: { readonly at: Date; readonly type: string; readonly details: JournalDetails },
  key: SigningKey,
): [string, JournalEntry] {
  const content = {
    sequence: head.sequence + 1,
    at: at.toISOString(),
    type,
    details,
    previous: head.hash,
    key: key.id,
  };
  const hash = sha256Text(canonicalJson(content));
  const entry = { ...content, hash, signature: key.sign(signedText(hash)) };
  return [`${canonicalJson(entry)}\n`, entry];
}

/**
 * An entry that is exactly as it was written: its hash holds, and it is spelt as the journal spells. Null for any other line, given
 * without its line feed. The signature and the place in the chain are not looked at.
 */
export function soundEntry(line: string): JournalEntry | null {
  const entry = parseEntry(line);
  if (entry === null) return null;
  const { hash, signature, ...content } = entry;
  const isSound =
    typeof hash === "string" &&
    typeof signature === "string" &&
    hash === sha256Text(canonicalJson(content)) &&
    line === canonicalJson({ ...content, hash, signature });
  return isSound ? (entry as unknown as JournalEntry) : null;
}

/** Whether an entry is signed by a key. */
export function isEntrySignedBy(entry: JournalEntry, key: PublicKey): boolean {
  return isSignedBy(key, signedText(entry.hash), entry.signature);
}

/** Whether an entry continues a chain. */
export function continues(entry: JournalEntry, head: JournalHead): boolean {
  return entry.sequence === head.sequence + 1 && entry.previous === head.hash;
}

/** No other text that the key signs begins like this. */
function signedText(hash: string): string {
  return `campaign-gatekeeper journal entry ${hash}`;
}

const FIELDS = "at,details,hash,key,previous,sequence,signature,type";

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
