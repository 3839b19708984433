import { stat } from "node:fs/promises";

import type { TextEncoding } from "../domain/project.ts";
import { CHANGED_MEANWHILE, GatekeeperError, inputFileBroken, systemSays } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { writeChunksAtomic } from "./atomic-write.ts";
import { type Delivered, type InputText, nothingDelivered, readDelivered, readInputText } from "./input-text.ts";
import { MalformedText } from "./text-decoding.ts";
import { type TextFindings, TextScan } from "./text-scan.ts";

export interface ScanOptions {
  /** How errors name the file; its path by default. */
  readonly name?: string | undefined;
  /** Null for a format without quotes (JSON Lines). */
  readonly quote?: string | null | undefined;
  readonly delimiter?: string | undefined;
  /** UTF-8 by default. */
  readonly encoding?: TextEncoding | undefined;
  /** Limit of the bytes that a compressed file becomes; as `InputText` has it by default. */
  readonly maxTextBytes?: number | undefined;
  /** Limit of one record, line feeds inside quotes included; 1 MiB by default. */
  readonly maxRecordBytes?: number | undefined;
  /** A copy to be written on the way: where, and what of it, all of the text in UTF-8 by default. */
  readonly copy?: TextCopy | undefined;
}

export interface TextCopy {
  readonly to: string;
  readonly convert?: ((text: AsyncIterable<Buffer>) => AsyncIterable<Buffer>) | undefined;
}

/** A file as it was delivered. */
export interface FileScan {
  /** Of the file as delivered, compressed if it is; lower-case hexadecimal. */
  readonly sha256: string;
  /** Size of the file as delivered. */
  readonly bytes: number;
}

/** And the text it holds. */
export interface TextFileScan extends FileScan, TextFindings {}

const MIB = 1024 * 1024;

/**
 * Reads a file of text once, from end to end, and says what it is: its hash, its size and how many records it holds.
 *
 * A file whose name ends in .gz is decompressed on the way, all its members, and checked to the last byte: engines read a
 * truncated one as a shorter table without complaint. The copy appears whole or not at all and is not synced; it can be
 * made again.
 *
 * Throws GK0303 (inputFileBroken) for a file that is unreadable, damaged or changes meanwhile, GK0304 and GK0342 for a
 * record too long, GK0305 (inputTooLarge), GK0326 for another encoding than the declared one, GK0340 for a file of another
 * kind, GK0341 for bytes that do not decode, and GK0503 when the copy cannot be written.
 */
export async function scanFile(path: string, options: ScanOptions = {}): Promise<TextFileScan> {
  const { name = path, encoding = "utf-8", quote = '"', delimiter = ",", maxRecordBytes = MIB, copy } = options;
  const text = new TextScan({ file: name, encoding, quote, delimiter, maxRecordBytes });
  const input: InputText = { path, name, encoding, maxTextBytes: options.maxTextBytes };
  const scan = await deliveredWhole(path, name, async (delivered) => {
    const chunks = text.watch(readInputText(input, delivered));
    try {
      if (copy === undefined) for await (const _ of chunks);
      else await writeChunksAtomic(copy.to, copy.convert?.(chunks) ?? chunks, { sync: false });
    } catch (error) {
      throw error instanceof MalformedText ? text.malformed() : error;
    }
  });
  return { ...scan, ...text.end() };
}

/** The hash and size of a file that is no text. Throws GK0303, and GK0340 for a file of another kind than `expected`. */
export async function scanBinaryFile(path: string, name: string, expected: "parquet"): Promise<FileScan> {
  return deliveredWhole(path, name, async (delivered) => {
    for await (const _ of readDelivered({ path, name }, expected, delivered));
  });
}

/** Reads a file that lies there unchanged from before the first byte to after the last. */
async function deliveredWhole(
  path: string,
  name: string,
  read: (delivered: Delivered) => Promise<void>,
): Promise<FileScan> {
  const delivered = nothingDelivered();
  try {
    const before = await stat(path);
    await read(delivered);
    const after = await stat(path);
    if (delivered.bytes !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw broken(name, CHANGED_MEANWHILE);
    }
  } catch (error) {
    throw error instanceof GatekeeperError ? error : broken(name, reasonOf(error), error);
  }
  return { sha256: delivered.hash.digest("hex"), bytes: delivered.bytes };
}

function broken(file: string, reason: LocalizedText, cause?: unknown): GatekeeperError {
  return inputFileBroken({ file, reason }, { at: { file }, cause });
}

const ZLIB_REASONS: Readonly<Record<string, LocalizedText>> = {
  Z_BUF_ERROR: { en: "its compressed data ends too early", "zh-CN": "压缩数据不完整" },
  Z_DATA_ERROR: {
    en: "its compressed data is damaged, or something else follows it",
    "zh-CN": "压缩数据已损坏，或其后还有其他内容",
  },
};

function reasonOf(error: unknown): LocalizedText {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return ZLIB_REASONS[code] ?? systemSays(code);
}
