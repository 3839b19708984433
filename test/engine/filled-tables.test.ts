import { afterAll, beforeAll, expect, test } from "vitest";

import type { Column, SqlValue } from "../../src/engine/engine.ts";
import { openTestEngine, type TestEngine } from "../support/test-engine.ts";

// Few rows are written into a statement, many are appended: nobody can tell from the table.

const COLUMNS: readonly Column[] = [
  { name: "place", type: "integer" },
  { name: "word", type: "varchar" },
  { name: "is_known", type: "boolean" },
  { name: "amount", type: "decimal(18, 4)" },
  { name: "day", type: "date" },
  { name: "moment", type: "timestamp(6)" },
  { name: "bits", type: "bigint" },
];

const ROWS: readonly (readonly SqlValue[])[] = [
  [1, null, null, null, null, null, null],
  [2, "", true, "12.34", "2026-11-01", "2026-11-01 08:00:00.123456", 9_007_199_254_740_993n],
  [3, "it's 'quoted'; -- \\n", false, "-0.0001", "1900-01-01", "1969-12-31 23:59:59", -1n],
  [4, '客户\n"x" 💡 \u{200B}', true, "0", "2026-02-28", "2026-02-28 00:00:00", 0n],
];

const WITH_NULL_CHARACTER: readonly SqlValue[] = [5, "a\0b", true, "1", "2026-01-01", "2026-01-01 00:00:00", 1n];

let opened: TestEngine;
beforeAll(async () => {
  opened = await openTestEngine();
});
afterAll(async () => opened.close());

async function filled(rows: Iterable<readonly SqlValue[]>) {
  const { engine } = opened;
  await engine.fill("t.filled", COLUMNS, rows);
  return {
    columns: await engine.describe("select * from t.filled"),
    rows: await engine.query("select filled.* from t.filled"),
  };
}

function* asGenerated(rows: readonly (readonly SqlValue[])[]): Iterable<readonly SqlValue[]> {
  yield* rows;
}

/** More than is written into a statement. */
const MANY = Array.from({ length: 500 }, (_, index): readonly SqlValue[] => [
  100 + index,
  ...(ROWS[index % 4] ?? []).slice(1),
]);

test("few rows are the same table as the first of many", async () => {
  const [few, many] = [await filled(ROWS), await filled([...ROWS, ...MANY])];
  expect(few.columns).toEqual(many.columns);
  expect(few.rows).toEqual(many.rows.slice(0, ROWS.length));
  expect(few.rows[1]).toMatchObject({ word: "", is_known: true, amount: "12.3400", bits: 9_007_199_254_740_993n });
  expect(few.rows[2]).toMatchObject({ word: "it's 'quoted'; -- \\n" });
});

test("no row at all is a table with the same columns", async () => {
  expect(await filled([])).toEqual({ columns: (await filled(ROWS)).columns, rows: [] });
});

test("rows that come one by one are all there, in order, however many", async () => {
  for (const rows of [ROWS, [...ROWS, ...MANY]])
    expect((await filled(asGenerated(rows))).rows.map(({ place }) => Number(place))).toEqual(
      rows.map(([place]) => place),
    );
});

test("a text goes on after a null character, and a long one is whole", async () => {
  expect((await filled([WITH_NULL_CHARACTER])).rows[0]).toMatchObject({ word: "a\0b" });
  const long = "长".repeat(100_000);
  expect((await filled([[1, long, null, null, null, null, null]])).rows[0]).toMatchObject({ word: long });
});

test("a value that its column cannot hold is refused either way", async () => {
  const wrong: readonly SqlValue[] = [1, "", true, "many", null, null, null];
  for (const rows of [[wrong], [...MANY, wrong]]) await expect(filled(rows)).rejects.toMatchObject({ code: "GK0701" });
});
