import { expect, test } from "vitest";

import { type ReadBook, readShippedBook } from "../../src/config/shipped-rules.ts";
import { filesUnder, textOf } from "../support/tidy/source-files.ts";

test("the build holds the shipped rules as their files say, and the hash of what these say", () => {
  const [file, ...others] = filesUnder("dist/pipeline", "shipped-rules.json");
  expect(others).toEqual([]);
  const built = JSON.parse(textOf(file ?? "")) as ReadBook;
  const read = readShippedBook();
  expect(built.sha256).toBe(read.sha256);
  expect(built.book).toEqual(read.book);
  expect(built.book.regimes.length).toBeGreaterThan(4);
});
