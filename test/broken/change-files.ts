import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { replaced } from "../config/project-folder.ts";
import type { Project } from "../support/project.ts";

/** One thing done to a file of a project; exactly one of the keys beside `file` says what. */
export interface Change {
  readonly file: string;
  /** A text that is there once, and what stands there instead: `by`, so many times, or bytes in hexadecimal. */
  readonly replace?: string;
  readonly by?: string;
  readonly times?: number;
  readonly bytes?: string;
  readonly append?: string;
  /** The whole content, as text or as bytes in hexadecimal. */
  readonly text?: string;
  readonly content?: string;
  /** Every occurrence of a text replaced by `by`. */
  readonly everywhere?: string;
  readonly encoding?: "utf-16le" | "latin1";
  /** The file is the other one compressed, which is named in its stead in gatekeeper.yaml. */
  readonly gzipOf?: string;
  /** So many bytes are cut from the end. */
  readonly cut?: number;
  /** A byte at this offset, from the end when negative, is turned over. */
  readonly flip?: number;
  /** The file is the Parquet of a SELECT, named in the other's stead in gatekeeper.yaml. */
  readonly parquet?: string;
  readonly insteadOf?: string;
  readonly remove?: true;
  readonly folder?: true;
  /** A symbolic link to this path. */
  readonly link?: string;
}

/** Writes the rows of a SELECT as Parquet. */
export type WriteParquet = (select: string, path: string) => Promise<void>;

/** Does everything that a case says to the files of a project. */
export async function changeFiles(
  project: Project,
  changes: readonly Change[],
  writeParquet: WriteParquet,
): Promise<void> {
  for (const change of changes) {
    const path = project.path(change.file);
    const named = change.gzipOf ?? change.insteadOf;
    if (named !== undefined)
      project.write(
        "gatekeeper.yaml",
        replaced(project.read("gatekeeper.yaml"), `files: ${named}\n`, `files: ${change.file}\n`),
      );
    if (change.parquet !== undefined) await writeParquet(change.parquet, path);
    else if (change.gzipOf !== undefined) writeFileSync(path, gzipSync(readFileSync(project.path(change.gzipOf))));
    else if (change.remove ?? change.folder ?? change.link !== undefined) replaceEntry(path, change);
    else
      writeFileSync(
        path,
        changed(change, () => readFileSync(path)),
      );
  }
}

function replaceEntry(path: string, { folder, link }: Change): void {
  rmSync(path, { recursive: true, force: true });
  if (folder === true) mkdirSync(path);
  if (link !== undefined) symlinkSync(link, path);
}

function changed(change: Change, read: () => Buffer): Buffer {
  const { replace, by = "", times = 1, bytes, append, text, content, everywhere, encoding, cut, flip } = change;
  if (text !== undefined) return Buffer.from(text);
  if (content !== undefined) return Buffer.from(content, "hex");
  const before = read();
  if (append !== undefined) return Buffer.concat([before, Buffer.from(append)]);
  if (cut !== undefined) return before.subarray(0, -cut);
  if (flip !== undefined) return turnedOver(before, flip);
  if (encoding !== undefined) return Buffer.from(before.toString(), encoding);
  if (everywhere !== undefined) return Buffer.from(before.toString().replaceAll(everywhere, () => by));
  if (replace === undefined) throw new Error(`nothing is said to be done to ${change.file}`);
  const put = bytes === undefined ? Buffer.from(by.repeat(times)) : Buffer.from(bytes, "hex");
  return Buffer.from(
    replaced(before.toString("latin1"), Buffer.from(replace).toString("latin1"), put.toString("latin1")),
    "latin1",
  );
}

function turnedOver(bytes: Buffer, offset: number): Buffer {
  const copy = Buffer.from(bytes);
  const index = offset < 0 ? copy.length + offset : offset;
  copy[index] = (copy[index] ?? 0) ^ 0xff;
  return copy;
}
