import { expect, test } from "vitest";

import { markdownText } from "../../src/io/markdown-text.ts";

test.each([
  ["kitchen", "kitchen"],
  ["a|b", "a\\|b"],
  ["new\n line", "new line"],
  ["<b>x</b> & *s* `c`", "&lt;b>x&lt;/b> &amp; \\*s\\* \\`c\\`"],
  ["[c]", "\\[c\\]"],
  ["back\\slash ~~gone~~", "back\\\\slash \\~\\~gone\\~\\~"],
])("%j stands in Markdown as it is: %j", (text, shown) => {
  expect(markdownText(text)).toBe(shown);
});
