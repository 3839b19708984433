import type { PublicKey } from "../io/signing-key.ts";
import type { SignedHead } from "./heads.ts";
import { continues, isEntrySignedBy, type JournalEntry, type JournalHead } from "./chain.ts";

/** What can be wrong at a line. */
export type LineFault =
  | "altered"
  | "broken_link"
  | "reordered"
  | "forged"
  | "other_key"
  | "torn_last_line"
  | "truncated";

/** A line at which the check of a journal stopped, and what is around it. */
interface StoppedAt {
  /** Every line as the entry it is, null for one that is not as it was written. */
  readonly lines: readonly (JournalEntry | null)[];
  /** The line, from 0. */
  readonly index: number;
  /** Where the chain ends before it. */
  readonly head: JournalHead;
  readonly key: PublicKey | undefined;
  /** The heads of the second place that can be read. */
  readonly heads: readonly SignedHead[];
}

/**
 * What happened at a line that does not pass, told from the lines after it and from the signed heads: what was added is told from
 * what was changed by whether the rest still fits, what was moved from what was taken out by whether the missing entry is still there.
 */
export function nameFault(stopped: StoppedAt, isTorn: boolean): LineFault {
  const { lines, index, head, key, heads } = stopped;
  const signedSequence = heads.at(-1)?.sequence ?? 0;
  // An entry that has its head was whole when it was signed.
  if (isTorn) return signedSequence > head.sequence ? "truncated" : "torn_last_line";
  const entry = lines[index] ?? null;
  if (entry !== null && isAuthentic(entry, key)) return nameMisplaced(entry, stopped);
  if (index === 0 && key !== undefined && entry !== null && entry.key !== key.id) return "other_key";
  const next = lines[index + 1] ?? null;
  if (next !== null && continues(next, head)) return "forged";
  if (entry === null) return signedSequence > 0 && head.sequence >= signedSequence ? "forged" : "altered";
  // Of an entry that others vouch for, the signature alone was changed.
  const isVouchedFor =
    heads.some(({ hash }) => hash === entry.hash) ||
    (next !== null && next.previous === entry.hash && isAuthentic(next, key));
  return isVouchedFor ? "altered" : "forged";
}

function isAuthentic(entry: JournalEntry, key: PublicKey | undefined): boolean {
  return key === undefined || isEntrySignedBy(entry, key);
}

/** An entry that the gatekeeper wrote, in another place than its own. */
function nameMisplaced(entry: JournalEntry, { lines, index, head }: StoppedAt): LineFault {
  if (entry.sequence <= head.sequence) return "forged";
  const isElsewhere = lines.slice(index + 1).some((other) => other?.sequence === head.sequence + 1);
  return isElsewhere ? "reordered" : "broken_link";
}
