import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";

import type { JournalDeclaration } from "../domain/project.ts";
import { journalKeyMissing, signingKeyInvalid } from "../errors.ts";
import { makePrivateFolder, writeNewFile } from "../io/atomic-write.ts";
import { newSigningKeyPair, type PublicKey, type SigningKey, signingKeyOf } from "../io/signing-key.ts";

/** Where a project's journal lies, where its heads are kept once more, and the key that signs both. */
export interface JournalPlace extends JournalDeclaration {
  /** The folder of `journal.jsonl`. */
  readonly folder: string;
}

/**
 * The key that signs the journal of a place. A place that has no entry yet gets a new one, if its key is kept in a file.
 * Throws GK0606 (journalKeyMissing) where there are entries and the key is gone, GK0278 when it is no signing key.
 */
export async function signingKey(place: JournalPlace, isEmpty: boolean): Promise<SigningKey> {
  const { key, keyFile } = place;
  if (key !== undefined) return keyFrom(key.reveal());
  // An earlier opening by this process may have made it.
  if (existsSync(keyFile)) return keyFrom(await readFile(keyFile, "utf8"));
  if (!isEmpty) throw journalKeyMissing({ path: keyFile });
  const { secret } = newSigningKeyPair();
  await makePrivateFolder(dirname(keyFile));
  return (await writeNewFile(keyFile, secret)) ? keyFrom(secret) : signingKey(place, isEmpty);
}

/** The public half of the key, for whoever only checks; undefined where there is no key. Throws GK0278. */
export function verifyingKey({ key }: Pick<JournalDeclaration, "key">): PublicKey | undefined {
  return key && keyFrom(key.reveal());
}

function keyFrom(pem: string): SigningKey {
  const key = signingKeyOf(pem);
  if (key === null) throw signingKeyInvalid({ what: "journal" });
  return key;
}
