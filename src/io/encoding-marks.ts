import { isUtf8 } from "node:buffer";

import type { TextEncoding } from "../domain/project.ts";

/** How many bytes of a text tell what it is. */
export const START_BYTES = 4096;

const BYTE_ORDER_MARKS: readonly (readonly [TextEncoding, Buffer])[] = [
  ["utf-8", Buffer.from("efbbbf", "hex")],
  ["utf-16le", Buffer.from("fffe", "hex")],
  ["utf-16be", Buffer.from("feff", "hex")],
  ["gb18030", Buffer.from("84319533", "hex")],
];

/** The encoding that a text's byte-order mark names, and the mark's length; null when it has none. */
export function byteOrderMark(start: Buffer): { readonly encoding: TextEncoding; readonly length: number } | null {
  const found = BYTE_ORDER_MARKS.find(([, bytes]) => start.subarray(0, bytes.length).equals(bytes));
  return found === undefined ? null : { encoding: found[0], length: found[1].length };
}

/**
 * The encoding that the first bytes of a text speak for although it may be declared otherwise; null when they speak for
 * none. Only for messages and refusals: what is read follows the declaration.
 */
export function apparentEncoding(start: Buffer): TextEncoding | null {
  const mark = byteOrderMark(start);
  if (mark !== null) return contradictsMark(start) ? null : mark.encoding;
  if (start.includes(0)) return utf16ByZeros(start);
  if (isUtf8(withoutCutEnd(start))) return "utf-8";
  return readsAsGb18030(start) ? "gb18030" : null;
}

/** Whether what follows a mark of UTF-16 is UTF-16 of the other end, or UTF-32, whose mark begins with the same bytes. */
export function contradictsMark(start: Buffer): boolean {
  const mark = byteOrderMark(start);
  if (mark?.encoding.startsWith("utf-16") !== true) return false;
  const text = start.subarray(mark.length);
  const own = utf16ByZeros(text);
  return (text[0] === 0 && text[1] === 0) || (own !== null && own !== mark.encoding);
}

/** Whether UTF-8 text has characters of three bytes or more: text of another encoding hardly ever is UTF-8 and has them. */
export function hasWideUtf8(text: Buffer): boolean {
  return text.some((byte) => byte >= 0xe0);
}

/** Delimiters, digits and line ends have a zero as the one half of their unit, always the same half. */
function utf16ByZeros(start: Buffer): TextEncoding | null {
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const isMost = (some: number, others: number) => some > 2 && some * 20 > start.length && others * 10 <= some;
  if (isMost(odd, even)) return "utf-16le";
  return isMost(even, odd) ? "utf-16be" : null;
}

/**
 * Whether text that is not UTF-8 reads as Chinese in GB18030 (GBK and GB2312 are parts of it). Its lines are judged one by
 * one: a line feed is never part of a longer character. Those that are not UTF-8 must be GB18030 for the most part.
 */
export function readsAsGb18030(text: Buffer): boolean {
  const lines = linesOf(text).filter((line) => !isUtf8(line));
  const chinese = lines.filter(isChinese);
  return chinese.length * 2 > lines.length;
}

function linesOf(text: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = text.indexOf(0x0a); end !== -1; end = text.indexOf(0x0a, start)) {
    lines.push(text.subarray(start, end));
    start = end + 1;
  }
  // The last line may be cut in the middle of a character; it is needed only where there is no other.
  return lines.length === 0 ? [text] : lines;
}

/**
 * Four of five longer characters are the common ones, pairs of bytes from A1 up, as in GB2312. Letters with accents of
 * western encodings stand between letters without, and make no such pairs.
 */
function isChinese(line: Buffer): boolean {
  let [longer, common] = [0, 0];
  for (let at = 0; at < line.length;) {
    const [lead = 0, trail] = [line[at], line[at + 1]];
    const length = gb18030Length(lead, trail);
    if (length === null) return false;
    if (length > 1 && at + length <= line.length) longer += 1;
    if (length === 2 && lead >= 0xa1 && lead <= 0xf7 && (trail ?? 0) >= 0xa1) common += 1;
    at += length;
  }
  return common * 5 >= longer * 4;
}

/** How long a GB18030 character is by its first two bytes; null when nothing begins so. */
export function gb18030Length(lead: number, trail: number | undefined): 1 | 2 | 4 | null {
  if (lead <= 0x80) return 1;
  if (lead === 0xff) return null;
  if (trail === undefined) return 2;
  if (trail >= 0x30 && trail <= 0x39) return 4;
  return trail >= 0x40 && trail !== 0x7f && trail !== 0xff ? 2 : null;
}

/** The text without a character at its end that is not there whole. */
function withoutCutEnd(text: Buffer): Buffer {
  return text.subarray(0, text.length - cutEndOf(text));
}

/** How many bytes at the end begin a UTF-8 character that is not there whole: 0 to 3. */
export function cutEndOf(text: Buffer): number {
  for (let back = 1; back <= Math.min(3, text.length); back += 1) {
    const byte = text[text.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
