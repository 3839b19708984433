import { expect, test } from "vitest";

import { AS_OF } from "../support/project.ts";
import { changed, shop } from "./support/shop.ts";

const DATE = "cannot be read as what the column holds (GK0311)";

test.each([
  [
    "input/suppressions.csv",
    /\n$/u,
    `\n${"internal-stop,phone,2.12556E+09\n".repeat(5)}`,
    "GK0319 input/suppressions.csv records 3, 4, 5 (and 2 more): the suppressed value is no telephone number",
  ],
  [
    "input/transactions.csv",
    /2026-\d\d-\d\d/gu,
    "2026-02-30",
    `first: record 1: ordered_at ${DATE}; record 2: ordered_at ${DATE}; record 3: ordered_at ${DATE}\n`,
  ],
])("of many faulty records in %s the first three are named", async (file, from, to, says) => {
  const project = shop();
  project.write(file, changed(file, from, to));
  const { code, stderr } = await project.gatekeeper("run", "--as-of", AS_OF, "-q");
  expect(code).toBe(3);
  expect(stderr).toContain(says);
});
