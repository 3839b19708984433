import { expect, test } from "vitest";
import { nearest } from "../../src/expression/suggest.ts";

test.each([
  ["Quantiy", ["UnitPrice", "Quantity"], "Quantity"],
  ["quantity", ["Quantity", "quantities"], "Quantity"],
  ["regoin", ["reason", "region"], "region"],
  ["last_categroy", ["last_category", "category"], "last_category"],
  ["地域名", ["地区名", "名"], "地区名"],
  ["ab", ["ac", "ad"], "ac"],
])("%s among %j is %s", (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

test.each([
  ["monetary", ["frequency", "region"]],
  ["a", ["b"]],
  ["", ["a"]],
  ["region", []],
])("%s among %j is nothing", (word, candidates) => {
  expect(nearest(word, candidates)).toBeUndefined();
});
