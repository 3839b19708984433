import { rename, stat } from "node:fs/promises";
import { join } from "node:path";

import type { Engine } from "../engine/engine.ts";
import { sha256Text } from "../io/sha256.ts";
import type { Part } from "./part.ts";

/** Rows that are only ever added to, in parts. */
export interface GrowingRows {
  readonly parts: readonly Part[];
  /** Sum of all row ids as numbers, modulo 2^256: the same whatever order or portions they came in. */
  readonly contents: string;
}

export const NO_ROWS: GrowingRows = { parts: [], contents: "0" };

/** How a store of growing rows is written to. */
export interface StateWriting {
  /** Where the engine may write; the file is moved into the store. */
  readonly temporaryFile: string;
  /** Asked before the new rows become part of the store. */
  readonly assertHeld: () => Promise<void>;
}

/** Where rows grow: the folder of their parts, and the column of the rows' ids, each a SHA-256 in hexadecimal. */
export interface GrowingPlace {
  readonly folder: string;
  readonly id: string;
}

/**
 * The rows with those of a SELECT added as one more part, named after what the rows then are; the rows themselves when there is
 * nothing to add. The part belongs to them once their index says so, which is the caller's to write.
 */
export async function grown(
  engine: Engine,
  before: GrowingRows,
  select: string,
  { folder, id }: GrowingPlace,
  writing: StateWriting,
): Promise<GrowingRows> {
  let contents = BigInt(before.contents);
  let rows = 0;
  for await (const block of engine.stream(`select new_rows.${id} from (${select}) as new_rows`)) {
    for (const row of block) contents = (contents + BigInt(`0x${String(row[id])}`)) % 2n ** 256n;
    rows += block.length;
  }
  if (rows === 0) return before;
  const file = `${id}-${sha256Text(`${before.contents} ${contents}`).slice(0, 32)}.parquet`;
  await engine.writeParquet(select, writing.temporaryFile, [id]);
  await writing.assertHeld();
  await rename(writing.temporaryFile, join(folder, file));
  const { size } = await stat(join(folder, file));
  return { parts: [...before.parts, { file, rows, bytes: size }], contents: String(contents) };
}

/** Throws an error that names the part when one is missing or cut short. */
export async function checkParts(folder: string, { parts }: Pick<GrowingRows, "parts">): Promise<void> {
  for (const { file, bytes } of parts) {
    const { size } = await stat(join(folder, file));
    if (size !== bytes) throw new Error(`part ${file} has ${size} bytes instead of ${bytes}`);
  }
}

/** The rows as they were when these were their contents: the first so many parts; null when they never were. */
export async function earlierRows(
  engine: Engine,
  folder: string,
  now: GrowingRows,
  contents: string | undefined,
  id: string,
): Promise<GrowingRows | null> {
  if (now.contents === contents) return now;
  let sum = 0n;
  for (let count = 0; count <= now.parts.length; count += 1) {
    if (String(sum) === contents) return { parts: now.parts.slice(0, count), contents };
    const next = now.parts[count];
    if (next === undefined) break;
    await engine.attach("restored.part", [join(folder, next.file)]);
    for await (const block of engine.stream(`select part.${id} from restored.part`))
      for (const row of block) sum = (sum + BigInt(`0x${String(row[id])}`)) % 2n ** 256n;
  }
  return null;
}
