import { beforeAll, describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { parquetRows } from "../support/parquet.ts";
import { callCampaign, CONFIGURATION, people, peopleProject } from "../support/people-project.ts";
import { type Project, readJson } from "../support/project.ts";
import { decisionsOf, privatePath } from "../support/project-decisions.ts";

const FUNNEL = `funnel:
  target_market: country = 'CN'
  intention: { kinds: [Enquiry, quote] }
  purchasing_power: { strong: monetary >= 1000, weak: monetary >= 200 }
`;

/** Every thirty days until 31 July, then nothing: gone. The rich spend more, the objectors are their twins. */
const GONE = ["2026-06-01", "2026-07-01", "2026-07-31"];
/** Every 31 days until 28 September: due since three days. */
const DUE = ["2026-07-28", "2026-08-28", "2026-09-28"];

const BOUGHT: readonly (readonly [id: string, days: readonly string[], amount: number])[] = [
  ["c01", GONE, 100],
  ["c02", GONE, 500],
  ["c03", GONE, 500],
  ["c04", GONE, 500],
  ["c05", [...GONE, "2026-10-10"], 100],
  ["c06", DUE, 100],
  ["c07", DUE, 100],
  ["c08", [...GONE, "2026-11-01"], 100],
];

/** c08 bought on the as-of day, which is not known yet. c03 objects to marketing, c04 and c07 to automated decisions; c09 never bought anything. */
const OBJECTIONS = [
  "no-3,c03,,direct_marketing,,withdraw,2026-05-01T09:00:00+08:00,subject,,",
  "no-4,c04,,automated_decision,,refuse,2026-05-01T09:00:00+08:00,subject,,",
  "no-7,c07,,automated_decision,,refuse,2026-05-01T09:00:00+08:00,subject,,",
];

const CAMPAIGNS = { churn: "churn", should: "should_have_bought", due: "due_to_buy", funnel: "funnel_target" };

function shop(): Project {
  const ids = ["c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08", "c09"];
  const everybody = people(ids);
  const transactions = BOUGHT.flatMap(([id, days, amount]) =>
    days.map((day, index) => `${id}-${index},${id},${day}T10:00:00+08:00,${amount}\n`),
  );
  const project = peopleProject(
    {
      ...everybody,
      "input/consent_events.csv": `${everybody["input/consent_events.csv"]}${OBJECTIONS.join("\n")}\n`,
      "input/transactions.csv": transactions.join(""),
      "input/interactions.csv": ["c06", "c07", "c09"]
        .map((id) => `i-${id},${id},2026-10-20T10:00:00+08:00,quote,\n`)
        .join(""),
    },
    CONFIGURATION + FUNNEL,
  );
  for (const [id, list] of Object.entries(CAMPAIGNS))
    project.write(`campaigns/${id}.yaml`, callCampaign(id, "country = 'CN'", `list: ${list}\n`));
  project.write("campaigns/spenders.yaml", callCampaign("spenders", "monetary > 0"));
  return project;
}

describe("audiences that start from a list", () => {
  const project = shop();
  let runId = "";
  const candidatesOf = async (id: string) =>
    (await decisionsOf(project, runId)).filter((one) => one.campaign === id).map(({ person }) => person);

  beforeAll(async () => {
    runId = await project.run();
  });

  test("ask on churn for who should have bought in October, did not, and is overdue still", async () => {
    expect(await candidatesOf("churn")).toEqual(["c01", "c02", "c08"]);
  });

  test("ask on should_have_bought for who did buy in October as well", async () => {
    expect(await candidatesOf("should")).toEqual(["c01", "c02", "c05", "c08"]);
  });

  test("ask on due_to_buy for who is due by their own rhythm at the as-of day", async () => {
    expect(await candidatesOf("due")).toEqual(["c06"]);
  });

  test("ask on funnel_target for intention, power and an order soon together", async () => {
    expect(await candidatesOf("funnel")).toEqual(["c06"]);
  });

  test("hold nobody who objects to marketing or automated decisions, by a fact or score neither", async () => {
    const spenders = await candidatesOf("spenders");
    expect(spenders).toEqual(["c01", "c02", "c05", "c06", "c08"]);
    const objectors = await parquetRows(privatePath(project, runId, "objections.parquet"));
    expect(
      objectors.filter((row) => row["campaign_id"] === "spenders").map((row) => [row["person_id"], row["reason_code"]]),
    ).toEqual([
      ["c03", "OPT_MARKETING"],
      ["c04", "OPT_AUTOMATED"],
      ["c07", "OPT_AUTOMATED"],
    ]);
  });

  test("leave the objector to marketing to the gates where nobody is chosen by behaviour, and the other one listed", async () => {
    const calls = (await decisionsOf(project, runId)).filter((one) => one.campaign === "calls");
    expect(calls.find(({ person }) => person === "c03")).toMatchObject({
      outcome: "refused",
      reasons: ["OPT_MARKETING"],
    });
    expect(calls.find(({ person }) => person === "c04")).toMatchObject({ outcome: "listed" });
  });

  test("count as automated decision", () => {
    const manifest = readJson(privatePath(project, runId, "manifest.json")) as {
      campaigns: { campaign_id: string; uses: string[]; list?: string }[];
    };
    const churn = manifest.campaigns.find(({ campaign_id: id }) => id === "churn");
    expect(churn).toMatchObject({ list: "churn", uses: ["direct_marketing", "automated_decision"] });
  });

  test("keep on the staged churn list the place by value at risk, and release it to nobody", async () => {
    const staged = await parquetRows(privatePath(project, runId, "staged", "churn.parquet"));
    const places = staged.map((row) => `${String(row["value_at_risk_place"])} ${String(row["person_id"])}`).toSorted();
    expect(places).toEqual(["1 c02", "2 c01", "3 c08"]);
    const releaseId = await project.release(runId);
    const header = project.read(".gatekeeper", "releases", releaseId, "churn.csv").split("\n")[0];
    expect(header?.trim()).toBe("reference,full_name,phone");
  });

  test("are explained: why somebody is on the list, is not, or objects", async () => {
    const explain = async (id: string, customer: string) =>
      succeeded(await project.gatekeeper("explain", id, "--customer", customer, "--run", runId)).stdout;
    const on = await explain("churn", "c01");
    expect(on).toContain("is on the list churn");
    expect(on).toContain("expected to buy on: 2026-08-30");
    const off = await explain("churn", "c05");
    expect(off).toContain("is not on the list churn");
    expect(off).toContain("bought in the period: yes");
    const objector = await explain("churn", "c04");
    expect(objector).toContain("▶ OPT_AUTOMATED");
    expect(objector).toContain("input/consent_events.csv record 11");
    expect(objector).toContain("the person objects");
    expect(objector).not.toContain("on the list");
  });
});
