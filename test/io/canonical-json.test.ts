import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CanonicalValue } from "../../src/domain/canonical-value.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";

const canonical = canonicalJson;

describe("canonical JSON", () => {
  test("keys are sorted by code unit at every depth and nothing is spaced", () => {
    expect(canonical({ b: [1, { z: null, a: "é" }], a: true, Z: -0, "10": 1, "9": 2 })).toBe(
      '{"10":1,"9":2,"Z":0,"a":true,"b":[1,{"a":"é","z":null}]}',
    );
  });

  test("a bigint beyond the range of numbers keeps every digit, as text", () => {
    expect(canonical({ amount: 12345678901234567890123n })).toBe('{"amount":"12345678901234567890123"}');
  });

  test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, new Date(0), new Map(), Symbol("s"), () => 1])(
    "%s has no canonical text, alone or inside",
    (value) => {
      const hidden = value as unknown as CanonicalValue;
      expect(() => canonical(hidden)).toThrow("has no JSON text");
      expect(() => canonical({ a: [hidden] })).toThrow("has no JSON text");
    },
  );

  test("reading it back gives the value, and the order in which keys were set does not show", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const entries = Object.entries(value).map(([key, member]) => [key, member] as const);
        const reversed = Object.fromEntries(entries.toReversed());
        const text = canonical(value);
        expect(canonical(reversed)).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
