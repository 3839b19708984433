import { describe, expect, test } from "vitest";

import { NO_CLUSTER, openClusterEngine, testCluster, WITHOUT_CLUSTER } from "../support/cluster.ts";
import { openTestEngine, type TestEngine } from "../support/test-engine.ts";

// A result that is read piece by piece, while the same engine does other things.

const ROWS = 50_000;

/** As many rows as both engines can be asked for in one way, each long enough that a cluster sends them in several portions. */
const NUMBERS = `select lpad(cast(hundreds.n * 100 + ones.n as varchar), 200, '0') as number
  from unnest(sequence(0, ${ROWS / 100 - 1})) as hundreds (n) cross join unnest(sequence(0, 99)) as ones (n)`;

const EMBEDDED_NUMBERS = `select cast(range as varchar) as number from range(${ROWS})`;

async function expectWhole({ engine }: TestEngine, select: string): Promise<void> {
  const seen = new Set<string>();
  let batches = 0;
  for await (const block of engine.stream(select)) {
    for (const row of block) seen.add(String(row["number"]));
    await engine.fill("run.batch", [{ name: "number", type: "varchar" }], [[String(batches)]]);
    await engine.query("select batch.number from run.batch");
    batches += 1;
  }
  expect(batches).toBeGreaterThan(1);
  expect(seen.size).toBe(ROWS);
}

test("a result is read to its end though other statements run meanwhile", async () => {
  const one = await openTestEngine();
  await expectWhole(one, EMBEDDED_NUMBERS);
  await one.close();
});

test("two results are read side by side, and one is left before its end", async () => {
  const one = await openTestEngine();
  let both = 0;
  for await (const block of one.engine.stream(EMBEDDED_NUMBERS)) {
    both += block.length;
    for await (const inner of one.engine.stream(EMBEDDED_NUMBERS)) {
      both += inner.length;
      break;
    }
  }
  expect(both).toBeGreaterThan(ROWS);
  await one.close();
});

test("a result that is read is interrupted with the engine", async () => {
  const one = await openTestEngine();
  const select = "select sum(a.range * b.range) as total from range(2000000) as a cross join range(2000000) as b";
  const reading = one.engine.query(`select 1 as one`).then(async () => {
    for await (const _ of one.engine.stream(select)) return "read";
    return "empty";
  });
  setTimeout(() => void one.engine.interrupt(), 300);
  await expect(reading).rejects.toMatchObject({ code: "GK0701" });
  await one.close();
});

describe.skipIf(NO_CLUSTER !== null)(`on Trino${WITHOUT_CLUSTER}`, () => {
  test("a result is read to its end though other statements run meanwhile", async () => {
    const one = await openClusterEngine(await testCluster());
    await expectWhole(one, NUMBERS);
    await one.close();
  }, 600_000);
});
