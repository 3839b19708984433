import { createHmac } from "node:crypto";

import type { Secret } from "../domain/secret.ts";

/**
 * What stands in the journal for a person, a contact point or a record: HMAC-SHA-256 under the project's reference key, its first 128 bits
 * in hexadecimal. `kind` keeps the references of different things apart, such as `customer` and `contact`. Whoever has the key and the
 * value finds the entries about it; nobody else learns anything from them.
 */
export function journalReference(key: Secret, kind: string, value: string): string {
  return createHmac("sha256", key.reveal())
    .update(`campaign-gatekeeper journal ${kind}\0${value}`, "utf8")
    .digest("hex")
    .slice(0, 32);
}
