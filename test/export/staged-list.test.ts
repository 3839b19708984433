import { expect, test } from "vitest";

import type { Campaign } from "../../src/domain/campaign.ts";
import { Secret } from "../../src/domain/secret.ts";
import { stageList } from "../../src/export/staged-list.ts";
import { openTestEngine } from "../support/test-engine.ts";

const PEOPLE = 45_001;

test("a list longer than what is handed over at once is staged whole", async () => {
  const { engine, close } = await openTestEngine();
  const people = `select 'everybody' as campaign_id, 'C' || cast(range as varchar) as person_id, 'phone:' || cast(range as varchar) as contact_key,
    cast(range as varchar) as contact_text from range(${PEOPLE})`;
  await engine.materialize("export.listed_people", people, "table");
  const campaign = { id: "everybody", list: null, columns: ["phone"] } as unknown as Campaign;
  const staged = await stageList({ engine, local: engine }, campaign, new Secret("a test's key", "test"));
  const [row] = await engine.query(
    "select count(*) as people, count(distinct staged.reference) as names, count(staged.list_phone) as phones from export.staged",
  );
  expect([staged, Number(row?.["people"]), Number(row?.["names"]), Number(row?.["phones"])]).toEqual(
    Array(4).fill(PEOPLE),
  );
  await close();
});
