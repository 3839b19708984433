import { parseDocument, type Scalar } from "yaml";
import { expect, test } from "vitest";
import { offsetInSource } from "../../src/config/offset-in-source.ts";

test.each([
  ["plain", "a: region = 'x' and y"],
  ["plain over lines", "a: region = 'x'\n   and\n   y"],
  ["double quotes", `a: "region = 'x' and y"`],
  ["double quotes with an escape", String.raw`a: "\"region\" = 'x' and y"`],
  ["single quotes, doubled inside", "a: 'region = ''x'' and y'"],
  ["folded", "a: >\n  region = 'x'\n  and y\n"],
  ["folded, with a comment and a blank line", "a: >-  # reason\n\n  region\n\n    = 'x'\n  and y\nb: 1\n"],
  ["literal", "a: |\n  region = 'x'\n  and y\n"],
])("a word inside a text is found in its source: %s", (_, source) => {
  const node = parseDocument(source).get("a", true) as Scalar<string>;
  const scalar = { value: node.value, isBlock: node.type?.startsWith("BLOCK") === true };
  for (const word of ["region", "=", "x", "and", "y"]) {
    const place = offsetInSource(source, node.range?.[0] ?? 0, scalar, node.value.indexOf(word));
    expect(source.slice(place, place + word.length)).toBe(word);
    expect(place).toBe(source.indexOf(word, 3));
  }
});
