import fc from "fast-check";
import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { expect, test } from "vitest";
import { phoneKey } from "../../src/identity/phone.ts";
import { numbersFrom, randomDigits, VALID_NUMBERS } from "./numbers.ts";

const COUNTRIES = [null, "CN", "US", "GB", "DE", "XK", "BY", "ZZ", "cn", "", "__proto__", "toString"];

test.each([
  ["2125550123"],
  ["12125550123"],
  ["(212) 555-0123 x45"],
  ["(212) 555-0123 ext. 45"],
  ["212.555.0123"],
  ["tel:2125550123"],
  ["tel:+1-212-555-0123"],
  ["TEL:+1-212-555-0123;isub=7;ext=45"],
  ["tel:555-0123;phone-context=+1212"],
  ["２１２５５５０１２３"],
  ["＋１（２１２）５５５－０１２３"],
  ["212\u00a0555\u00a00123"],
  ["\ufeff+1\u200b212555\u20600123\u202c"],
  ["+1 212 555 0123"],
  ["01112125550123"],
  ["'+12125550123"],
  ["2125550123.0"],
])("C11: %j of the United States has the one key of its number", (value) => {
  expect(phoneKey(value, "US").key).toBe("phone:+12125550123");
});

test.each([["2.12556E+09"], ["2,12556e+9"], ["2E10"], [""], [" \u200b\u00a0"], ["n/a"], ["1234"]])(
  "C12: %j cannot be read",
  (value) => {
    expect(phoneKey(value, "US")).toEqual({ key: null, is_valid: false, countries: [] });
  },
);

test.each([
  ["212555", "US", "phone:raw:212555"],
  ["07700 900123", "GB", "phone:raw:07700900123"],
  ["2125550123 / 2125550199", "US", "phone:raw:21255501232125550199"],
  ["212-555-0123, 212-555-0199", "US", "phone:raw:21255501232125550199"],
  ["call 2125550123", "US", "phone:raw:2125550123"],
  ["13800138003;13800138004", "CN", "phone:raw:1380013800313800138004"],
  ["13800138003；13800138004", "CN", "phone:raw:1380013800313800138004"],
  ["13800138003,,13800138004", "CN", "phone:raw:1380013800313800138004"],
  ["tel:+8613800138003;13800138004", "CN", "phone:raw:861380013800313800138004"],
  ["1 18687371236", "CN", "phone:raw:118687371236"],
  ["11 19981695754", "CN", "phone:raw:1119981695754"],
  ["20123456,20123457", "DK", "phone:raw:2012345620123457"],
  ["20123456~20123457", "DK", "phone:raw:2012345620123457"],
  ["91234567x91234568", "HK", "phone:raw:9123456791234568"],
  ["212-555-0123 ext 123456", "US", "phone:raw:2125550123123456"],
])("C12: %j of %s is not valid and keeps its digits to compare", (value, country, key) => {
  expect(phoneKey(value, country)).toEqual({ key, is_valid: false, countries: [] });
});

test.each([
  ["7911123456"],
  ["07911 123456"],
  ["447911123456"],
  ["+4407911123456"],
  ["+44 (0)7911 123456"],
  ["0044 7911 123456"],
])("C13: %j of Great Britain is the suppressed 07911 123456", (value) => {
  expect(phoneKey(value, "GB").key).toBe("phone:+447911123456");
});

test("C10: the Mexican national and international spellings of one number share a key", () => {
  expect(phoneKey("55 1234 5678", "MX").key).toBe("phone:+525512345678");
  expect(phoneKey("+52 55 1234 5678", null).key).toBe("phone:+525512345678");
});

test("C10: the old Mexican mobile form is not valid and keeps its digits for a loose key", () => {
  expect(phoneKey("+5215512345678", "MX").key).toBe("phone:raw:5215512345678");
});

test.each([
  ["4915112345678", "DE", "phone:+4915112345678"],
  ["(49) 151 12345678", "DE", "phone:+4915112345678"],
  ["38344123456", "XK", "phone:+38344123456"],
  ["8613800138000", "CN", "phone:+8613800138000"],
  ["919812345678", "IN", "phone:+919812345678"],
])("a mobile number that lost its plus, %j of %s, keeps its calling code", (value, country, key) => {
  expect(phoneKey(value, country).key).toBe(key);
});

test("an Italian number keeps its leading zero", () => {
  expect(phoneKey("06 1234 5678", "IT").key).toBe("phone:+390612345678");
});

test("a number without calling code is not guessed at when the country is unknown", () => {
  for (const country of [null, "ZZ", "cn", "toString"]) {
    expect(phoneKey("13800138000", country).is_valid).toBe(false);
  }
});

test("a number may belong to every country that shares its calling code", () => {
  expect(phoneKey("+447911123456", null).countries).toEqual(["GB", "GG", "IM", "JE"]);
  expect(phoneKey("+8613800138000", null).countries).toEqual(["CN"]);
  expect(phoneKey("+12125550123", null).countries).toEqual(expect.arrayContaining(["CA", "JM", "PR", "US"]));
  expect(phoneKey("+12125550123", null).countries).toHaveLength(25);
  expect(phoneKey("+80012345678", null)).toEqual({ key: "phone:+80012345678", is_valid: true, countries: [] });
});

test("a valid number that would be read as another one the next time is not taken as valid", () => {
  expect(phoneKey("+37508101758069", null).is_valid).toBe(false);
});

test("every spelling of a number has the same key", () => {
  const separators = fc.array(fc.constantFrom("", " ", "-", "\u00a0", "\u200b", "\u2011", "\u3000"), {
    minLength: 20,
    maxLength: 20,
  });
  const suffixes = fc.constantFrom("", " ", " x45", " ext. 7", ";ext=12", "\ufeff");
  const number = fc.constantFrom(...VALID_NUMBERS);
  fc.assert(
    fc.property(number, fc.boolean(), fc.boolean(), separators, suffixes, (of, isNational, isWide, between, suffix) => {
      const digits = isWide ? fullWidth : (text: string) => text;
      const spread = [...(isNational ? of.national : of.e164.slice(1))]
        .map((digit, i) => digits(digit) + between[i])
        .join("");
      const value = `${isNational ? "" : "+"}${spread}${suffix}`;
      expect(phoneKey(value, of.country).key).toBe(`phone:${of.e164}`);
    }),
    { seed: 11, numRuns: 5000 },
  );
});

test("the key of a valid number is the key of itself, under any default country, for every calling code", () => {
  const next = numbersFrom(7);
  const settled = new Set<string>();
  for (const country of getCountries()) {
    for (let i = 0; i < 100; i += 1) {
      const value = `+${getCountryCallingCode(country)}${randomDigits(next, 6 + next(6))}`;
      const { key, is_valid } = phoneKey(value, null);
      if (!is_valid || key === null) continue;
      settled.add(country);
      for (const other of [null, country, "US"]) {
        expect(phoneKey(key.slice("phone:".length), other)).toMatchObject({ key, is_valid });
      }
    }
  }
  expect(settled.size).toBeGreaterThan(150);
});

test("any text has an answer, and only a key that can be compared is given", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(..."+0123456789 ().-;x#e=１٣tel:,"), maxLength: 40 }),
    fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 })).map((codes) => String.fromCharCode(...codes)),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...COUNTRIES), (value, country) => {
      const { key, is_valid } = phoneKey(value, country);
      expect(key ?? "phone:raw:00000").toMatch(/^phone:(?:\+[1-9][0-9]{4,18}|raw:[0-9]{5,})$/);
      expect(is_valid).toBe(key !== null && key.startsWith("phone:+"));
    }),
    { seed: 12, numRuns: 10_000 },
  );
});

function fullWidth(digit: string): string {
  return String.fromCharCode(digit.charCodeAt(0) + 0xfee0);
}

test("a number whose plus got lost is ambiguous when it is a valid national number of another line as well", () => {
  const isAmbiguous = (value: string, country: string) => phoneKey(value, country).is_ambiguous === true;
  expect(isAmbiguous("4915112345678", "DE")).toBe(true);
  expect(isAmbiguous("+4915112345678", "DE")).toBe(false);
  expect(isAmbiguous("0151 12345678", "DE")).toBe(false);
  expect(isAmbiguous("8613800138000", "CN")).toBe(false);
  expect(isAmbiguous("13800138000", "CN")).toBe(false);
});
