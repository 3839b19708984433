import type { DecodedEncoding } from "../../src/io/text-decoding.ts";

/** A text in an encoding, without a byte-order mark. */
export function encoded(text: string, encoding: DecodedEncoding): Buffer {
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  return Buffer.concat([...text].map(gb18030));
}

/** GB18030 the other way round: pairs as the standard has them, the rest of Unicode in four bytes by its place. */
function gb18030(character: string): Buffer {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return Buffer.from([codePoint]);
  const bytes = sequences().get(character);
  if (bytes !== undefined) return bytes;
  return fourBytes(codePoint - 0x10000 + SUPPLEMENTARY);
}

/** The place of U+10000 among all sequences of four bytes. */
const SUPPLEMENTARY = 189_000;

let known: Map<string, Buffer> | null = null;

/** The characters of the basic plane that have a sequence, a pair where there are two. */
function sequences(): Map<string, Buffer> {
  if (known !== null) return known;
  known = new Map();
  const decoder = new TextDecoder("gb18030", { ignoreBOM: true });
  const candidates = Array.from({ length: 39_420 }, (_, place) => fourBytes(place));
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) candidates.push(Buffer.from([lead, trail]));
  }
  for (const bytes of candidates) known.set(decoder.decode(bytes), bytes);
  return known;
}

function fourBytes(place: number): Buffer {
  const [first, rest] = [Math.floor(place / 12_600), place % 12_600];
  return Buffer.from([
    0x81 + first,
    0x30 + Math.floor(rest / 1260),
    0x81 + Math.floor((rest % 1260) / 10),
    0x30 + (rest % 10),
  ]);
}
