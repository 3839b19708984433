import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type DecodedEncoding, decodeText, MalformedText } from "../../src/io/text-decoding.ts";
import { encoded } from "./encoded.ts";

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let start = 0, index = 0; start < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

/** What comes out, and whether it ends at bytes that do not decode. */
async function decoded(bytes: Buffer, encoding: DecodedEncoding, sizes: readonly number[]) {
  const pieces: Buffer[] = [];
  const text = () => Buffer.concat(pieces).toString("utf8");
  try {
    for await (const piece of decodeText(cut(bytes, sizes), encoding)) pieces.push(piece);
    return { text: text(), isMalformed: false };
  } catch (error) {
    if (!(error instanceof MalformedText)) throw error;
    return { text: text(), isMalformed: true };
  }
}

const ENCODINGS = ["utf-16le", "utf-16be", "gb18030"] as const;

test.each(ENCODINGS)("any text in %s comes out as it was, however it is cut into chunks", async (encoding) => {
  const character = fc.constantFrom(...'a,\n"0 9€é客户號𠮷😀\uFEFF\u3000', "\u{10FFFF}", "\uE000");
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(character).map((all) => all.join("")),
  );
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (written, sizes) => {
      expect(await decoded(encoded(written, encoding), encoding, sizes)).toEqual({ text: written, isMalformed: false });
    }),
    { numRuns: 300 },
  );
});

describe("bytes that are no text end it in their line, and every line before came out whole", () => {
  test.each<[string, DecodedEncoding, string]>([
    ["a high surrogate alone", "utf-16le", "00d8 6200"],
    ["a low surrogate alone", "utf-16be", "dc00 0062"],
    ["half a unit at the end", "utf-16le", "6200 62"],
    ["a high surrogate at the end", "utf-16be", "0062 d83d"],
    ["a first byte and no second", "gb18030", "62 bf 2c"],
    ["the byte FF", "gb18030", "62 ff"],
    ["a second byte that is none", "gb18030", "bf7f"],
    ["four bytes beyond the last character", "gb18030", "e3329a36"],
    ["half a character at the end", "gb18030", "62 bf"],
    ["half a character of four bytes at the end", "gb18030", "62 813081"],
  ])("%s: %s", async (_, encoding, hex) => {
    const bytes = Buffer.concat([encoded("客\na\n", encoding), Buffer.from(hex.replaceAll(" ", ""), "hex")]);
    for (const size of [1, 2, 3, 1000]) {
      const { text, isMalformed } = await decoded(bytes, encoding, [size]);
      expect(isMalformed).toBe(true);
      expect(text).toMatch(/^客\na\n[^\n]*$/u);
    }
  });

  test("a line feed is looked for as a whole unit: a half of another is none", async () => {
    const bytes = Buffer.from("0a4e61000a0000d80a00", "hex");
    expect(await decoded(bytes, "utf-16le", [1000])).toEqual({ text: "\u4E0Aa\n", isMalformed: true });
  });
});

/**
 * Made with the gb18030 codec of Python 3.11, which has the table of the year 2000. Left out are 21 sequences that stood for
 * private characters then and have got characters of their own since.
 */
const PYTHON = {
  pairs: "342cfbb8661e6d1f164929686cd6322f00da723b6c29d0ec315ebba363e39062",
  fours: "048925e2ad6208b6311c13b62af109dc2983ceced2cc02008547b3dd01f583b2",
};
const CHANGED_SINCE =
  "a3a0 a6d9 a6da a6db a6dc a6dd a6de a6df a6ec a6ed a6f3 a8bc fe59 fe61 fe66 fe67 fe6d fe7e fe90 fea0 8135f437";

describe("GB18030", () => {
  const decoder = new TextDecoder("gb18030", { fatal: true, ignoreBOM: true });
  const changed = new Set(CHANGED_SINCE.split(" "));

  function characterOf(hex: string): number | null {
    try {
      const [character = "", ...others] = decoder.decode(Buffer.from(hex, "hex"));
      return others.length === 0 ? (character.codePointAt(0) ?? null) : null;
    } catch {
      return null;
    }
  }

  const two = (byte: number) => byte.toString(16).padStart(2, "0");
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => two(from + index));
  const sha256 = (lines: readonly string[]) => createHash("sha256").update(lines.join("\n")).digest("hex");

  test("every pair of bytes is the character that another implementation has for it", () => {
    const trails = [...range(0x40, 0x7e), ...range(0x80, 0xfe)];
    const pairs = range(0x81, 0xfe).flatMap((lead) => trails.map((trail) => lead + trail));
    const lines = pairs
      .filter((pair) => !changed.has(pair))
      .map((pair) => `${pair} ${(characterOf(pair) ?? 0).toString(16).padStart(4, "0")}`);
    expect(lines).toHaveLength(23_920);
    expect(sha256(lines)).toBe(PYTHON.pairs);
  });

  test("so is every sequence of four bytes of the basic plane, and the others follow by counting", () => {
    const [leads, digits] = [range(0x81, 0xfe), range(0x30, 0x39)];
    const rest = digits.flatMap((one) => leads.flatMap((third) => digits.map((last) => one + third + last)));
    const fours = range(0x81, 0x84).flatMap((lead) => rest.map((three) => lead + three));
    const lines = fours.flatMap((four) => {
      const character = changed.has(four) ? null : characterOf(four);
      return character === null ? [] : [`${four} ${character.toString(16)}`];
    });
    expect(lines).toHaveLength(39419);
    expect(sha256(lines)).toBe(PYTHON.fours);
    for (let codePoint = 0x10000; codePoint <= 0x10ffff; codePoint += 0x2f1) {
      expect(characterOf(encoded(String.fromCodePoint(codePoint), "gb18030").toString("hex"))).toBe(codePoint);
    }
  });

  test.each<[string, number | null, string]>([
    ["80", 0x20ac, "the euro of code page 936"],
    ["a2e3", 0x20ac, "the euro of GB18030"],
    ["a1a1", 0x3000, "the ideographic space"],
    ["fe59", 0x9fb4, "a character that was private in the year 2000"],
    ["95329031", 0x20087, "a character of plane 2"],
    ["84318236", 0xfe10, "the former four bytes of a vertical comma"],
    ["a6d9", 0xfe10, "its present two bytes"],
    ["ff", null, "no character"],
  ])("%s is %s: %s", (hex, character) => {
    expect(characterOf(hex)).toBe(character);
  });
});
