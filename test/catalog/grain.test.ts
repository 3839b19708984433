import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { grainAudit, groupsByGrain } from "../../src/catalog/grain.ts";
import type { Model } from "../../src/catalog/model.ts";
import { openEmptyWorld } from "../support/sql-cases-world.ts";
import { openTestEngine, type TestEngine } from "../support/test-engine.ts";

let opened: TestEngine;

beforeAll(async () => {
  opened = await openTestEngine();
});

afterAll(async () => {
  await opened.close();
});

describe("a model needs no count of its grain", () => {
  test.each([
    ["when it groups by the grain", "select a, b, count(*) as n from t.x group by a, b"],
    ["when it groups by the grain in another order", "select a, b, count(*) as n from t.x group by b, a"],
    ["when the columns are qualified", "select x.a, x.b, sum(x.n) as n from t.x group by x.a, x.b"],
    ["when a condition on the groups follows", "select a, b from t.x group by a, b having count(*) > 1"],
    ["when an order follows", "select a, b from t.x group by a, b order by a"],
    ["when the grouping stands on lines of its own", "select\n  a,\n  b\nfrom t.x\ngroup by\n  x.a,\n  x.b\n"],
    [
      "when a step before it groups by less",
      "with y as (select a from t.x group by a) select a, b from y group by a, b",
    ],
    [
      "when a step before it unites",
      "with y as (select a, b from t.x union all select a, b from t.z) select a, b from y group by a, b",
    ],
  ])("%s", (_, select) => {
    expect(groupsByGrain(modelOf(select))).toBe(true);
    expect(grainAudit(modelOf(select))).toBeNull();
  });

  test("when its header says why the grain holds", () => {
    expect(grainAudit({ ...modelOf("select a, b from t.x"), grainHolds: "each is named once" })).toBeNull();
  });
});

describe("a model's grain is counted", () => {
  test.each([
    ["when nothing is grouped", "select a, b from t.x"],
    ["when it groups by fewer columns", "select a, max(b) as b from t.x group by a"],
    ["when it groups by more columns", "select a, b, c from t.x group by a, b, c"],
    ["when it groups by other columns", "select a, c as b from t.x group by a, c"],
    [
      "when only a step before the last groups by the grain",
      "with y as (select a, b from t.x group by a, b) select y.a, y.b from y inner join t.z on z.a = y.a",
    ],
    [
      "when only a query inside another groups by the grain",
      "select y.a, y.b from (select a, b from t.x group by a, b) as y inner join t.z on z.a = y.a",
    ],
    [
      "when only the last of united parts groups by the grain",
      "select a, b from t.x union all select a, b from t.z group by a, b",
    ],
    [
      "when united parts each group by the grain",
      "select a, b from t.x group by a, b union all select a, b from t.z group by a, b",
    ],
    ["when it groups by an expression", "select a, coalesce(b, 0) as b from t.x group by a, coalesce(b, 0)"],
    ["when it groups by several sets", "select a, b from t.x group by grouping sets ((a), (b))"],
    ["when distinct does what grouping would", "select distinct a, b from t.x"],
  ])("%s", (_, select) => {
    expect(groupsByGrain(modelOf(select))).toBe(false);
    expect(grainAudit(modelOf(select))?.name).toBe("t.model grain");
  });
});

describe("the count of a grain", () => {
  const audit = grainAudit(modelOf("select a, b from t.x"));

  test.each([
    [
      "finds nothing where every row has its own",
      [
        ["1", "1"],
        ["1", "2"],
        ["2", "1"],
      ],
      [],
    ],
    ["finds nothing in an empty table", [], []],
    [
      "finds the rows that share one",
      [
        ["1", "1"],
        ["1", "1"],
        ["2", "1"],
      ],
      [{ a: "1", b: "1", rows_found: 2n }],
    ],
    [
      "takes two absent values for the same",
      [
        ["1", null],
        ["1", null],
        ["2", null],
      ],
      [{ a: "1", b: null, rows_found: 2n }],
    ],
  ])("%s", async (_, rows, offending) => {
    const columns = ["a", "b"].map((name) => ({ name, type: "varchar" }));
    await opened.engine.fill("t.model", columns, rows);
    expect(await opened.engine.query(audit?.select ?? "")).toEqual(offending);
  });
});

test("every model of the catalogue has the columns of its grain", async () => {
  const world = await openEmptyWorld();
  for (const { name, grain } of world.catalog.models) {
    const columns = (await world.engine.describe(`select * from ${name}`)).map((column) => column.name);
    expect(columns, name).toEqual(expect.arrayContaining([...grain]));
  }
  await world.close();
});

function modelOf(select: string): Model {
  return {
    name: "t.model",
    schema: "t",
    description: "",
    grain: ["a", "b"],
    grainHolds: null,
    materialized: "table",
    isOnDemand: false,
    select,
    reads: [],
  };
}
