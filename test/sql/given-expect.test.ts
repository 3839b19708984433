import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { comparableRows, namedColumns, readSqlCases, sqlUnderTest } from "../support/sql-cases.ts";
import { type EmptyWorld, openEmptyWorld } from "../support/sql-cases-world.ts";
import { filesUnder } from "../support/tidy/source-files.ts";

let world: EmptyWorld;

beforeAll(async () => {
  world = await openEmptyWorld();
});

afterAll(async () => {
  await world.close();
});

describe.each(filesUnder("test/sql", ".yaml"))("%s", (file) => {
  test.each(readSqlCases(file).map((one) => [one.name, one] as const))("%s", async (_, { given, expect: expected }) => {
    const { select, reads } = sqlUnderTest(file, world.catalog);
    const unread = Object.keys(given).filter((table) => !reads.includes(table));
    expect(unread, "tables given that the SELECT does not read").toEqual([]);

    const columns = await world.engine.describe(select);
    const rows = await world.withRows(given, () => world.engine.query(select));

    const names = expected.length === 0 ? columns.map(({ name }) => name) : namedColumns(expected);
    expect(comparableRows(rows, names, columns)).toEqual(comparableRows(expected, names, columns));
  });
});
