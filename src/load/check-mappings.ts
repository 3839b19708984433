import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createGunzip } from "node:zlib";

import { INPUT_TABLES } from "../domain/input-tables.ts";
import type { SourceDeclaration } from "../domain/project.ts";
import type { Loader } from "../engine/loader.ts";
import { GatekeeperError, inputFileBroken, systemSays } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { writeFileAtomic } from "../io/atomic-write.ts";
import { readMapping } from "./mapping.ts";
import { parquetRelation } from "./read-input.ts";
import { dialectOf, readSourceHeader } from "./source-header.ts";

/** A header longer than this is none. */
const HEADER_BYTES = 1024 * 1024;

/** What reading a header needs beside the file. */
export interface HeaderContext {
  readonly loader: Loader;
  readonly temporaryFolder: string;
}

/**
 * The column names of an input file, whatever its format; nothing beyond them is looked at. Throws GK0303, GK0304, GK0306,
 * GK0322, GK0325 and GK0326.
 */
export async function readAnyHeader(
  path: string,
  file: string,
  source: SourceDeclaration,
  { loader, temporaryFolder }: HeaderContext,
): Promise<readonly string[]> {
  if (source.format === "parquet") return (await parquetRelation(path, file, loader)).columns;
  if (!path.endsWith(".gz")) return readSourceHeader(path, file, dialectOf(source));
  const start = join(temporaryFolder, "start.csv");
  try {
    await writeFileAtomic(start, await firstBytes(path, file));
    return await readSourceHeader(start, file, dialectOf(source));
  } finally {
    await rm(start, { force: true });
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
  const asked =
    where === undefined ? [] : [() => readMapping({ column: "where", expression: where }, "boolean", context)];
  const optOuts = source.optOuts.map(
    ({ expression }) =>
      () =>
        readMapping({ column: "opt_out", expression }, "text", context),
  );
  const all = [...mapped, ...asked, ...optOuts];
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

const DAMAGED: LocalizedText = {
  en: "its compressed data is damaged or ends too early",
  "zh-CN": "压缩数据已损坏或不完整",
};

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
    const { code = "", syscall } = cause as NodeJS.ErrnoException;
    const reason = syscall === undefined ? DAMAGED : systemSays(code);
    throw inputFileBroken({ file, reason }, { at: { file }, cause });
  }
  return Buffer.concat(chunks);
}
