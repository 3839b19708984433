import { createHmac } from "node:crypto";

import type { Secret } from "../domain/secret.ts";
import type { Column, SqlValue } from "../engine/engine.ts";
import { sha256Text } from "../io/sha256.ts";

/** The columns of every part of the tombstones: what is left of people who were erased. */
export const TOMBSTONE_COLUMNS: readonly Column[] = [
  { name: "tombstone_id", type: "varchar" },
  { name: "erasure_id", type: "varchar" },
  { name: "key_id", type: "varchar" },
  { name: "kind", type: "varchar" },
  { name: "keyed_hash", type: "varchar" },
  { name: "erased_at", type: "timestamp(6)" },
];

/** What a keyed hash stands for: a customer id, or an exact or loose contact key. */
export type TombstoneKind = "customer" | "contact";

/**
 * HMAC-SHA-256 of a customer id or a contact key under an erasure key, in hexadecimal. Whoever lacks the key can neither read the value
 * nor try values one by one. Source: consent-gate.md §4.
 */
export function keyedHash(key: Secret, kind: TombstoneKind, value: string): string {
  return createHmac("sha256", key.reveal()).update(`tombstone\u0000${kind}\u0000${value}`).digest("hex");
}

/** A person who is to be erased. */
export interface ErasedPerson {
  readonly customerIds: readonly string[];
  /** Every exact and loose key of every contact point that is known of the person. */
  readonly contactKeys: readonly string[];
}

/** The id of the erasure of these customers under a key: it names nobody, and is the same when the erasure is asked for again. */
export function erasureIdOf(key: Secret, customerIds: readonly string[]): string {
  const text = ["erasure", ...customerIds.toSorted()].join("\u0000");
  return createHmac("sha256", key.reveal()).update(text).digest("hex").slice(0, 32);
}

/** The tombstone of a person as rows of the store, in the order of its columns. `erasedAt` is an instant in UTC. */
export function tombstoneRows(key: Secret, person: ErasedPerson, erasureId: string, erasedAt: Date): SqlValue[][] {
  const at = erasedAt.toISOString().replace("T", " ").replace("Z", "");
  const row = (kind: TombstoneKind) => (value: string) => {
    const hash = keyedHash(key, kind, value);
    return [sha256Text(`${key.keyId} ${kind} ${hash} ${erasureId}`), erasureId, key.keyId, kind, hash, at];
  };
  return [...person.customerIds.map(row("customer")), ...person.contactKeys.map(row("contact"))];
}
