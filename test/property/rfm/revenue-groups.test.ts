import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { modelsOf, readCatalog } from "../../../src/catalog/catalog.ts";
import { materializeModel } from "../../../src/catalog/materialize.ts";
import { present } from "../../../src/assert.ts";
import { openTestEngine, type TestEngine } from "../../support/test-engine.ts";

const MODEL = present(
  modelsOf(readCatalog(), "segment").find(({ name }) => name === "segment.revenue_groups"),
  "the model is there",
);

let own: TestEngine;

beforeAll(async () => {
  own = await openTestEngine(1);
});

afterAll(async () => own.close());

test("each revenue group is part of one score by rank, so that no table by one gives away a few of the other", async () => {
  const { engine } = own;
  await engine.materialize("run.parameters", "select 1 as minimum_units", "table");
  const revenues = fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 10, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(revenues, async (list) => {
      const people = list.map((revenue, index) => `('p${index}', cast(${revenue} as decimal(38, 4)))`).join(", ");
      await engine.materialize(
        "segment.person_segments",
        `select person_id, revenue, 1 + cast(floor(5e0 * (rank() over (order by revenue) - 1) / ${list.length}) as integer) as m_score
         from (values ${people}) as people (person_id, revenue)`,
        "table",
      );
      await materializeModel(engine, MODEL);
      const groups = await engine.query(
        `select revenue_groups.revenue_group, count(distinct person_segments.m_score) as scores
         from segment.revenue_groups
         inner join segment.person_segments on person_segments.person_id = revenue_groups.person_id
         group by revenue_groups.revenue_group`,
      );
      for (const group of groups) expect(group).toMatchObject({ scores: 1n });
    }),
    { numRuns: 60 },
  );
});
