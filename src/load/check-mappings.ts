import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGunzip } from "node:zlib";

import { INPUT_TABLES } from "../domain/input-tables.ts";
import type { SourceDeclaration } from "../domain/project.ts";
import { GatekeeperError, inputFileBroken } from "../errors.ts";
import { writeFileAtomic } from "../io/atomic-write.ts";
import { readMapping } from "./mapping.ts";
import { readSourceHeader } from "./source-header.ts";

/** A header longer than this is none. */
const HEADER_BYTES = 1024 * 1024;

/** The header of a CSV file, compressed or not; null for Parquet, whose columns the loader reads. Throws GK0303, GK0322, GK0325. */
export async function readAnyHeader(path: string, file: string, source: SourceDeclaration): Promise<string[] | null> {
  if (source.format !== "csv") return null;
  const dialect = { delimiter: source.csv?.delimiter ?? ",", quote: source.csv?.quote ?? '"' };
  if (!path.endsWith(".gz")) return readSourceHeader(path, file, dialect);
  const folder = await mkdtemp(join(tmpdir(), "gatekeeper-header-"));
  try {
    const start = join(folder, "start.csv");
    await writeFileAtomic(start, await firstBytes(path, file));
    return await readSourceHeader(start, file, dialect);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every problem of a source's mapping with a file's header: missing columns, wrong types. */
export function checkMappings(source: SourceDeclaration, header: readonly string[], file: string): GatekeeperError[] {
  const context = { header, fileName: file };
  const mapped = source.columns.map((mapping) => {
    const column = INPUT_TABLES[source.table].find(({ name }) => name === mapping.column);
    return () => readMapping(mapping, column ?? "text", context);
  });
  const { where } = source;
  const all =
    where === undefined
      ? mapped
      : [...mapped, () => readMapping({ column: "where", expression: where }, "boolean", context)];
  return all.flatMap((read) => {
    try {
      read();
      return [];
    } catch (error) {
      if (error instanceof GatekeeperError) return [error];
      throw error;
    }
  });
}

/** Enough of a compressed file's text for its header. */
async function firstBytes(path: string, file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const text: AsyncIterable<Buffer> = createReadStream(path).pipe(createGunzip());
    for await (const chunk of text) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= HEADER_BYTES || chunk.includes(0x0a)) break;
    }
  } catch (cause) {
    throw inputFileBroken(
      { file, reason: "its compressed data is damaged or ends too early" },
      { at: { file }, cause },
    );
  }
  return Buffer.concat(chunks);
}
