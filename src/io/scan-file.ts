import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { CHANGED_MEANWHILE, GatekeeperError, inputFileBroken, inputTooLarge, systemSays } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { writeChunksAtomic } from "./atomic-write.ts";
import { RecordCounter, type RecordCounts } from "./record-counter.ts";

export interface ScanOptions {
  /** How errors name the file; its path by default. */
  readonly name?: string | undefined;
  /** Null for a format without quotes (JSON Lines). */
  readonly quote?: string | null | undefined;
  readonly delimiter?: string | undefined;
  /** The file is gzip; its decompressed bytes are written here. */
  readonly gunzipTo?: string | undefined;
  /** Limit of the decompressed bytes, 64 GiB by default. */
  readonly maxTextBytes?: number | undefined;
  /** Limit of one record, line feeds inside quotes included; 1 MiB by default. */
  readonly maxRecordBytes?: number | undefined;
}

export type ByteOrderMark = "utf-8" | "utf-16le" | "utf-16be";

export interface FileScan extends RecordCounts {
  /** Of the file as delivered, compressed if it is; lower-case hexadecimal. */
  readonly sha256: string;
  /** Size of the file as delivered. */
  readonly bytes: number;
  /** Size of the text: the same, or the decompressed size. */
  readonly textBytes: number;
  readonly hasNul: boolean;
  readonly byteOrderMark: ByteOrderMark | null;
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/**
 * Reads an input file once, from end to end, and says what it is: its hash, its size and how many records it holds.
 *
 * A gzip file is decompressed on the way, all its members, and checked to the last byte: engines read a truncated one as
 * a shorter table without complaint. The copy at `gunzipTo` appears whole or not at all and is not synced; it can be made
 * again. The counts of records mean nothing for UTF-16: look at `byteOrderMark` first.
 *
 * Throws GK0303 (inputFileBroken) for a file that is unreadable, damaged or changes meanwhile, GK0304 (recordTooLong),
 * GK0305 (inputTooLarge), and GK0503 when the copy cannot be written.
 */
export async function scanFile(path: string, options: ScanOptions = {}): Promise<FileScan> {
  const delivered: Delivered = { hash: createHash("sha256"), bytes: 0 };
  const name = options.name ?? path;
  const text = new TextScan(name, options);
  try {
    const before = await stat(path);
    const source = deliver(path, delivered);
    if (options.gunzipTo === undefined) for await (const chunk of source) text.push(chunk);
    else await writeChunksAtomic(options.gunzipTo, text.watch(gunzip(name, source, delivered)), { sync: false });
    const after = await stat(path);
    if (delivered.bytes !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw broken(name, CHANGED_MEANWHILE);
    }
  } catch (error) {
    throw error instanceof GatekeeperError ? error : broken(name, reasonOf(error), error);
  }
  return { sha256: delivered.hash.digest("hex"), bytes: delivered.bytes, ...text.end() };
}

interface Delivered {
  readonly hash: Hash;
  bytes: number;
}

async function* deliver(path: string, delivered: Delivered): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: MIB });
  for await (const chunk of chunks) {
    delivered.hash.update(chunk);
    delivered.bytes += chunk.length;
    yield chunk;
  }
}

async function* gunzip(name: string, source: AsyncIterable<Buffer>, delivered: Delivered): AsyncGenerator<Buffer> {
  const decompressor = createGunzip({ chunkSize: MIB });
  // The callback form reports every failure by destroying the stream, whose iteration below then throws it.
  pipeline(source, decompressor, () => {});
  const chunks: AsyncIterable<Buffer> = decompressor;
  yield* chunks;
  // Node takes a zero byte after a member for padding and drops the rest of the file, further members included.
  if (decompressor.bytesWritten !== delivered.bytes) throw broken(name, OTHER_BYTES);
}

/** What is learnt from the text, compressed or not, as its chunks pass. */
class TextScan {
  readonly #name: string;
  readonly #maxTextBytes: number;
  readonly #counter: RecordCounter;
  #textBytes = 0;
  #hasNul = false;
  #byteOrderMark: ByteOrderMark | null = null;
  /** The first bytes, held back until there are enough to tell a byte-order mark; null once that is settled. */
  #head: Buffer | null = Buffer.alloc(0);

  constructor(
    name: string,
    { quote = '"', delimiter = ",", maxTextBytes = 64 * GIB, maxRecordBytes = MIB }: ScanOptions,
  ) {
    this.#name = name;
    this.#maxTextBytes = maxTextBytes;
    this.#counter = new RecordCounter({ file: name, quote, delimiter, maxRecordBytes });
  }

  async *watch(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.push(chunk);
      if (this.#textBytes > this.#maxTextBytes) throw this.#tooLarge();
      yield chunk;
    }
  }

  push(chunk: Buffer): void {
    this.#textBytes += chunk.length;
    this.#hasNul ||= chunk.includes(0);
    if (this.#head === null) {
      this.#counter.push(chunk);
      return;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    if (this.#head.length >= 3) this.#settleHead(this.#head);
  }

  end(): Omit<FileScan, "sha256" | "bytes"> {
    if (this.#head !== null) this.#settleHead(this.#head);
    return {
      textBytes: this.#textBytes,
      hasNul: this.#hasNul,
      byteOrderMark: this.#byteOrderMark,
      ...this.#counter.end(),
    };
  }

  #settleHead(head: Buffer): void {
    const [mark, length] = leadingMark(head);
    this.#byteOrderMark = mark;
    this.#head = null;
    this.#counter.push(head.subarray(length));
  }

  #tooLarge(): GatekeeperError {
    const file = this.#name;
    return inputTooLarge({ file, limitBytes: this.#maxTextBytes }, { at: { file } });
  }
}

function leadingMark(head: Buffer): [ByteOrderMark | null, number] {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return ["utf-8", 3];
  if (head[0] === 0xff && head[1] === 0xfe) return ["utf-16le", 2];
  if (head[0] === 0xfe && head[1] === 0xff) return ["utf-16be", 2];
  return [null, 0];
}

function broken(file: string, reason: LocalizedText, cause?: unknown): GatekeeperError {
  return inputFileBroken({ file, reason }, { at: { file }, cause });
}

const OTHER_BYTES: LocalizedText = {
  en: "other bytes follow the compressed data",
  "zh-CN": "压缩数据之后还有其他内容",
};

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
