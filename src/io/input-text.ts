import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

import type { TextEncoding } from "../domain/project.ts";
import {
  encodingUndeclared,
  fileOfAnotherKind,
  type GatekeeperError,
  inputFileBroken,
  inputTooLarge,
} from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { apparentEncoding, byteOrderMark, hasWideUtf8, START_BYTES, contradictsMark } from "./encoding-marks.ts";
import { kindOf } from "./file-kind.ts";
import { type DecodedEncoding, decodeText, MalformedText } from "./text-decoding.ts";
import { Utf8Watch } from "./utf8-watch.ts";

/** A file of text, and how it is declared to be written. */
export interface InputText {
  readonly path: string;
  /** How errors name the file. */
  readonly name: string;
  readonly encoding: TextEncoding;
  /** The most bytes it may become when it is compressed; by default a hundred times its size, 1 GiB at least. */
  readonly maxTextBytes?: number | undefined;
}

/** What passed of the file as delivered. */
export interface Delivered {
  readonly hash: Hash;
  bytes: number;
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const DEFAULT_RATIO = 100;

export function nothingDelivered(): Delivered {
  return { hash: createHash("sha256"), bytes: 0 };
}

/** Whether a file is gzip by its name. */
export function isGzipName(path: string): boolean {
  return /\.gz$/iu.test(path);
}

/** The bytes of a file as delivered, hashed and counted on their way. Throws GK0340 for a file of a kind its name denies, and the system's error. */
export async function* readDelivered(
  { path, name }: Pick<InputText, "path" | "name">,
  expected: "gzip" | "parquet" | null,
  delivered: Delivered,
): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: MIB });
  for await (const chunk of chunks) {
    if (delivered.bytes === 0) checkKind(name, chunk, expected);
    delivered.hash.update(chunk);
    delivered.bytes += chunk.length;
    yield chunk;
  }
}

/**
 * The text of a file as UTF-8 in chunks: decompressed and decoded on the way, nothing held but a chunk or two; a
 * byte-order mark is taken off. Text in UTF-8 passes as it is and is not checked beyond its start.
 *
 * Throws GK0303 for compressed data that is damaged, GK0305 for more of it than allowed, GK0326 for a text that is not in
 * the declared encoding, GK0340 for a file of another kind, MalformedText for bytes that do not decode, and the system's error.
 */
export async function* readInputText(input: InputText, delivered = nothingDelivered()): AsyncGenerator<Buffer> {
  const [start, chunks] = await openedText(input, delivered);
  const { encoding, markLength } = settledEncoding(input, start);
  const text = markLength === 0 ? chunks : withoutMark(chunks, markLength);
  if (encoding === "utf-8") yield* text;
  else if (encoding === "gb18030") yield* decodeGb18030(input, text);
  else yield* decodeText(text, encoding);
}

/**
 * The encoding that the first bytes of a file's text speak for; UTF-8 when they speak for none. For proposals only: what is
 * read follows the declaration. Throws GK0303 for a file that cannot be read, and GK0340 for one of another kind.
 */
export async function apparentEncodingOf(path: string, name: string): Promise<TextEncoding> {
  const [start, chunks] = await openedText({ path, name, encoding: "utf-8" }, nothingDelivered());
  await chunks.return(undefined);
  return apparentEncoding(start) ?? "utf-8";
}

/** Most of UTF-8 decodes as GB18030, to other characters: text that is UTF-8 throughout, in earnest, is refused (GK0326). */
async function* decodeGb18030({ name, encoding }: InputText, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const utf8 = new Utf8Watch();
  const found = { isUtf8: true, isWide: false };
  const watched = async function* () {
    for await (const chunk of chunks) {
      found.isUtf8 = utf8.push(chunk);
      found.isWide ||= hasWideUtf8(chunk);
      yield chunk;
    }
  };
  const problem = () => (found.isUtf8 && found.isWide ? notAsDeclared(name, encoding, "utf-8") : undefined);
  try {
    yield* decodeText(watched(), "gb18030");
  } catch (error) {
    throw error instanceof MalformedText ? (problem() ?? error) : error;
  }
  const atEnd = problem();
  if (atEnd !== undefined) throw atEnd;
}

/** The first bytes of a text, decompressed, and all of them again. */
async function openedText(input: InputText, delivered: Delivered): Promise<[Buffer, AsyncGenerator<Buffer>]> {
  const isGzip = isGzipName(input.path);
  const file = readDelivered(input, isGzip ? "gzip" : null, delivered);
  const opened = await withStart(isGzip ? gunzip(input, file, delivered) : file);
  if (isGzip) checkKind(input.name, opened[0], null);
  return opened;
}

function checkKind(file: string, start: Buffer, expected: string | null): void {
  const kind = kindOf(start);
  if (kind !== null && kind !== expected) throw fileOfAnotherKind({ file, kind }, { at: { file } });
}

async function* gunzip(
  { name, maxTextBytes }: InputText,
  source: AsyncIterable<Buffer>,
  delivered: Delivered,
): AsyncGenerator<Buffer> {
  const decompressor = createGunzip({ chunkSize: MIB });
  // The callback form reports every failure by destroying the stream, whose iteration below then throws it.
  pipeline(source, decompressor, () => {});
  const chunks: AsyncIterable<Buffer> = decompressor;
  let textBytes = 0;
  for await (const chunk of chunks) {
    textBytes += chunk.length;
    const limitBytes = maxTextBytes ?? Math.max(GIB, delivered.bytes * DEFAULT_RATIO);
    if (textBytes > limitBytes) throw inputTooLarge({ file: name, limitBytes }, { at: { file: name } });
    yield chunk;
  }
  // Node takes a zero byte after a member for padding and drops the rest of the file, further members included.
  if (decompressor.bytesWritten !== delivered.bytes) {
    throw inputFileBroken({ file: name, reason: OTHER_BYTES }, { at: { file: name } });
  }
}

const OTHER_BYTES: LocalizedText = {
  en: "other bytes follow the compressed data",
  "zh-CN": "压缩数据之后还有其他内容",
};

/** The first bytes, and all of them again: a compressed file may come in pieces of a byte. */
async function withStart(source: AsyncGenerator<Buffer>): Promise<[Buffer, AsyncGenerator<Buffer>]> {
  let start: Buffer = Buffer.alloc(0);
  while (start.length < START_BYTES) {
    const next = await source.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  const all = async function* () {
    if (start.length > 0) yield start;
    yield* source;
  };
  return [start.subarray(0, START_BYTES), all()];
}

interface SettledEncoding {
  readonly encoding: DecodedEncoding | "utf-8";
  /** Bytes of the byte-order mark. */
  readonly markLength: number;
}

/** The encoding as declared, with the end of UTF-16 told by its mark; a start that says otherwise is refused (GK0326). */
function settledEncoding({ name, encoding: declared }: InputText, start: Buffer): SettledEncoding {
  const mark = byteOrderMark(start);
  const apparent = apparentEncoding(start);
  const isUtf16 = declared.startsWith("utf-16");
  if (contradictsMark(start)) throw notAsDeclared(name, declared, null);
  if (declared === "utf-16" && mark !== null && mark.encoding.startsWith("utf-16")) {
    return { encoding: mark.encoding as DecodedEncoding, markLength: mark.length };
  }
  const isDenied = mark === null ? deniesWithoutMark(declared, apparent, start) : mark.encoding !== declared;
  if (isDenied || declared === "utf-16") {
    const is = isUtf16 && apparent === declared ? null : apparent;
    throw notAsDeclared(name, declared, is);
  }
  return { encoding: declared, markLength: mark?.length ?? 0 };
}

/** UTF-16 always has zeros, half of its line ends at the least, and other text never has any. */
function deniesWithoutMark(declared: TextEncoding, apparent: TextEncoding | null, start: Buffer): boolean {
  if (start.length === 0) return false;
  if (declared.startsWith("utf-16")) return !start.includes(0) || (apparent !== null && apparent !== declared);
  if (apparent?.startsWith("utf-16") === true) return true;
  if (declared === "gb18030") return apparent === "utf-8" && hasWideUtf8(start);
  return apparent === "gb18030";
}

function notAsDeclared(file: string, declared: string, is: string | null): GatekeeperError {
  return encodingUndeclared({ file, declared, is, record: null }, { at: { file } });
}

async function* withoutMark(chunks: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let left = length;
  for await (const chunk of chunks) {
    const taken = Math.min(left, chunk.length);
    left -= taken;
    if (chunk.length > taken) yield chunk.subarray(taken);
  }
}
