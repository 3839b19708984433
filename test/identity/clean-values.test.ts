import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { beforeAll, expect, test } from "vitest";
import {
  cleanEmailPattern,
  cleanNationalPhonePatterns,
  cleanPhonePattern,
  cleanPhonePatterns,
} from "../../src/identity/clean-values.ts";
import { emailKey } from "../../src/identity/email.ts";
import { phoneKey } from "../../src/identity/phone.ts";
import { numbersFrom, randomDigits } from "./numbers.ts";

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const isCleanPhone = (value: string): boolean => whole(cleanPhonePattern).test(value);

// Every pattern ends in free digits after at most five, so that all beginnings of five digits with any end are all there is.
const BEGINNINGS = Array.from({ length: 100_000 }, (_, i) => String(i).padStart(5, "0"));

const matched = new Map<string, string[]>();

beforeAll(() => {
  const next = numbersFrom(86);
  for (const { callingCode, pattern } of cleanPhonePatterns) {
    const regexp = whole(pattern);
    const ofLength = (length: number) =>
      BEGINNINGS.map((beginning) => `+${callingCode}${beginning}${randomDigits(next, length - 5)}`);
    matched.set(
      callingCode,
      [8, 9, 10, 11, 12].flatMap(ofLength).filter((value) => regexp.test(value)),
    );
  }
});

test.each(cleanPhonePatterns.map(({ callingCode, countries }) => [callingCode, countries] as const))(
  "every number that the pattern of +%s accepts is what the parser makes of it",
  (callingCode, countries) => {
    const values = matched.get(callingCode) ?? [];
    expect(values.length).toBeGreaterThan(1000);
    const different = values.filter((value) => !isOwnKey(value));
    expect(different).toEqual([]);
    expect(phoneKey(values[0] ?? "", null).countries).toEqual(countries);
  },
);

test("what nearly matches, or matches after a change, is never taken for another number", () => {
  const next = numbersFrom(44);
  let accepted = 0;
  for (const [callingCode, values] of matched) {
    for (const value of values.filter((_, i) => i % 20 === 0)) {
      const digits = value.slice(callingCode.length + 1);
      for (const near of nearMisses(callingCode, digits, next)) {
        if (!isCleanPhone(near)) continue;
        accepted += 1;
        expect(isOwnKey(near), near).toBe(true);
      }
    }
  }
  expect(accepted).toBeGreaterThan(1000);
});

test.each([
  ["+4407911123456"],
  ["+447911123456\n"],
  [" +447911123456"],
  ["447911123456"],
  ["++447911123456"],
  ["+44791112345６"],
  ["+447911٣23456"],
  ["+447700900123"],
  ["+112125550123"],
  ["+12121550123"],
  ["+12684641234"],
  ["+8617951123456"],
  ["+86013800138000"],
  ["+491511234567"],
])("%j goes to the parser", (value) => {
  expect(isCleanPhone(value)).toBe(false);
});

test.each([
  "+8613800138000",
  "+447400123456",
  "+12125550123",
  "+14165550123",
  "+33612345678",
  "+4915112345678",
  "+919812345678",
])("%s needs no parser", (value) => {
  expect(isCleanPhone(value)).toBe(true);
});

test.each(cleanNationalPhonePatterns.map((pattern) => [pattern.country, pattern] as const))(
  "every national spelling that the pattern of %s accepts has the key that the parser gives it",
  (country, { callingCode, trunkPrefix, pattern }) => {
    const next = numbersFrom(33);
    const regexp = whole(pattern);
    const beginnings = BEGINNINGS.filter((_, i) => i % 7 === 0);
    const values = [8, 9, 10, 11, 12]
      .flatMap((length) => beginnings.map((beginning) => `${trunkPrefix}${beginning}${randomDigits(next, length - 5)}`))
      .filter((value) => regexp.test(value));
    expect(values.length).toBeGreaterThan(200);
    const different = values.filter((value) => {
      const { key, is_valid } = phoneKey(value, country);
      return !is_valid || key !== `phone:+${callingCode}${value.slice(trunkPrefix.length)}`;
    });
    expect(different).toEqual([]);
  },
);

test("every e-mail address that the pattern accepts is its own key", () => {
  const regexp = whole(cleanEmailPattern);
  const text = fc.oneof(
    fc.stringMatching(whole(cleanEmailPattern)),
    fc.string({ unit: fc.constantFrom(..."ab9@.-_+A "), maxLength: 24 }),
    fc.string({ unit: fc.constantFrom("a", "9", ".", "-", "xn--", "@", ".com", "0x1", "@b."), maxLength: 8 }),
  );
  let accepted = 0;
  fc.assert(
    fc.property(text, (value) => {
      if (!regexp.test(value)) return;
      accepted += 1;
      expect(emailKey(value).key).toBe(`email:${value}`);
    }),
    { seed: 18, numRuns: 30_000 },
  );
  expect(accepted).toBeGreaterThan(5000);
});

test("the longest e-mail address that the pattern accepts is its own key", () => {
  const label = `a${"-a".repeat(24)}.`;
  const longest = `a${".a".repeat(31)}@${label.repeat(3)}${"a".repeat(24)}`;
  expect(whole(cleanEmailPattern).test(longest)).toBe(true);
  expect(emailKey(longest).key).toBe(`email:${longest}`);
});

test.each([
  ["Jo@example.com"],
  ["jo@xn--bcher-kva.example"],
  ["jo@example.com."],
  ["j..o@example.com"],
  ["jo@192.0.2.1"],
  ["jo@example.com\n"],
])("%j goes to the parser", (value) => {
  expect(whole(cleanEmailPattern).test(value)).toBe(false);
});

test("DuckDB takes the same values for clean as JavaScript", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const next = numbersFrom(1);
  const phones = [...matched].flatMap(([code, values]) =>
    values.filter((_, i) => i % 200 === 0).flatMap((value) => nearMisses(code, value.slice(code.length + 1), next)),
  );
  const emails = [
    "jo@example.com",
    "j.o+x@a-b.example.com",
    "jo@xn--a.com",
    "jo@example.com\n",
    "jo@exämple.com",
    "jo@a--b.com",
  ];
  for (const [pattern, values] of [
    [cleanPhonePattern, phones],
    [cleanEmailPattern, emails],
  ] as const) {
    const list = values.map((value) => `('${value}')`).join(", ");
    const reader = await connection.runAndReadAll(
      `select value from (values ${list}) as given(value) where regexp_full_match(value, '${pattern}')`,
    );
    const clean = values.filter((value) => whole(pattern).test(value));
    expect(reader.getRows().map(([value]) => value)).toEqual(clean);
    expect(clean.length).toBeGreaterThan(1);
  }
});

/** Whether the parser itself, without any of our code, reads the value as a valid number with the very same E.164. */
function isOwnKey(value: string): boolean {
  const phone = parsePhoneNumberFromString(value, { extract: false });
  return phone?.isValid() === true && phone.number === value;
}

function nearMisses(callingCode: string, digits: string, next: (limit: number) => number): string[] {
  const at = next(digits.length);
  const other = String(next(10));
  const near = [
    digits,
    `0${digits}`,
    `1${digits}`,
    `${callingCode}${digits}`,
    digits.slice(1),
    digits.slice(0, -1),
    `${digits}${other}`,
    `${digits.slice(0, at)}${other}${digits.slice(at)}`,
    `${digits.slice(0, at)}${other}${digits.slice(at + 1)}`,
    `${digits} `,
    `${digits}\n`,
    `${digits.slice(0, at)}\u200b${digits.slice(at)}`,
  ].map((changed) => `+${callingCode}${changed}`);
  return [...near, `${callingCode}${digits}`, `++${callingCode}${digits}`];
}
