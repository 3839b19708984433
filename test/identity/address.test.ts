import fc from "fast-check";
import { expect, test } from "vitest";
import { addressKey } from "../../src/identity/address.ts";

test.each([
  ["12, Linden Str.\n10115 BERLIN", "address:12 linden str 10115 berlin"],
  ["  12 linden str — 10115   Berlin ", "address:12 linden str 10115 berlin"],
  ["Große Gasse 3", "address:grosse gasse 3"],
  ["GROSSE GASSE 3", "address:grosse gasse 3"],
  ["Rue de l\u2019E\u0301glise 5", "address:rue de l église 5"],
  ["上海市 静安区，虚构路１２号", "address:上海市 静安区 虚构路12号"],
  ["ΟΔΟΣ 4", "address:οδοσ 4"],
  ["οδος 4", "address:οδοσ 4"],
])("%j has the key of its words", (value, key) => {
  expect(addressKey(value)).toEqual({ key, is_valid: true, countries: [] });
});

test.each([[""], [" - \u200b , "], ["\ud800"]])("%j has no word and so no key", (value) => {
  expect(addressKey(value)).toEqual({ key: null, is_valid: false, countries: [] });
});

test("flats of one house are not joined", () => {
  expect(addressKey("Linden Str. 1/2").key).not.toBe(addressKey("Linden Str. 12").key);
});

test("the key of an address is the key of itself, and no text is without an answer", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), (value) => {
      const { key } = addressKey(value);
      if (key !== null) expect(addressKey(key.slice("address:".length)).key).toBe(key);
    }),
    { seed: 17, numRuns: 20_000 },
  );
});
