import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { makePrivateFolder, writeFileAtomic } from "../io/atomic-write.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import { isSignedBy, type PublicKey, type SigningKey } from "../io/signing-key.ts";
import type { JournalEntry } from "./chain.ts";

/** What the second place keeps of every entry: one signed file each, so that nobody can shorten a journal unnoticed. */
export interface SignedHead {
  readonly sequence: number;
  /** How many entries the journal had; as many as the sequence says, for its first entry is 1. */
  readonly count: number;
  /** The hash of the entry. */
  readonly hash: string;
  readonly at: string;
  /** The id of the key that signed it. */
  readonly key: string;
  /** Ed25519 over the canonical JSON of the other fields, in base64. */
  readonly signature: string;
}

/** A file of the second place; its head is null when it cannot be read as one. */
export interface FoundHead {
  readonly file: string;
  readonly head: SignedHead | null;
}

/** Writes the head that an entry makes into the second place, whole or not at all. Throws GK0503 when the system refuses. */
export async function writeHead(folder: string, entry: JournalEntry, key: SigningKey): Promise<void> {
  const { sequence, hash, at } = entry;
  const content = { sequence, count: sequence, hash, at, key: key.id };
  const signature = key.sign(signedText(content));
  await makePrivateFolder(folder);
  await writeFileAtomic(join(folder, headFile(sequence)), `${canonicalJson({ ...content, signature })}\n`);
}

/** The heads in the second place, in the order of their sequence; none when there is no such folder. */
export async function readHeads(folder: string): Promise<FoundHead[]> {
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder)).filter((name) => /^head-\d{10}\.json$/.test(name)).toSorted();
  return Promise.all(
    files.map(async (file) => ({ file, head: parseHead(file, await readFile(join(folder, file), "utf8")) })),
  );
}

/** Whether a head is signed by a key. */
export function isHeadSignedBy({ signature, ...content }: SignedHead, key: PublicKey): boolean {
  return isSignedBy(key, signedText(content), signature);
}

function headFile(sequence: number): string {
  return `head-${String(sequence).padStart(10, "0")}.json`;
}

function signedText(content: Omit<SignedHead, "signature">): string {
  return `campaign-gatekeeper journal head ${canonicalJson(content)}`;
}

/** The head that a file holds, which must be spelt as the gatekeeper spells it and lie under its own name. */
function parseHead(file: string, text: string): SignedHead | null {
  try {
    const parsed = JSON.parse(text) as SignedHead;
    const { sequence, count, hash, at, key, signature } = parsed;
    const isHead =
      text === `${canonicalJson({ sequence, count, hash, at, key, signature })}\n` &&
      file === headFile(sequence) &&
      count === sequence;
    return isHead ? parsed : null;
  } catch {
    return null;
  }
}
