import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { readSqlFile } from "../../src/catalog/sql-file.ts";
import { openTestEngine, type TestEngine } from "../support/test-engine.ts";

const catalog = readCatalog();
let opened: TestEngine;

beforeAll(async () => {
  opened = await openTestEngine();
});

afterAll(async () => {
  await opened.close();
});

describe("the tables that a SELECT reads", () => {
  test.each([
    ...catalog.models.map(({ name, select, reads }) => ({ name, select, reads })),
    ...catalog.gates.map(({ reasonCode, select, reads }) => ({ name: reasonCode, select, reads })),
  ])("are the same for the catalogue and for the engine's parser: $name", async ({ select, reads }) => {
    expect(await opened.engine.tablesIn(select)).toEqual(reads);
  });

  test("come before it in the catalogue's order", () => {
    const names = catalog.models.map(({ name }) => name);
    const tooLate = catalog.models.flatMap(({ name, reads }) =>
      reads.filter((read) => names.indexOf(read) >= names.indexOf(name)).map((read) => `${name} reads ${read}`),
    );
    expect(tooLate).toEqual([]);
  });

  test("are not looked for in comments and text literals", () => {
    expect(readSqlFile(new URL("fixtures/comments.sql", import.meta.url).pathname).reads).toEqual(["a.b"]);
  });
});
