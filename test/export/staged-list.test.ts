import { createHmac } from "node:crypto";
import { expect, test } from "vitest";

import type { Campaign } from "../../src/domain/campaign.ts";
import { Secret } from "../../src/domain/secret.ts";
import { sqlText } from "../../src/engine/engine.ts";
import { stageList } from "../../src/export/staged-list.ts";
import { openTestEngine } from "../support/test-engine.ts";

const PEOPLE = 45_001;

test("a list of many is staged whole", async () => {
  const { engine, folder, close } = await openTestEngine();
  const people = `select 'everybody' as campaign_id, 'C' || cast(range as varchar) as person_id, 'phone:' || cast(range as varchar) as contact_key,
    cast(range as varchar) as contact_text from range(${PEOPLE})`;
  await engine.materialize("export.listed_people", people, "table");
  const campaign = { id: "everybody", list: null, columns: ["phone"] } as unknown as Campaign;
  const staged = await stageList({ engine, local: engine }, campaign, {
    key: new Secret("a test's key", "test"),
    temporaryFolder: folder,
  });
  const [row] = await engine.query(
    "select count(*) as people, count(distinct staged.reference) as names, count(staged.list_phone) as phones from export.staged",
  );
  expect([staged, Number(row?.["people"]), Number(row?.["names"]), Number(row?.["phones"])]).toEqual(
    Array(4).fill(PEOPLE),
  );
  await close();
});

test.each([
  "a test's key",
  "a key that is longer than a block of the hash is hashed itself, once, before it is padded: 密钥",
])("a reference is the HMAC-SHA-256 of campaign, person and contact key under %j", async (secret) => {
  const { engine, folder, close } = await openTestEngine();
  const [personId, contactKey] = ["C-Müller-01'王", "phone:+8613800000001"];
  await engine.materialize(
    "export.listed_people",
    `select 'spring' as campaign_id, ${sqlText(personId)} as person_id, '${contactKey}' as contact_key, '138' as contact_text`,
    "table",
  );
  const campaign = { id: "spring", list: null, columns: ["phone"] } as unknown as Campaign;
  await stageList({ engine, local: engine }, campaign, { key: new Secret(secret, "test"), temporaryFolder: folder });
  const [row] = await engine.query("select staged.reference from export.staged");
  const text = ["spring", personId, contactKey].join("\u0000");
  expect(row?.["reference"]).toBe(createHmac("sha256", secret).update(text).digest("hex").slice(0, 32));
  await close();
});
