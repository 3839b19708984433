import { join } from "node:path";

import { sha256File } from "../io/sha256.ts";

/** A Parquet file of a store, as the store's index has it. */
export interface Part {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of its bytes; absent in an index of before the journal vouched for parts. */
  readonly sha256?: string;
}

/** A part with the hash of its file, which is read only when the index lacks it. */
export async function hashedPart(folder: string, part: Part): Promise<Part> {
  return part.sha256 === undefined ? { ...part, sha256: await sha256File(join(folder, part.file)) } : part;
}

/** The first of some parts whose file is not what its hash says; undefined when there is none. */
export async function alteredPart(folder: string, parts: readonly Part[]): Promise<Part | undefined> {
  for (const part of parts)
    if (part.sha256 !== undefined && (await sha256File(join(folder, part.file))) !== part.sha256) return part;
  return undefined;
}
