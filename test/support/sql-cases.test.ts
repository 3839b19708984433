import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { comparableRows } from "./sql-cases.ts";
import { type EmptyWorld, openEmptyWorld } from "./sql-cases-world.ts";

let world: EmptyWorld;

beforeAll(async () => {
  world = await openEmptyWorld();
});

afterAll(async () => {
  await world.close();
});

const candidates = "select candidates.person_id from gate.candidates";

describe("the world of the given/expect cases", () => {
  test("has no row in any table that the SQL of the project reads", async () => {
    const { models, gates } = world.catalog;
    for (const table of new Set([...models, ...gates].flatMap(({ reads }) => reads))) {
      expect(await world.engine.query(`select * from ${table}`), table).toEqual([]);
    }
  });

  test("holds the rows of a case while it is asked, and not after", async () => {
    const given = { "gate.candidates": [{ person_id: "a" }] };
    expect(await world.withRows(given, () => world.engine.query(candidates))).toEqual([{ person_id: "a" }]);
    expect(await world.engine.query(candidates)).toEqual([]);
  });

  test("is empty again when the question fails", async () => {
    const asked = world.withRows({ "gate.candidates": [{ person_id: "a" }] }, () =>
      Promise.reject(new Error("no answer")),
    );
    await expect(asked).rejects.toThrow("no answer");
    expect(await world.engine.query(candidates)).toEqual([]);
  });

  test.each([
    ["a table that nobody makes", { "gate.nobody": [] }, "no table is named gate.nobody"],
    ["a column that the table lacks", { "gate.candidates": [{ name: "a" }] }, "gate.candidates has no column name"],
  ])("refuses %s", async (_, given, message) => {
    await expect(world.withRows(given, () => Promise.resolve())).rejects.toThrow(message);
  });
});

describe("rows are compared as text", () => {
  const columns = [
    { name: "amount", type: "decimal(38,4)" },
    { name: "at", type: "timestamp" },
    { name: "count", type: "bigint" },
  ];

  test.each([
    ["whatever zeros a decimal ends in", { amount: "12.3400" }, { amount: 12.34 }],
    ["whatever zeros a whole amount ends in", { amount: "100.0000" }, { amount: 100n }],
    ["when a day stands for its first moment", { at: "2026-01-01 00:00:00" }, { at: "2026-01-01" }],
    ["when seconds are left out", { at: "2026-01-01 10:30:00" }, { at: "2026-01-01 10:30" }],
    ["when a column left out is null", { amount: null }, {}],
  ])("the same %s", (_, one, other) => {
    const names = Object.keys(one);
    expect(comparableRows([one], names, columns)).toEqual(comparableRows([other], names, columns));
  });

  test("in an order of their own", () => {
    const [first, second] = [{ count: 1 }, { count: 2 }];
    expect(comparableRows([second, first], ["count"], columns)).toEqual(
      comparableRows([first, second], ["count"], columns),
    );
  });

  test.each([
    ["a row more", [{ count: 1 }, { count: 1 }], [{ count: 1 }]],
    ["a hundred and one", [{ count: 100 }], [{ count: 1 }]],
    ["null and the word", [{ at: null }], [{ at: "null" }]],
  ])("apart: %s", (_, one, other) => {
    const names = Object.keys(one[0] ?? {});
    expect(comparableRows(one, names, columns)).not.toEqual(comparableRows(other, names, columns));
  });

  test("on columns that the SELECT has", () => {
    expect(() => comparableRows([], ["nothing"], columns)).toThrow("the SELECT has no column nothing");
  });
});
