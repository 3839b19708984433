import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { ageRecipientInvalid, inputFileBroken, systemSays } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { writeChunksAtomic } from "./atomic-write.ts";

/**
 * Encrypts a file for one age recipient, as a stream; the encrypted file appears whole or not at all.
 *
 * Two encryptions of the same file differ, by design of age. Throws GK0604 (ageRecipientInvalid) before anything is read or
 * written, GK0303 when the plain file cannot be read and GK0503 when the encrypted one cannot be written.
 */
export async function encryptForRecipient(plainPath: string, recipient: string, encryptedPath: string): Promise<void> {
  const encrypter = encrypterFor(recipient);
  if (encrypter === null) throw ageRecipientInvalid({ received: describe(recipient) });
  await writeChunksAtomic(encryptedPath, encrypted(encrypter, plainPath));
}

/** A new age key pair, of the kind that every version of age reads: the identity is secret, the recipient public. */
export async function newAgeKeyPair(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Whether a text is an age public key (`age1…`, of any of age's own kinds), its checksum included. */
export function isAgeRecipient(text: string): boolean {
  return encrypterFor(text) !== null;
}

function encrypterFor(recipient: string): Encrypter | null {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
    return encrypter;
  } catch {
    return null;
  }
}

async function* encrypted(encrypter: Encrypter, plainPath: string): AsyncGenerator<Uint8Array> {
  const plain = Readable.toWeb(createReadStream(plainPath)) as globalThis.ReadableStream<Uint8Array>;
  try {
    yield* (await encrypter.encrypt(plain)) as ReadableStream<Uint8Array>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw inputFileBroken({ file: plainPath, reason: systemSays(code) }, { cause: error });
  }
}

/** A public key may be shown; anything else could be a secret key pasted by mistake. */
function describe(recipient: string): LocalizedText {
  if (recipient.startsWith("age1")) return { en: `"${recipient}"`, "zh-CN": `“${recipient}”` };
  const { length } = recipient;
  return { en: `(${length} characters, not starting with age1)`, "zh-CN": `（${length} 个字符，不以 age1 开头）` };
}
