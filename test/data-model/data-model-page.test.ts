import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { dataModelPage } from "../../src/data-model/data-model-page.ts";
import { AUDIENCE_COLUMNS } from "../../src/domain/audience-columns.ts";
import { INPUT_TABLE_NAMES, INPUT_TABLES } from "../../src/domain/input-tables.ts";

describe("docs/data-model.md", () => {
  const written = readFileSync(new URL("../../docs/data-model.md", import.meta.url), "utf8");

  test("says what the code says", () => {
    expect(written, "run npm run docs").toBe(dataModelPage(readCatalog()));
  });

  test.each(INPUT_TABLE_NAMES)("has every column of %s with its class", (table) => {
    const section = written.split(`### ${table}\n`)[1]?.split("\n#")[0] ?? "";
    for (const { name, dataClass } of INPUT_TABLES[table]) expect(section).toContain(`| ${name} | ${dataClass} |`);
  });

  test("has every fact that an audience may name beside customers' own columns", () => {
    const loaded = new Set(INPUT_TABLES.customers.map(({ name }) => name));
    for (const { name, dataClass } of AUDIENCE_COLUMNS.filter((column) => !loaded.has(column.name)))
      expect(written).toContain(`| ${name} | ${dataClass} |`);
  });
});
