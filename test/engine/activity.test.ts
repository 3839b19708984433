import { afterAll, beforeAll, expect, test } from "vitest";

import { openTestEngine, type TestEngine } from "../support/test-engine.ts";

let one: TestEngine;

beforeAll(async () => {
  one = await openTestEngine(1);
});

afterAll(async () => one.close());

test("while a table is made the engine says which, and how far it is", async () => {
  const { engine } = one;
  expect(engine.activity()).toBeNull();
  await engine.materialize("run.numbers", "select * from range(3000000)", "table");
  const seen = new Set<number>();
  const timer = setInterval(() => {
    const { step, share } = engine.activity() ?? {};
    if (step === "digests" && typeof share === "number") seen.add(share);
  }, 5);
  const select = "select max(sha256(cast(range as varchar))) as greatest from run.numbers";
  await engine.materialize("run.digests", select, "table");
  clearInterval(timer);
  expect(engine.activity()).toBeNull();
  expect([...seen].some((share) => share > 0 && share < 1)).toBe(true);
  expect([...seen].every((share) => share >= 0 && share <= 1)).toBe(true);
});
