import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";

import type { LoadedInput } from "../../src/load/load-inputs.ts";
import { onlyInput, outcome, refusals, type SourceOptions } from "./support/loading.ts";
import { newFile, sharedLoading, sourceIn, transactionsIn } from "./support/shared-loading.ts";

const loading = sharedLoading();

const PARQUET = { format: "parquet", csv: undefined } as const;

async function load(
  select: string,
  { file = newFile(".parquet"), ...options }: SourceOptions & { file?: string } = {},
): Promise<LoadedInput> {
  await loading().parquet(file, select);
  return onlyInput(loading().load([transactionsIn(file, { ...PARQUET, ...options })]));
}

describe("a Parquet file", () => {
  test("of texts is read like a CSV file of the same texts", async () => {
    const input = await load(
      "select 't1' as transaction_id, ' c1 ' as customer_id, '2026-03-01' as ordered_at, '1.5' as amount union all select 't2', '', 'someday', '1,5'",
    );
    expect(outcome(input)).toEqual({
      records: 2,
      loaded: 1,
      rejected: 1,
      excluded: 0,
      rejects: ["2 ordered_at GK0311"],
    });
    expect((await loading().rows(input))[0]).toMatchObject({
      customer_id: "c1",
      amount: "1.5000",
      ordered_at: "2026-02-28 16:00:00",
    });
  });

  test("may have columns of any type: whole numbers, decimals, days, local times, instants, lists", async () => {
    const input = await load(
      `select 17 as transaction_id, 7::bigint as customer_id, timestamp '2026-03-01 10:00:00' as ordered_at, 1.50::decimal(9, 2) as amount, [1, 2] as tags
       union all select 18, null, timestamp '2026-03-01 10:00:00.25', -2, null`,
    );
    expect(
      (await loading().rows(input)).map((row) => [
        row["transaction_id"],
        row["customer_id"],
        row["ordered_at"],
        row["amount"],
      ]),
    ).toEqual([
      ["17", "7", "2026-03-01 02:00:00", "1.5000"],
      ["18", null, "2026-03-01 02:00:00.25", "-2.0000"],
    ]);
    const instant = await load(
      `select 't1' as transaction_id, 'c1' as customer_id, timestamptz '2026-03-01 10:00:00+01' as ordered_at, 0.1::double as amount`,
    );
    expect((await loading().rows(instant))[0]).toMatchObject({ ordered_at: "2026-03-01 09:00:00", amount: "0.1000" });
    const nanoseconds = await load(
      `select 't1' as transaction_id, 'c1' as customer_id, timestamp_ns '2026-03-01 10:00:00.123456789' as ordered_at, 1 as amount`,
    );
    expect((await loading().rows(nanoseconds))[0]).toMatchObject({ ordered_at: "2026-03-01 02:00:00.123456" });
  });

  test.each([
    ["a list", "[1, 2]", "INTEGER[]"],
    ["a structure", "{'a': 1}", "STRUCT(a INTEGER)"],
    ["a map", "map(['a'], [1])", "MAP(VARCHAR, INTEGER)"],
    ["bytes", "'x'::blob", "BLOB"],
  ])("with %s where a value is mapped is refused by name, never read as text", async (_, value, type) => {
    const select = `select 't1' as transaction_id, ${value} as customer_id, '2026-03-01' as ordered_at, 1 as amount`;
    const file = newFile(".parquet");
    expect(await refusals(load(select, { file }))).toEqual([
      expect.stringContaining(`GK0347 column "customer_id" of ${file} is ${type}, `),
    ]);
  });

  test("of texts follows the formats of its source, and columns of other types do not need them", async () => {
    const select = `select 't1' as transaction_id, 'c1' as customer_id, '1/12/2010 8:26' as ordered_at, 1.5::decimal(9, 2) as amount`;
    const typed = `select 't1' as transaction_id, 'c1' as customer_id, timestamp '2010-12-01 08:26:00' as ordered_at, '1,5' as amount`;
    const formats = { date: undefined, timestamp: "d/M/yyyy H:mm", decimal: ",", thousands: "", pivot: undefined };
    for (const own of [select, typed]) {
      expect((await loading().rows(await load(own, { formats })))[0]).toMatchObject({
        amount: "1.5000",
        ordered_at: "2010-12-01 00:26:00",
      });
    }
    const columns = { transaction_id: "id", customer_id: "id", ordered_at: "day", amount: "number(price) * 2" };
    const computed = "select 1 as id, '1/12/2010 8:26' as day, 1.25 as price";
    expect((await loading().rows(await load(computed, { columns, formats })))[0]).toMatchObject({ amount: "2.5000" });
  });

  test("may be mapped by expressions", async () => {
    const columns = {
      transaction_id: "id",
      customer_id: "id",
      ordered_at: "day",
      amount: "number(quantity) * number(price)",
    };
    const input = await load("select 1 as id, date '2026-03-01' as day, 2 as quantity, 1.25 as price", { columns });
    expect((await loading().rows(input))[0]).toMatchObject({ amount: "2.5000", ordered_date: "2026-03-01" });
  });

  test.each<[string, (path: string) => Promise<string | Uint8Array>]>([
    ["is text", async () => "customer_id\nc1\n"],
    ["is empty", async () => ""],
    ["is cut short", async (path: string) => (await readFile(path)).subarray(0, -20)],
    [
      "has a damaged middle",
      async (path: string) => {
        const bytes = await readFile(path);
        return bytes.fill(0xff, 4, Math.floor(bytes.length / 2));
      },
    ],
  ])("that %s is refused by name", async (_, damage) => {
    const file = newFile(".parquet");
    const path = await loading().parquet(file, "select 'c' || range as customer_id from range(5000)");
    await writeFile(path, await damage(path));
    const own = sourceIn("customers", file, { ...PARQUET, header: "customer_id" });
    expect(await refusals(loading().load([own]))).toEqual([
      `GK0303 ${file} cannot be read whole: it is not a Parquet file, or is damaged`,
    ]);
  });

  test("without a column that is mapped is refused", async () => {
    await loading().parquet("input/short.parquet", "select 'c1' as customer");
    const own = sourceIn("customers", "input/short.parquet", { ...PARQUET, header: "customer_id" });
    expect(await refusals(loading().load([own]))).toEqual([
      'GK0321 input/short.parquet has no column "customer_id", which its source maps; did you mean "customer"?',
    ]);
  });
});
