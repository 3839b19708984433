import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { reasonPage } from "../../src/catalog/reason-page.ts";

test("docs/reason-codes.md says what the headers of the gates say", () => {
  const written = readFileSync(new URL("../../docs/reason-codes.md", import.meta.url), "utf8");
  expect(written, "run npm run docs").toBe(reasonPage(readCatalog().gates));
});
