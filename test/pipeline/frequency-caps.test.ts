import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { IN_TURN } from "../../pipeline/stages/allocation.ts";
import { modelNamed } from "../../src/catalog/catalog.ts";
import { materializeModels } from "../../src/catalog/materialize.ts";
import { comparableRows, namedColumns, readSqlCases, sqlUnderTest } from "../support/sql-cases.ts";
import { type EmptyWorld, openEmptyWorld } from "../support/sql-cases-world.ts";

// Frequency caps from contacts to findings, through every model in between: which contacts are near, whose are crowded, and which
// windows are full.

let world: EmptyWorld;

beforeAll(async () => {
  world = await openEmptyWorld();
});

afterAll(async () => {
  await world.close();
});

const GATES = ["alloc_cap_statutory", "alloc_cap_person", "alloc_cap_contact_point", "alloc_lost_to_campaign"];

describe.each(GATES)("%s", (gate) => {
  const cases = readSqlCases(`test/pipeline/frequency-caps/${gate}.yaml`);
  test.each(cases.map((one) => [one.name, one] as const))("%s", async (_, { given, expect: expected }) => {
    const { engine, catalog } = world;
    const { select } = sqlUnderTest(`test/sql/gates/allocation/${basename(gate)}.yaml`, catalog);
    const models = IN_TURN.filter((name) => !(name in given) && name.startsWith("allocation.c"));
    const rows = await world.withRows(given, async () => {
      await materializeModels(
        engine,
        models.map((name) => modelNamed(catalog, name)),
      );
      return engine.query(select);
    });
    const columns = await engine.describe(select);
    const names = expected.length === 0 ? columns.map(({ name }) => name) : namedColumns(expected);
    expect(comparableRows(rows, names, columns)).toEqual(comparableRows(expected, names, columns));
  });
});
