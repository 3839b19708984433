import { expect, test } from "vitest";

import { domainScopeKey, prefixScopeKey } from "../../src/identity/scope-key.ts";

test.each([
  ["Shop.Example", "domain:shop.example"],
  ["@shop.example", "domain:shop.example"],
  ["*.shop.example.", "domain:shop.example"],
  [".shop.example", "domain:shop.example"],
  ["BÜCHER.example", "domain:xn--bcher-kva.example"],
  ["googlemail.com", "domain:gmail.com"],
  ["example", null],
  ["a@shop.example", null],
  ["", null],
])("the domain %s is known by %s", (value, key) => {
  expect(domainScopeKey(value).key).toBe(key);
});

test.each([
  ["+44 (870)", "prefix:+44870"],
  ["0044 870", "prefix:+44870"],
  ["＋1", "prefix:+1"],
  ["0870", null],
  ["44870", null],
  ["+", null],
  ["+0", null],
  ["+1234567890123456", null],
])("the prefix %s is known by %s", (value, key) => {
  expect(prefixScopeKey(value).key).toBe(key);
});
