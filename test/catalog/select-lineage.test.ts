import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { selectLineage } from "../../src/catalog/select-lineage.ts";
import type { Column } from "../../src/engine/engine.ts";
import { type EmptyWorld, openEmptyWorld } from "../support/sql-cases-world.ts";
import { openTestEngine, type TestEngine } from "../support/test-engine.ts";

describe("the columns that a value is computed from", () => {
  test.each<[string, string, Record<string, string[]>]>([
    ["are those its expression names", "select x.a + x.b as n, x.c from t.x", { n: ["t.x.a", "t.x.b"], c: ["t.x.c"] }],
    ["are found under an alias", "select y.a from t.x as y", { a: ["t.x.a"] }],
    ["are none for what is written out", "select 'a.b' as n, 1.5 as m from t.x -- x.a", { n: [], m: [] }],
    [
      "are found through the steps of a query",
      "with y as (select x.a as b from t.x), z as (select y.b as c from y) select z.c from z",
      { c: ["t.x.a"] },
    ],
    [
      "are found through a star, unless the step computes one of that name",
      "with y as (select x.*, x.b as c from t.x) select y.a, y.c from y",
      { a: ["t.x.a"], c: ["t.x.b"] },
    ],
    [
      "match by place in united SELECTs",
      "with y as (select x.a as n from t.x union all select z.b as other from t.z) select y.n from y",
      { n: ["t.x.a", "t.z.b"] },
    ],
    [
      "are found in brackets of the from clause",
      "select y.n from (select max(x.a) as n from t.x) as y",
      { n: ["t.x.a"] },
    ],
    [
      "are those a window is ordered by as well, and not those it is partitioned by",
      "select row_number() over (partition by x.a order by x.b desc) as place from t.x",
      { place: ["t.x.b"] },
    ],
    [
      "are, for a lookup, those it is looked up by",
      "select cells.name from t.x inner join run.cells on cells.r = x.r and cells.f = x.f",
      { name: ["run.cells.name", "run.cells.r", "t.x.r", "run.cells.f", "t.x.f"] },
    ],
  ])("%s", (_, select, expected) => {
    expect(plain(selectLineage(select, isLookup).values)).toEqual(expected);
  });
});

describe("the columns that decide the rows", () => {
  test.each<[string, string, string[]]>([
    [
      "are those of joins, conditions and groupings",
      "select max(x.a) as n from t.x inner join t.z on z.b = x.b where x.c group by x.d having count(x.e) > 1",
      ["t.z.b", "t.x.b", "t.x.c", "t.x.d", "t.x.e"],
    ],
    [
      "are those of every step, whether or not its values are asked for",
      "with y as (select x.a from t.x where x.b) select z.c from t.z left join y on y.a = z.c",
      ["t.x.a", "t.z.c", "t.x.b"],
    ],
    [
      "are those of a query inside a condition, with the columns of the query around it",
      "select x.a from t.x where not exists (select 1 from t.z where z.b = x.c)",
      ["t.z.b", "t.x.c"],
    ],
  ])("%s", (_, select, expected) => {
    expect([...selectLineage(select, isLookup).conditions]).toEqual(expected);
  });
});

test("a column that no relation of the SELECT qualifies is our mistake", () => {
  expect(() => selectLineage("select z.a from t.x", isLookup)).toThrow("and z is none");
});

describe("the catalogue as the engine binds it", () => {
  let world: EmptyWorld;
  let scratch: TestEngine;
  const described = new Map<string, readonly Column[]>();

  beforeAll(async () => {
    world = await openEmptyWorld();
    scratch = await openTestEngine();
  });

  afterAll(async () => {
    await world.close();
    await scratch.close();
  });

  test("every SELECT has exactly the outputs that lineage tells", async () => {
    for (const { name, select } of everySelect(world)) {
      const outputs = (await world.engine.describe(select)).map((column) => column.name);
      expect([...selectLineage(select, isLookup).values.keys()], name).toEqual(outputs);
    }
  });

  test("every SELECT needs the columns that lineage tells, and no other", async () => {
    for (const { name, select, reads } of everySelect(world)) {
      const { values, conditions } = selectLineage(select, () => false);
      const columns = new Set([...values.values(), conditions].flatMap((some) => [...some]));
      for (const table of reads) await fillScratch(table, columns);
      await expect(scratch.engine.describe(select), name).resolves.toBeDefined();
      // A star takes what is there: a column less does not show.
      for (const table of select.includes(".*") ? [] : reads) {
        for (const column of [...columns].filter((one) => one.startsWith(`${table}.`))) {
          await fillScratch(table, new Set([...columns].filter((other) => other !== column)));
          await expect(scratch.engine.describe(select), `${name} without ${column}`).rejects.toThrow(
            "the engine refused",
          );
        }
        await fillScratch(table, columns);
      }
    }
  });

  /** The table with these of its columns only, and one of no use for where a table is read for its rows alone. */
  async function fillScratch(table: string, columns: ReadonlySet<string>): Promise<void> {
    const kept = (await columnsOf(table)).filter((column) => columns.has(`${table}.${column.name}`));
    await scratch.engine.fill(table, [...kept, { name: "nothing", type: "varchar" }], []);
  }

  async function columnsOf(table: string): Promise<readonly Column[]> {
    const all = described.get(table) ?? (await world.engine.describe(`select * from ${table}`));
    described.set(table, all);
    return all;
  }
});

function everySelect({ catalog }: EmptyWorld): { name: string; select: string; reads: readonly string[] }[] {
  return [
    ...catalog.models,
    ...catalog.gates.map(({ reasonCode, select, reads }) => ({ name: reasonCode, select, reads })),
  ];
}

function isLookup(table: string): boolean {
  return table.startsWith("run.");
}

function plain(values: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> {
  return Object.fromEntries([...values].map(([name, columns]) => [name, [...columns]]));
}
