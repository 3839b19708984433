import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { SourceDeclaration } from "../../../src/domain/project.ts";
import { GatekeeperError } from "../../../src/errors.ts";
import { InputCache } from "../../../src/load/input-cache.ts";
import { loadTable, type LoadedTable } from "../../../src/load/load-table.ts";
import { type SourceOptions, source } from "../../load/support/loading.ts";
import { NO_CLUSTER, openClusterEngine, testCluster, WITHOUT_CLUSTER } from "../../support/cluster.ts";
import type { TestEngine } from "../../support/test-engine.ts";

// One table of the warehouse, loaded where it is: what a file with the same rows would give, whatever types it has.

const PREFIX = "onetable";

let opened: TestEngine;
let folder: string;
let loads = 0;

async function loadedOf(
  table: SourceDeclaration["table"],
  select: string,
  options: SourceOptions & { header?: string } = {},
): Promise<LoadedTable> {
  loads += 1;
  const name = `sales.table_${loads}`;
  await opened.engine.materialize(name, select, "table");
  const declared = { ...source(table, options), format: "table", warehouseTable: `lake.${PREFIX}_${name}` } as const;
  return loadTable(declared, "as declared", `loaded.warehouse_${loads}`, {
    engine: opened.engine,
    cache: new InputCache(folder),
    clock: { now: () => new Date("2026-11-02T08:00:00Z") },
    timeZone: "Asia/Shanghai",
    extraColumns: [],
  });
}

async function rowsOf({ relation }: LoadedTable, columns: string) {
  return opened.engine.query(`select ${columns} from ${relation} order by record_index`);
}

function values(columns: string, ...rows: readonly string[]): string {
  return `select * from (values ${rows.map((row) => `(${row})`).join(", ")}) as given (${columns})`;
}

describe.skipIf(NO_CLUSTER !== null)(`a table of the warehouse${WITHOUT_CLUSTER}`, () => {
  beforeAll(async () => {
    opened = await openClusterEngine(await testCluster(), { user: PREFIX, prefix: PREFIX });
    return async () => opened.close();
  }, 900_000);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatekeeper-tables-"));
  });

  afterEach(async () => rm(folder, { recursive: true, force: true }));

  test.each([
    ["cast('2026-03-01 10:00:00.123456789' as timestamp(9))", "2026-03-01 02:00:00.123457"],
    ["timestamp '2026-03-01 10:00:00 +02:00'", "2026-03-01 08:00:00"],
    ["from_iso8601_timestamp_nanos('2026-03-01T10:00:00.000000999Z')", "2026-03-01 10:00:00.000001"],
    ["date '2026-03-01'", "2026-02-28 16:00:00"],
    ["'2026-03-01T10:00:00+08:00'", "2026-03-01 02:00:00"],
  ])("keeps what the time %s means", async (time, utc) => {
    const loaded = await loadedOf(
      "transactions",
      `select 't1' as transaction_id, 'c1' as customer_id, ${time} as ordered_at, 5 as amount`,
      { header: "transaction_id,customer_id,ordered_at,amount" },
    );
    expect(await rowsOf(loaded, "ordered_at")).toEqual([{ ordered_at: utc }]);
  });

  test.each([
    ["12.5e0", "12.5000"],
    ["cast(0.1 as real)", "0.1000"],
    ["cast(-7 as bigint)", "-7.0000"],
    ["cast('1234567.8900' as decimal(38, 4))", "1234567.8900"],
    ["cast('  3.10 ' as char(8))", "3.1000"],
  ])("keeps what the amount %s is", async (amount, expected) => {
    const select = `select 't1' as transaction_id, 'c1' as customer_id, date '2026-03-01' as ordered_at, ${amount} as amount`;
    const loaded = await loadedOf("transactions", select, { header: "transaction_id,customer_id,ordered_at,amount" });
    expect(loaded.loaded).toMatchObject({ rowsLoaded: 1, rowsRejected: 0 });
    expect(await rowsOf(loaded, "amount")).toEqual([{ amount: expected }]);
  });

  test("rejects numbers that are none, and tells which", async () => {
    const loaded = await loadedOf(
      "transactions",
      values(
        "transaction_id, customer_id, ordered_at, amount",
        "'t1', 'c1', date '2026-03-01', 5e0",
        "'t2', 'c2', date '2026-03-01', nan()",
        "'t3', 'c3', date '2026-03-01', 1e300",
      ),
      { header: "transaction_id,customer_id,ordered_at,amount" },
    );
    expect(loaded.loaded).toMatchObject({ records: 3, rowsLoaded: 1, rowsRejected: 2, rowsExcluded: 0 });
    expect(new Set(loaded.loaded.rejects.map(({ column, code }) => `${column} ${code}`))).toEqual(
      new Set(["amount GK0311"]),
    );
  });

  test("has the same id and the same numbers for the same rows in another order, and another id for others", async () => {
    const rows = Array.from({ length: 40 }, (_, row) => `'c${row}', 'Name ${row % 7}'`);
    const of = async (...given: readonly string[]) =>
      loadedOf("customers", values("customer_id, full_name", ...given), { header: "customer_id,full_name" });
    const [one, other, more] = [await of(...rows), await of(...rows.toReversed()), await of(...rows, "'c0', 'Name 0'")];
    expect(other.loaded).toEqual(one.loaded);
    expect(await rowsOf(other, "customer_id, record_index")).toEqual(await rowsOf(one, "customer_id, record_index"));
    expect((await rowsOf(one, "record_index")).map((row) => Number(row["record_index"]))).toEqual(
      rows.map((_, index) => index),
    );
    expect(more.loaded.fileId).not.toBe(one.loaded.fileId);
    expect(more.loaded.records).toBe(41);
  });

  test("rejects transactions whose key repeats, but for one of equal ones", async () => {
    const loaded = await loadedOf(
      "transactions",
      values(
        "transaction_id, customer_id, ordered_at, amount",
        "'t1', 'c1', date '2026-03-01', 5",
        "'t1', 'c1', date '2026-03-01', 5",
        "'t2', 'c2', date '2026-03-01', 6",
        "'t2', 'c2', date '2026-03-01', 7",
        "'t3', 'c3', date '2026-03-01', 8",
      ),
      { header: "transaction_id,customer_id,ordered_at,amount", records: "transaction" },
    );
    expect(loaded.loaded).toMatchObject({ records: 5, rowsLoaded: 2, rowsRejected: 3 });
    const kept = await opened.engine.query(
      `select transaction_id from ${loaded.relation} where fate is null order by transaction_id`,
    );
    expect(kept.map((row) => row["transaction_id"])).toEqual(["t1", "t3"]);
  });

  test("counts the rows of lists, and finds the word that could be a refusal and the status that must not be lost", async () => {
    const stops = await loadedOf(
      "suppressions",
      values("list_id, match, value", "'stop', 'phone', '1'", "'stop', 'email', 'a@b.c'", "'other', 'email', 'd@b.c'"),
      { header: "list_id,match,value" },
    );
    expect(stops.loaded.listRows).toEqual({ other: 1, stop: 2 });
    const columns = "event_id, customer_id, purpose, action, effective_at";
    const events = await loadedOf(
      "consent_events",
      values(columns, "'e1', 'c1', 'direct_marketing', 'withdrow', '2026-01-01'"),
      { header: columns.replaceAll(" ", "") },
    );
    expect(events.loaded.unknownWord).toEqual({ record: 1, word: "withdrow", isBlank: false });
    const lost = await loadedOf(
      "customers",
      values("customer_id, status, registered_at", "'c1', 'deceased', 'some day'", "'c2', 'active', '2026-01-01'"),
      { header: "customer_id,status,registered_at" },
    );
    expect(lost.loaded.lostStatuses).toHaveLength(1);
  });

  test("is refused where a mapped column holds more than a value", async () => {
    const select = "select 'c1' as customer_id, array['a'] as full_name, cast('x' as varbinary) as picture";
    const problem = await loadedOf("customers", select, { header: "customer_id,full_name" }).catch(
      (error: unknown) => error,
    );
    expect(problem).toBeInstanceOf(GatekeeperError);
    expect((problem as GatekeeperError).message).toMatch(/full_name.*array\(varchar/u);
    expect((problem as GatekeeperError).code).toBe("GK0347");
  });
});
