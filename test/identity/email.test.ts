import fc from "fast-check";
import { expect, test } from "vitest";
import { emailKey } from "../../src/identity/email.ts";

test.each([
  ["John Doe <John.DOE@Example.com >"],
  ['"Doe, John" <john.doe@example.com>'],
  ["<john.doe@example.com>"],
  ["\ufeffjohn.doe@example.com"],
  ["john.\u200bdoe@exam\u00adple.com"],
  ["john.doe＠example.com"],
  ["ＪＯＨＮ．ＤＯＥ@ｅｘａｍｐｌｅ．ｃｏｍ"],
  [" john.doe@example.com.\n"],
  ["'john.doe@example.com"],
])("C14: %j is john.doe@example.com", (value) => {
  expect(emailKey(value)).toEqual({ key: "email:john.doe@example.com", is_valid: true, countries: [] });
});

test("C14: an accent counts the same composed and decomposed", () => {
  expect(emailKey("Jose\u0301@example.com").key).toBe("email:jos\u00e9@example.com");
  expect(emailKey("jos\u00e9@example.com").key).toBe("email:jos\u00e9@example.com");
});

test.each([
  ["jo@BÜCHER.example"],
  ["jo@bu\u0308cher.example"],
  ["jo@xn--bcher-kva.example"],
  ["jo@XN--BCHER-KVA.Example"],
  ["jo@bücher.example."],
  ["jo@bücher。example"],
])("C16: %j has the key of its encoded domain", (value) => {
  expect(emailKey(value).key).toBe("email:jo@xn--bcher-kva.example");
});

test("C15: dots, +tags and googlemail stay in the exact key", () => {
  const keys = ["jo.hn+shop@googlemail.com", "john@gmail.com", "jo.hn@gmail.com"].map((value) => emailKey(value).key);
  expect(keys).toEqual(["email:jo.hn+shop@googlemail.com", "email:john@gmail.com", "email:jo.hn@gmail.com"]);
});

test("look-alike scripts are not joined", () => {
  expect(emailKey("\u0430nna@example.com").key).not.toBe(emailKey("anna@example.com").key);
});

test.each([
  [""],
  ["jo"],
  ["@example.com"],
  ["jo@"],
  ["jo@example"],
  ["jo@example..com"],
  ["jo@example.com.."],
  ["jo@-example.com"],
  ["jo@exa_mple.com"],
  ["jo@example.com/x.org"],
  ["jo@exam%70le.com"],
  ["jo@example.com:25"],
  ["jo@192.0.2.1"],
  ["jo@0x7f.1"],
  ["jo@[192.0.2.1]"],
  ["jo@xn--a.example"],
  [".jo@example.com"],
  ["jo.@example.com"],
  ["j..o@example.com"],
  ["j o@example.com"],
  ["jo@example.com, al@example.com"],
  ["jo@al@example.com"],
  ["jo <jo@example.com"],
  ["jo@example.com\0"],
  [`${"j".repeat(65)}@example.com`],
  [`jo@${"a".repeat(64)}.com`],
  [`jo@${"abcdefgh.".repeat(28)}com`],
  ["\ud800jo@example.com"],
  ["*jo@example.com"],
  ["|jo@example.com"],
  ["=jo@example.com"],
  ["''jo@example.com"],
  ["j\u043E.doe@example.com"],
  ["jo@ex\u0430mple.com"],
  ["jo@example.com;al@example.com"],
])("%j is no address", (value) => {
  expect(emailKey(value)).toEqual({ key: null, is_valid: false, countries: [] });
});

const label = fc.string({ unit: fc.constantFrom(..."abcXYZ09éÜßσΣ例ｂ\u0301"), minLength: 1, maxLength: 12 });
const local = fc.string({
  unit: fc.oneof(label, fc.constantFrom(".", "+", "_", "-", "'")),
  minLength: 1,
  maxLength: 8,
});
const address = fc.tuple(local, fc.array(label, { minLength: 1, maxLength: 3 }), fc.constantFrom("com", "DE", "中国"));

test("the key of an address is the key of itself", () => {
  let valid = 0;
  fc.assert(
    fc.property(address, ([name, labels, top]) => {
      const { key } = emailKey(`${name}@${labels.join(".")}.${top}`);
      if (key === null) return;
      valid += 1;
      expect(emailKey(key.slice("email:".length)).key).toBe(key);
    }),
    { seed: 14, numRuns: 5000 },
  );
  expect(valid).toBeGreaterThan(200);
});

test("case, display name, invisible characters and a trailing dot change no key", () => {
  const mail = fc.stringMatching(/^[a-z0-9]{1,10}([.+_-][a-z0-9]{1,8})?@([a-z0-9]{1,10}\.){1,3}[a-z]{2,6}$/);
  fc.assert(
    fc.property(mail, fc.constantFrom("\u200b", "\ufeff", "\u2060"), fc.nat(), (value, invisible, place) => {
      const cut = place % value.length;
      const key = `email:${value}`;
      expect(emailKey(value).key).toBe(key);
      expect(emailKey(value.toUpperCase()).key).toBe(key);
      expect(emailKey(`"X, Y" < ${value} > `).key).toBe(key);
      expect(emailKey(value.slice(0, cut) + invisible + value.slice(cut)).key).toBe(key);
      expect(emailKey(`${value}.`).key).toBe(key);
    }),
    { seed: 15, numRuns: 3000 },
  );
});

test("any text has an answer, and every key is an address", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'aZ9é@.<>"-_+ %/:[]\0\u3002\ud800İ'), maxLength: 30 }),
  );
  fc.assert(
    fc.property(text, (value) => {
      const { key, is_valid } = emailKey(value);
      expect(is_valid).toBe(key !== null);
      if (key !== null) expect(key).toMatch(/^email:[^\s@<>]+@(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/u);
    }),
    { seed: 16, numRuns: 20_000 },
  );
});
