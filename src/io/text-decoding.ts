import { TextDecoder } from "node:util";

import type { TextEncoding } from "../domain/project.ts";
import { gb18030Length } from "./encoding-marks.ts";

/** The encodings that are decoded: UTF-8 is read as it is, and the mark has told what UTF-16 is. */
export type DecodedEncoding = Exclude<TextEncoding, "utf-8" | "utf-16">;

/** Bytes that are no text in the encoding; every line before theirs was given out. The caller knows where that is. */
export class MalformedText extends Error {}

/**
 * The text of chunks in an encoding as UTF-8, chunk by chunk, whatever the chunks cut in two. No character is ever
 * replaced: throws MalformedText for bytes that are none, a surrogate without its other half among them. A byte-order
 * mark must be taken off first.
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: DecodedEncoding,
): AsyncGenerator<Buffer, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const cutEnd = encoding === "gb18030" ? cutEndOfGb18030 : cutEndOfUtf16(encoding);
  let carried: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const whole = bytes.subarray(0, bytes.length - cutEnd(bytes));
    carried = Buffer.from(bytes.subarray(whole.length));
    yield* decoded(whole, decoder, encoding);
  }
  yield* decoded(carried, decoder, encoding);
}

function* decoded(bytes: Buffer, decoder: TextDecoder, encoding: DecodedEncoding): Generator<Buffer> {
  if (bytes.length === 0) return;
  const text = textOf(bytes, decoder);
  if (text !== null) yield text;
  else yield* linesBeforeMalformed(bytes, decoder, encoding);
}

/** Line by line to the first that does not decode: so the caller has counted all records before it. */
function* linesBeforeMalformed(bytes: Buffer, decoder: TextDecoder, encoding: DecodedEncoding): Generator<Buffer> {
  for (let start = 0; start < bytes.length;) {
    const line = bytes.subarray(start, lineEnd(bytes, start, encoding));
    const text = textOf(line, decoder);
    if (text === null) throw new MalformedText();
    yield text;
    start += line.length;
  }
}

function textOf(bytes: Buffer, decoder: TextDecoder): Buffer | null {
  try {
    return Buffer.from(decoder.decode(bytes), "utf8");
  } catch {
    return null;
  }
}

const LINE_FEED = 0x0a;

/** Where the line that starts here ends, its line feed included. A unit of UTF-16 may hold that byte as its other half. */
function lineEnd(bytes: Buffer, start: number, encoding: DecodedEncoding): number {
  if (encoding === "gb18030") {
    const at = bytes.indexOf(LINE_FEED, start);
    return at === -1 ? bytes.length : at + 1;
  }
  const [high, low] = encoding === "utf-16le" ? [1, 0] : [0, 1];
  for (let at = start; at + 1 < bytes.length; at += 2) {
    if (bytes[at + low] === LINE_FEED && bytes[at + high] === 0) return at + 2;
  }
  return bytes.length;
}

/** Bytes at the end that begin a unit or a pair of surrogates which is not there whole. */
function cutEndOfUtf16(encoding: DecodedEncoding): (bytes: Buffer) => number {
  return (bytes) => {
    const odd = bytes.length % 2;
    const last = bytes.length - odd - 2;
    const high = last < 0 ? 0 : (bytes[encoding === "utf-16le" ? last + 1 : last] as number);
    return (high & 0xfc) === 0xd8 ? odd + 2 : odd;
  };
}

/** Below this no byte is part of a longer character. */
const ALONE_BELOW = 0x30;

/** Walks from the last byte that surely stands alone; in a table that is hardly ever far. */
function cutEndOfGb18030(bytes: Buffer): number {
  let at = bytes.length;
  while (at > 0 && (bytes[at - 1] as number) >= ALONE_BELOW) at -= 1;
  while (at < bytes.length) {
    const length = gb18030Length(bytes[at] as number, bytes[at + 1]) ?? 1;
    if (at + length > bytes.length) return bytes.length - at;
    at += length;
  }
  return 0;
}
