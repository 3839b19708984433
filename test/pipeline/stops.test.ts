import { readFileSync, rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import { succeeded } from "../support/cli.ts";
import { parquetRows } from "../support/parquet.ts";
import { AS_OF, filesIn, type Project, projectOf } from "../support/project.ts";
import { decisionsOf } from "../support/project-decisions.ts";
import { inventWorld, shuffledWorld, worldProject } from "../support/project-world.ts";

const WORLD = inventWorld("stops", 80);
const EVENTS = "input/consent_events.csv";

/** Two customers with the same consent, one of whose numbers is on the internal list. */
const FORMER_HOLDER = {
  "gatekeeper.yaml": `version: 1
project: { id: former, controller: Former, time_zone: Asia/Shanghai, currency: CNY, default_country: CN, language: en }
inputs:
  customers: [{ source: crm, files: input/customers.csv, columns: { customer_id: customer_id, country: country } }]
  contact_points:
    - { source: points, files: input/contact_points.csv, columns: { customer_id: customer_id, kind: kind, value: value } }
  consent_events:
    - source: desk
      files: input/consent_events.csv
      authority: subject
      columns: { event_id: event_id, customer_id: customer_id, purpose: purpose, channel: channel, action: action, effective_at: effective_at, authority: authority, method: method, proof_ref: proof_ref, notice_id: "'privacy'", notice_version: "'1'" }
  suppressions: [{ source: stops, files: input/suppressions.csv, columns: { list_id: list_id, match: match, value: value } }]
`,
  "keys/reference.key": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n",
  "campaigns/calls.yaml": `id: calls
title: { en: Calls }
purpose: direct_marketing
reason: { en: To say hello }
channel: call
audience: country = 'CN'
send: { from: 2026-11-09, to: 2026-11-20 }
columns: [phone]
author: tea.pot
approval: none
`,
  "input/customers.csv": "customer_id,country\nc1,CN\nc2,CN\n",
  "input/contact_points.csv": "customer_id,kind,value\nc1,phone,+8613800138000\nc2,phone,+8613800138001\n",
  "input/consent_events.csv": `event_id,customer_id,purpose,channel,action,effective_at,authority,method,proof_ref
e1,c1,direct_marketing,call,give,2026-01-01T09:00:00+08:00,subject,web_form,f1
e2,c2,direct_marketing,call,give,2026-01-01T09:00:00+08:00,subject,web_form,f2
`,
  "input/suppressions.csv": "list_id,match,value\ninternal,phone,+8613800138000\n",
};

/** A project after its first run, the person its call list begins with, and that person's decision to be left alone. */
let staged: Project;
let runId: string;
let person: string;
let withdrawal: string;

beforeAll(async () => {
  staged = worldProject(WORLD);
  runId = await staged.run();
  const decisions = await decisionsOf(staged, runId);
  const listed = decisions.find((each) => each.campaign === "greeting-call" && each.outcome === "listed");
  person = listed?.person ?? "nobody";
  withdrawal = `late-1,${person},,direct_marketing,,withdraw,2026-10-30T09:00:00+08:00,subject,,\n`;
});

describe("the stops store", () => {
  test("keeps a denial that a later file no longer has", async () => {
    const project = staged.copy();
    const events = project.read(EVENTS);
    project.write(EVENTS, events + withdrawal);
    await project.run("--as-of", "2026-11-02");
    project.write(EVENTS, events);
    const later = await project.run("--as-of", "2026-11-03");
    const decisions = (await decisionsOf(project, later)).filter((each) => each.person === person);
    expect(decisions.length).toBeGreaterThan(0);
    for (const { outcome, reasons } of decisions) expect([outcome, reasons]).toEqual(["refused", ["OPT_MARKETING"]]);
    const { stdout } = succeeded(await project.gatekeeper("explain", "greeting-call", "--customer", person));
    expect(stdout).toContain("withdraw (late-1)");
    expect(stdout).toContain("an earlier file of source desk");
  });

  test("is the same after the same denials come once more in another order", async () => {
    const project = staged.copy();
    const before = stopsOf(project);
    expect(before.denials.parts.length).toBe(1);
    project.write(EVENTS, `${shuffledWorld(WORLD, "again").consent_events.join("\n")}\n`);
    const again = await project.run();
    expect(again).not.toBe(runId);
    expect(stopsOf(project)).toEqual(before);
    expect(await decisionsOf(project, again)).toEqual(await decisionsOf(staged, runId));
  });

  test("gives a denial that stands in the file twice the same decisions", async () => {
    const project = staged.copy();
    const [, ...denials] = WORLD.suppressions;
    expect(denials.length).toBeGreaterThan(0);
    project.write("input/suppressions.csv", `${[...WORLD.suppressions, ...denials].join("\n")}\n`);
    expect(await decisionsOf(project, await project.run())).toEqual(await decisionsOf(staged, runId));
  });

  test("keeps binding whoever had a refused number when another number stands in its place", async () => {
    const project = projectOf(FORMER_HOLDER);
    await project.run();
    project.write(
      "input/contact_points.csv",
      "customer_id,kind,value\nc1,phone,+8613800138009\nc2,phone,+8613800138001\n",
    );
    const decided = await decisionsOf(project, await project.run());
    expect(decided).toContainEqual(
      expect.objectContaining({ person: "c1", outcome: "refused", primaryReason: "REG_INTERNAL_LIST" }),
    );
    expect(decided).toContainEqual(expect.objectContaining({ person: "c2", outcome: "listed" }));
  });

  test("that is gone stops a project that has run before", async () => {
    const project = staged.copy();
    rmSync(project.path(".gatekeeper", "state"), { recursive: true });
    const { code, stderr } = await project.gatekeeper("run", "--as-of", AS_OF);
    expect(code).toBe(6);
    expect(stderr).toContain("GK0442");
  });

  test("is not touched by a plan, whatever the plan finds", async () => {
    const project = staged.copy();
    project.write(EVENTS, project.read(EVENTS) + withdrawal);
    const kept = ["state", "journal", "runs", "releases"];
    const before = kept.map((name) => filesIn(project.path(".gatekeeper", name)));
    succeeded(await project.gatekeeper("plan", "--as-of", AS_OF));
    expect(kept.map((name) => filesIn(project.path(".gatekeeper", name)))).toEqual(before);
    expect(filesIn(project.path(".gatekeeper", "tmp")).size).toBe(0);
  });
});

describe("a release", () => {
  test("takes off the list who withdrew after the run, says why, and leaves the others as they were", async () => {
    const project = staged.copy();
    const untouched = staged.copy();
    project.write(EVENTS, project.read(EVENTS) + withdrawal);
    const folder = project.path(".gatekeeper", "releases", await project.release(runId));
    const removals = await parquetRows(`${folder}/private/removals.parquet`);
    const own = removals.filter((row) => row["person_id"] === person && row["campaign_id"] === "greeting-call");
    expect(own).toMatchObject([{ removed_as: "SYS_LATE_OPTOUT", primary_reason: "OPT_MARKETING" }]);
    const contacts = await parquetRows(`${folder}/private/contacts.parquet`);
    expect(contacts.filter((row) => row["person_id"] === person)).toEqual([]);
    const before = listIn(untouched.path(".gatekeeper", "releases", await untouched.release(runId)));
    const after = listIn(folder);
    const removed = new Set(removals.map((row) => row["reference"]));
    expect(after).toEqual(before.filter(([reference]) => !removed.has(reference ?? "")));
    expect(before.length - after.length).toBe(1);
  });

  test("lets nobody join who agreed after the run", async () => {
    const project = staged.copy();
    const refused = (await decisionsOf(project, runId)).find(
      (each) => each.campaign === "greeting-call" && each.primaryReason === "BASIS_NONE",
    );
    expect(refused).toBeDefined();
    const grant = `late-2,${refused?.person},,direct_marketing,call,give,2026-10-30T09:00:00+08:00,subject,,form\n`;
    project.write(EVENTS, project.read(EVENTS) + grant);
    const folder = project.path(".gatekeeper", "releases", await project.release(runId));
    const contacts = await parquetRows(`${folder}/private/contacts.parquet`);
    expect(contacts.map((row) => row["person_id"])).not.toContain(refused?.person);
  });

  test("is refused for a campaign that changed by one letter since the run, and the campaign is named", async () => {
    const project = staged.copy();
    const file = "campaigns/greeting-call.yaml";
    project.write(file, project.read(file).replace("A year since", "A year sinse"));
    await expectRefused(project, "GK0402", "greeting-call");
  });

  test("is refused for a campaign that needs an approval", async () => {
    const project = worldProject(WORLD);
    const file = "campaigns/leaflet-post.yaml";
    project.write(file, project.read(file).replace("approval: none", "approval: required"));
    const needing = await project.run();
    const { code, stderr } = await project.gatekeeper("release", needing);
    expect(code).toBe(4);
    expect(stderr).toContain("leaflet-post");
    expect(filesIn(project.path(".gatekeeper", "releases")).size).toBe(0);
    // The campaign beside it, which nobody need approve, may go.
    await project.release(needing, "--select", "greeting-call");
  });

  test("is refused when the configuration changed since the run", async () => {
    const project = staged.copy();
    project.write("gatekeeper.yaml", project.read("gatekeeper.yaml").replace("minimum_units: 3", "minimum_units: 4"));
    await expectRefused(project, "GK0407", runId);
  });

  test("is refused when the staged list is not the one that the run made", async () => {
    const project = staged.copy();
    const other = project.path(".gatekeeper", "runs", runId, "private", "staged");
    project.write(
      `.gatekeeper/runs/${runId}/private/staged/greeting-call.parquet`,
      readFileSync(`${other}/leaflet-post.parquet`, "latin1"),
    );
    const { code, stderr } = await project.gatekeeper("release", runId);
    expect(code).toBe(6);
    expect(stderr).toContain("GK0612");
    expect(filesIn(project.path(".gatekeeper", "releases")).size).toBe(0);
  });
});

async function expectRefused(project: Project, errorCode: string, named: string): Promise<void> {
  const { code, stderr } = await project.gatekeeper("release", runId);
  expect(code).toBe(4);
  expect(stderr).toContain(errorCode);
  expect(stderr).toContain(named);
  expect(filesIn(project.path(".gatekeeper", "releases")).size).toBe(0);
}

/** The denials of the store and the holders of their contact points, as its index names them. */
function stopsOf(project: Project): { denials: { parts: unknown[]; contents: string }; holders: unknown } {
  const index = project.read(".gatekeeper", "state", "stops", "index.json");
  const { denials, holders } = JSON.parse(index) as ReturnType<typeof stopsOf>;
  return { denials, holders };
}

function listIn(folder: string): string[][] {
  return parse(readFileSync(`${folder}/greeting-call.csv`, "utf8"));
}
