import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { sizesOverTime } from "../../src/state/earlier-sizes.ts";
import { openTestEngine, type TestEngine } from "../support/test-engine.ts";

let own: TestEngine;

beforeAll(async () => {
  own = await openTestEngine(1);
});

afterAll(async () => own.close());

/** The customers whom a release counted: segment, orders, revenue, and whether they are gone. */
async function counted(name: string, people: readonly (readonly [string, number, string, boolean])[]): Promise<string> {
  const file = join(own.folder, `${name}.parquet`);
  const rows = people.map(
    ([segment, orders, revenue, isGone], index) =>
      `('hash${index}', ${isGone}, '${segment}', cast(${orders} as bigint), cast(${revenue} as decimal(38, 4)))`,
  );
  const columns = "customer_hash, is_gone, segment, orders, revenue";
  await own.engine.writeParquet(`select * from (values ${rows.join(", ")}) as people (${columns})`, file, []);
  return file;
}

test("sizes are those whom the release of each moment counted, in the order of moments and segments, without those who were gone", async () => {
  const moments = [
    {
      asOf: "2026-08-01",
      customers: await counted("august", [
        ["b", 2, "3.5", false],
        ["a", 1, "1", false],
        ["b", 1, "0.25", false],
      ]),
    },
    {
      asOf: "2026-09-01",
      customers: await counted("september", [
        ["a", 4, "9", false],
        ["(gone)", 0, "0", true],
      ]),
    },
  ];
  const rows = await sizesOverTime(own.engine, moments, true);
  expect(rows.map((row) => row.map(String))).toEqual([
    ["2026-08-01", "a", "1", "1", "1.0000"],
    ["2026-08-01", "b", "2", "3", "3.7500"],
    ["2026-09-01", "a", "1", "4", "9.0000"],
  ]);
});

test("where no table is by segment they are of everybody, though the release may not know segments", async () => {
  const file = join(own.folder, "everybody.parquet");
  const select =
    "select 'hash' as customer_hash, false as is_gone, cast(7 as bigint) as orders, cast(5 as decimal(38, 4)) as revenue";
  await own.engine.writeParquet(`${select} union all ${select}`, file, []);
  const rows = await sizesOverTime(own.engine, [{ asOf: "2026-08-01", customers: file }], false);
  expect(rows.map((row) => row.map(String))).toEqual([["2026-08-01", "", "2", "14", "10.0000"]]);
});
