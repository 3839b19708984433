import { beforeAll, describe, expect, test } from "vitest";

import { callCampaign, CONFIGURATION, people, peopleProject } from "../support/people-project.ts";
import { type Project, readJson } from "../support/project.ts";
import { decisionsOf, privatePath } from "../support/project-decisions.ts";

/** The last line of each: c01's is clearance, c02's was once, c03's has no category, c04 bought nothing. */
const ORDERS = `transaction_id,customer_id,ordered_at,amount,category,channel
a1,c01,2026-09-01T10:00:00+08:00,10,tins,shop
a2,c01,2026-10-01T10:00:00+08:00,20,clearance,web
b1,c02,2026-09-01T10:00:00+08:00,10,clearance,web
b2,c02,2026-10-01T10:00:00+08:00,20,tins,shop
c1,c03,2026-10-01T10:00:00+08:00,500,,web
`;

const AUDIENCES = {
  clearance: "last_category = 'clearance'",
  others: "not last_category = 'clearance'",
  web: "last_channel = 'web'",
  often: "orders >= 2",
  much: "revenue between 30 and 1000",
};

function shop(configuration = CONFIGURATION): Project {
  const project = peopleProject(
    people(["c01", "c02", "c03", "c04"]),
    configuration.replace("amount: amount }", "amount: amount, category: category, channel: channel }"),
  );
  project.write("input/transactions.csv", ORDERS);
  return project;
}

describe("audiences that ask what somebody bought in all, and last", () => {
  const project = shop();
  let runId = "";
  const candidatesOf = async (id: string) =>
    (await decisionsOf(project, runId)).filter((one) => one.campaign === id).map(({ person }) => person);

  beforeAll(async () => {
    for (const [id, audience] of Object.entries(AUDIENCES))
      project.write(`campaigns/${id}.yaml`, callCampaign(id, audience));
    runId = await project.run();
  });

  test.each([
    ["clearance", ["c01"]],
    ["others", ["c02"]],
    ["web", ["c01", "c03"]],
    ["often", ["c01", "c02"]],
    ["much", ["c01", "c02", "c03"]],
  ])("find for %s the people %j", async (id, expected) => {
    expect(await candidatesOf(id)).toEqual(expected);
  });

  test("count as automated decision", () => {
    const manifest = readJson(privatePath(project, runId, "manifest.json")) as {
      campaigns: { campaign_id: string; uses: string[] }[];
    };
    const uses = Object.fromEntries(manifest.campaigns.map(({ campaign_id: id, uses: own }) => [id, own]));
    for (const id of Object.keys(AUDIENCES)) expect(uses[id], id).toContain("automated_decision");
  });
});

test("a funnel's conditions may ask for the last order too", async () => {
  const project = shop(`${CONFIGURATION}funnel:
  target_market: last_channel = 'web'
  intention: { kinds: [quote] }
  purchasing_power: { strong: revenue >= 500, weak: revenue >= 30 }
`);
  project.write("input/transactions.csv", `${ORDERS}${OTHERS}`);
  project.write("campaigns/funnel.yaml", callCampaign("funnel", "country = 'CN'", "list: funnel_target\n"));
  project.write("reports/funnel.yaml", FUNNEL_REPORT);
  const runId = await project.run();
  const table = project.read(".gatekeeper", "runs", runId, "public", "reports", "funnel", "table-1.csv");
  expect(table.trim().split(/\r?\n/u).slice(1)).toEqual(["outside,3,published", "target_market,3,published"]);
});

/** With them three bought last in the web and three in the shop. */
const OTHERS = `d1,d1,2026-10-01T10:00:00+08:00,10,,web
d2,d2,2026-10-01T10:00:00+08:00,10,,shop
d3,d3,2026-10-01T10:00:00+08:00,10,,shop
`;

const FUNNEL_REPORT = `id: funnel
tables: [{ rows: [funnel_stage], measures: [customers] }]
audience: internal
`;
