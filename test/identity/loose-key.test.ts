import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { expect, test } from "vitest";

import { functionStatements } from "../../src/engine/duckdb/functions.ts";
import { contactKey, type ContactKind } from "../../src/identity/contact-key.ts";
import { looseContactKey } from "../../src/identity/loose-key.ts";

const looseKeyOf = (kind: ContactKind, value: string, country: string | null = null): string =>
  looseContactKey(contactKey(kind, value, country).key ?? "unreadable");

test.each([
  ["Mexico's 1 of mobile numbers", "+5215512345678", "+52 55 1234 5678", null],
  ["Mexico's old 044", "+52 044 55 1234 5678", "+525512345678", null],
  ["Argentina's 9 of mobile numbers", "+54 9 11 2345 6789", "+54 11 2345 6789", null],
  ["Brazil's ninth digit", "+55 11 98765-4321", "+55 11 8765-4321", null],
  ["Italy's leading zero", "+39 06 1234 5678", "+39 6 1234 5678", null],
  ["a trunk zero kept after the calling code", "+44 7911 123456", "4407911123456", null],
  ["a trunk zero lost, country unknown", "07911 123456", "7911123456", null],
  ["a plus that got lost under another country", "447911123456", "+447911123456", "US"],
  ["two zeros in place of the plus", "00447911123456", "+447911123456", "US"],
])("one line: %s", (_, one, other, country) => {
  expect(looseKeyOf("phone", one, country)).toBe(looseKeyOf("phone", other, country));
});

test("one address: blanks between Chinese characters and numbers mean nothing, between Latin words they do", () => {
  const written = ["上海铜镜路71号1803室", "上海铜镜路71号 1803 室", "上海 铜镜路，71 号 1803室"];
  expect(new Set(written.map((text) => looseKeyOf("address", text))).size).toBe(1);
  expect(looseKeyOf("address", "1 2 Linden St")).not.toBe(looseKeyOf("address", "12 Linden St"));
});

test.each([
  ["the same last ten digits in two countries", "+12125550123", "+442125550123", null],
  ["a national number of another country", "+447911123456", "07911123456", "US"],
  ["a Brazilian landline and a mobile number with its digits", "+55 11 3765-4321", "+55 11 93765-4321", null],
  ["Mexican numbers that differ in a digit", "+525512345678", "+525512345679", null],
  ["short digits, of which nothing is known", "00123456", "123456", null],
])("two lines: %s", (_, one, other, country) => {
  expect(looseKeyOf("phone", one, country)).not.toBe(looseKeyOf("phone", other, country));
});

test.each([
  ["jo.hn+shop@googlemail.com", "john@gmail.com"],
  ["j.o.h.n@gmail.com", "JOHN@Gmail.com"],
  ["jane+news@example.com", "jane@example.com"],
])("one mailbox: %s and %s", (one, other) => {
  expect(looseKeyOf("email", one)).toBe(looseKeyOf("email", other));
});

test.each([
  ["jo.hn@example.com", "john@example.com"],
  ["+tag@example.com", "+other@example.com"],
  ["john@gmail.com.example.com", "john@gmail.com"],
  ["john@notgmail.com", "john@gmail.com"],
  ["john@gmail.com", "john@mail.com"],
])("two mailboxes: %s and %s", (one, other) => {
  expect(looseKeyOf("email", one)).not.toBe(looseKeyOf("email", other));
});

test("an address is its own loose key", () => {
  expect(looseContactKey("address:12 linden str 10115 berlin")).toBe("address:12 linden str 10115 berlin");
});

test("a loose key is the loose key of itself", () => {
  fc.assert(
    fc.property(exactKeys, (key) => {
      expect(looseContactKey(looseContactKey(key))).toBe(looseContactKey(key));
    }),
    { numRuns: 3000 },
  );
});

test("no calling code that is in use is another one to the rule", () => {
  for (const code of new Set(getCountries().map((country) => getCountryCallingCode(country))))
    expect(looseContactKey(`phone:+${code}0234567`), code).toBe(`phone:+${code}234567`);
});

test("the SQL function gives the same as the TypeScript one", async () => {
  const keys = [...new Set([...fc.sample(exactKeys, { numRuns: 20_000, seed: 19 }), ...EDGES])];
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(functionStatements());
  const list = keys.map((key) => `('${key.replaceAll("'", "''")}')`).join(",");
  const rows = await connection.runAndReadAll(
    `select given.k, loose_contact_key(given.k) as loose_key from (values ${list}) as given(k)`,
  );
  const differing = rows
    .getRows()
    .filter(([key, loose]) => looseContactKey(String(key)) !== loose)
    .map(String);
  expect(differing).toEqual([]);
  expect(rows.getRows().filter(([key, loose]) => key !== loose).length).toBeGreaterThan(3000);
  connection.disconnectSync();
});

const EDGES: readonly string[] = [
  "",
  "phone:",
  "phone:+",
  "phone:raw:",
  "phone:raw:0000000",
  "phone:raw:00000001",
  "phone:+5210000000000",
  "phone:unreadable:00",
  "email:@gmail.com",
  "email:+@gmail.com",
  "email:+a+b@example.com",
  "email:a+@gmail.com",
  "address:a gmail com",
];

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(""));

const phoneKeys = fc
  .tuple(
    fc.constantFrom("+", "raw:", "raw:0", "raw:00"),
    fc.constantFrom(
      "",
      "1",
      "39",
      "39",
      "52",
      "521",
      "5244",
      "54",
      "549",
      "55119",
      "5511",
      "44",
      "440",
      "225",
      "7",
      "86",
    ),
    digits(5, 11),
  )
  .map((parts) => `phone:${parts.join("")}`);

const emailKeys = fc
  .tuple(
    fc
      .array(fc.constantFrom("a", "b", ".", "+", "tag", "-"), { minLength: 1, maxLength: 6 })
      .map((all) => all.join("")),
    fc.constantFrom("gmail.com", "googlemail.com", "example.com", "mail.gmail.com", "gmail.com.example"),
  )
  .map(([local, domain]) => `email:${local}@${domain}`);

const exactKeys = fc.oneof(phoneKeys, emailKeys);
