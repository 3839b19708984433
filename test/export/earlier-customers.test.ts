import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Engine } from "../../src/engine/engine.ts";
import { areOthers, makeEarlierCustomers } from "../../src/export/earlier-customers.ts";
import { CUSTOMER_NAMES, RELEASED_CUSTOMERS } from "../../src/export/released-customers.ts";
import { openTestEngine } from "../support/test-engine.ts";

const HASH = { name: "customer_hash", type: "varchar" };
const EARLIER = "export.earlier_customers_0";

describe("the customers of an earlier release", () => {
  let engine: Engine;
  let file: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const opened = await openTestEngine();
    ({ engine, close } = opened);
    file = join(opened.folder, "customers.parquet");
    await engine.writeParquet(
      "select * from (values ('a', 1), ('b', 2), ('c', 3)) as kept(customer_hash, orders)",
      file,
      [],
    );
  });
  afterAll(async () => close());

  async function namedNow(names: readonly (readonly [string, string])[]): Promise<string[]> {
    await engine.fill(CUSTOMER_NAMES, [{ name: "id_hash", type: "varchar" }, HASH], names);
    await makeEarlierCustomers(engine, EARLIER, file);
    const rows = await engine.query(`select * from ${EARLIER} order by orders`);
    return rows.map((row) => `${String(row["customer_hash"])} ${String(row["orders"])}`);
  }

  test("keep their names where nobody was merged", async () => {
    expect(await namedNow([])).toEqual(["a 1", "b 2", "c 3"]);
  });

  test("have the name that a merge gave them since", async () => {
    expect(
      await namedNow([
        ["n", "n"],
        ["b", "n"],
      ]),
    ).toEqual(["a 1", "n 2", "c 3"]);
  });

  test("have it once where two are one by now: the one of the same name, else the first", async () => {
    expect(
      await namedNow([
        ["a", "b"],
        ["b", "b"],
      ]),
    ).toEqual(["a 1", "b 2", "c 3"]);
    expect(
      await namedNow([
        ["a", "n"],
        ["b", "n"],
      ]),
    ).toEqual(["n 1", "b 2", "c 3"]);
  });

  test("are others where fewer than half of the smaller number are in both", async () => {
    await namedNow([]);
    const areWith = async (...hashes: readonly string[]) => {
      await engine.fill(
        RELEASED_CUSTOMERS,
        [HASH],
        hashes.map((hash) => [hash]),
      );
      return areOthers(engine, EARLIER, 2);
    };
    expect(await areWith("a", "b", "x", "y", "z")).toBe(false);
    expect(await areWith("a", "x", "y", "z")).toBe(true);
    expect(await areWith("a", "x")).toBe(false);
    expect(await areWith("x", "y")).toBe(true);
    expect(await areWith("x")).toBe(false);
  });
});
