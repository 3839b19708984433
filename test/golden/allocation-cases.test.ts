import { describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { decisionsOf } from "../support/project-decisions.ts";
import {
  callCampaign,
  CONFIGURATION,
  consentOf,
  numberOf,
  people,
  type PeopleFiles,
  peopleProject,
} from "../support/people-project.ts";
import type { Project } from "../support/project.ts";

const HISTORY = `  contact_history:
    - source: calls
      files: input/contact_history.csv
      columns: { contact_id: contact, customer_id: customer, contact_point: point, campaign_id: campaign, channel: channel, contacted_at: at, outcome: outcome, is_exception: exception }
`;
const HISTORY_HEADER = "contact,customer,point,campaign,channel,at,outcome,exception\n";

/** What is said beside the people, who all agreed to calls and to e-mail. */
interface World {
  readonly ids: readonly string[];
  readonly settings?: string;
  readonly campaigns: Readonly<Record<string, string>>;
  readonly history?: readonly string[];
  readonly lines?: PeopleFiles;
}

function worldOf({ ids, settings = "", campaigns, history = [], lines = {} }: World): Project {
  const everybody = people(ids);
  const mails = ids.map((id) => `${id},email,${id}@kettle.example,\n`).join("");
  const agreed = ids.map((id) => consentOf(id).replace(",call,", ",email,").replace("give-", "mail-")).join("");
  const project = peopleProject(
    {
      ...everybody,
      ...lines,
      "input/contact_points.csv": everybody["input/contact_points.csv"] + mails,
      "input/consent_events.csv": everybody["input/consent_events.csv"] + agreed,
    },
    CONFIGURATION.replace("  merges:\n", `${HISTORY}  merges:\n`) + settings,
  );
  project.write("input/contact_history.csv", `${[HISTORY_HEADER.trimEnd(), ...history].join("\n")}\n`);
  for (const [id, text] of Object.entries(campaigns)) project.write(`campaigns/${id}.yaml`, text);
  return project;
}

const calls = (more = "") => callCampaign("calls", "country = 'CN'", more);
const named = (id: string, more = "") => callCampaign(id, "country = 'CN'", more);
const letters = (more = "") =>
  callCampaign("mails", "country = 'CN'", more).replace("channel: call", "channel: email").replace("phone]", "email]");

/** What became of everybody in each campaign: `listed`, `held_out`, or the first reason. */
async function outcomes(project: Project, runId?: string): Promise<Record<string, string>> {
  const decisions = await decisionsOf(project, runId ?? (await project.run()));
  return Object.fromEntries(
    decisions.map(({ campaign, person, outcome, primaryReason }) => [
      `${campaign} ${person}`,
      outcome === "refused" ? primaryReason : outcome,
    ]),
  );
}

/** A contact a week before the send window. */
const contact = (id: string, outcome: string, exception = "") =>
  `h-${id}-${outcome},${id},+86138${id.slice(1).padStart(8, "0")},autumn,call,2026-11-04T10:00:00+08:00,${outcome},${exception}`;

const WISHES = "input/preferences.csv";

describe("C30: a person's own cap", () => {
  test("on one channel leaves the default of another in force, and the default binds whoever has none", async () => {
    const project = worldOf({
      ids: ["c1", "c2"],
      settings: "caps: { person: { 30d: 2 } }\n",
      campaigns: { calls: calls(), mails: letters() },
      history: [contact("c1", "answered"), contact("c2", "answered")],
      lines: { [WISHES]: "p1,c1,call,cap,1 per 30d,2026-01-01\n" },
    });
    expect(await outcomes(project)).toEqual({
      "calls c1": "ALLOC_CAP_PERSON",
      "calls c2": "listed",
      "mails c1": "listed",
      "mails c2": "listed",
    });
  });

  test("of 0 lets nobody through, and neither does one of everybody's", async () => {
    const project = worldOf({
      ids: ["c1", "c2"],
      campaigns: { calls: calls() },
      lines: { [WISHES]: "p1,c1,,cap,0,2026-01-01\n" },
    });
    expect(await outcomes(project)).toEqual({ "calls c1": "ALLOC_CAP_PERSON", "calls c2": "listed" });
    project.write("campaigns/calls.yaml", calls("caps: { person: { 30d: 0 } }\n"));
    expect(await outcomes(project)).toEqual({ "calls c1": "ALLOC_CAP_PERSON", "calls c2": "ALLOC_CAP_PERSON" });
  });
});

test("C31: of two campaigns under a cap of 1 the higher priority has the person, whatever the order of names and rows", async () => {
  const world = (order: readonly string[], priorities: readonly [number, number]) =>
    worldOf({
      ids: order,
      settings: "caps: { person: { 30d: 1 } }\n",
      campaigns: {
        calls: calls(`priority: ${priorities[0]}\n`),
        others: named("others", `priority: ${priorities[1]}\n`),
      },
    });
  const low = {
    "calls c1": "ALLOC_LOST_TO_CAMPAIGN",
    "calls c2": "ALLOC_LOST_TO_CAMPAIGN",
    "others c1": "listed",
    "others c2": "listed",
  };
  expect(await outcomes(world(["c1", "c2"], [1, 9]))).toEqual(low);
  expect(await outcomes(world(["c2", "c1"], [1, 9]))).toEqual(low);
  const high = {
    "calls c1": "listed",
    "calls c2": "listed",
    "others c1": "ALLOC_LOST_TO_CAMPAIGN",
    "others c2": "ALLOC_LOST_TO_CAMPAIGN",
  };
  expect(await outcomes(world(["c1", "c2"], [9, 1]))).toEqual(high);
});

describe("C32: of what was sent", () => {
  test("an officer's exception counts; what failed and what was a test do not, nor does whoever was held out", async () => {
    const project = worldOf({
      ids: ["c1", "c2", "c3", "c4"],
      settings: "caps: { person: { 30d: 1 } }\n",
      campaigns: { calls: calls() },
      history: [contact("c1", "delivered", "true"), contact("c2", "failed"), contact("c3", "test")],
    });
    expect(await outcomes(project)).toEqual({
      "calls c1": "ALLOC_CAP_PERSON",
      "calls c2": "listed",
      "calls c3": "listed",
      "calls c4": "listed",
    });
    project.write("campaigns/calls.yaml", calls("priority: 9\nholdout: { percent: 99, seed: all }\n"));
    project.write("campaigns/others.yaml", named("others"));
    expect(await outcomes(project)).toMatchObject({ "calls c4": "held_out", "others c4": "listed" });
  });

  test("a list that was released counts once, though its run and its release are tried again", async () => {
    const project = worldOf({
      ids: ["c1", "c2"],
      settings: "caps: { person: { 30d: 2 } }\n",
      campaigns: { calls: calls(), others: named("others") },
    });
    const runId = await project.run("--select", "calls");
    await project.release(runId);
    await project.release(runId);
    const again = await project.run("--select", "calls");
    expect(await outcomes(project, again)).toEqual({ "calls c1": "listed", "calls c2": "listed" });
    const others = await project.run("--select", "others");
    expect(await outcomes(project, others)).toEqual({ "others c1": "listed", "others c2": "listed" });
  });
});

describe("C31: of two campaigns whose send windows follow each other under a cap of 1 in 7d", () => {
  const sent = (id: string, from: string, to: string) =>
    named(id, "caps: { person: { 7d: 1 } }\n").replace(/^send:.*$/mu, `send: { from: ${from}, to: ${to} }`);
  const both = (later: string) =>
    worldOf({ ids: ["c1", "c2"], campaigns: { calls: sent("calls", "2026-11-09", "2026-11-12"), others: later } });
  const near = sent("others", "2026-11-19", "2026-11-20");
  const apart = sent("others", "2026-11-20", "2026-11-21");
  const listed = { "calls c1": "listed", "calls c2": "listed", "others c1": "listed", "others c2": "listed" };

  test("the later one has whom the earlier one cannot contact on its last day less than a window before", async () => {
    const lost = { "others c1": "ALLOC_LOST_TO_CAMPAIGN", "others c2": "ALLOC_LOST_TO_CAMPAIGN" };
    expect(await outcomes(both(near))).toEqual({ ...listed, ...lost });
    expect(await outcomes(both(apart))).toEqual(listed);
  });

  test("so it is once the earlier list is released, until it is told when somebody was contacted", async () => {
    const project = both(near);
    const releaseId = await project.release(await project.run("--select", "calls"));
    const ofOthers = async () => outcomes(project, await project.run("--select", "others"));
    expect(await ofOthers()).toEqual({ "others c1": "ALLOC_CAP_PERSON", "others c2": "ALLOC_CAP_PERSON" });
    const lines = project.read(".gatekeeper/releases", releaseId, "calls.csv").split("\r\n");
    const reference = lines.find((line) => line.includes(numberOf("c1")))?.slice(0, 32) ?? "";
    const report = `reference,outcome,occurred_at\n${reference},sent,2026-11-11T23:59:59+08:00\n`;
    project.write("outcomes.csv", report);
    succeeded(await project.gatekeeper("feedback", project.path("outcomes.csv")));
    expect(await ofOthers()).toEqual({ "others c1": "listed", "others c2": "ALLOC_CAP_PERSON" });
    project.write("campaigns/others.yaml", apart);
    expect(await ofOthers()).toEqual({ "others c1": "listed", "others c2": "listed" });
  });

  test("a release removes whom a list that went out since may contact less than a window before", async () => {
    const project = both(near);
    const runOfOthers = await project.run("--select", "others");
    await project.release(await project.run("--select", "calls"));
    const releaseId = await project.release(runOfOthers);
    expect(project.read(".gatekeeper/releases", releaseId, "others.csv")).not.toContain("c1");
  });
});

test("C33: who is held out stays so when rows are reordered, the run is made again, and the customer is merged", async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `c${index + 10}`);
  const world = (order: readonly string[]) =>
    worldOf({ ids: order, campaigns: { calls: calls("holdout: { percent: 50, seed: spring }\n") } });
  const project = world(ids);
  const first = await outcomes(project);
  const heldOut = ids.filter((id) => first[`calls ${id}`] === "held_out");
  const listed = ids.filter((id) => first[`calls ${id}`] === "listed");
  expect(heldOut.length).toBeGreaterThan(1);
  expect(listed.length).toBeGreaterThan(1);
  expect(await outcomes(project, await project.run("--as-of", "2026-11-02"))).toEqual(first);
  expect(await outcomes(world(ids.toReversed()))).toEqual(first);
  const [held = "", free = "", other = ""] = [heldOut[0], listed[0], listed[1]];
  project.write("input/merges.csv", `from,into,merged_at,undone_at\n${held},${free},2026-10-01T00:00:00Z,\n`);
  const merged = await outcomes(project);
  expect(merged[`calls ${[held, free].toSorted()[0] ?? ""}`]).toBe("held_out");
  expect(merged[`calls ${other}`]).toBe("listed");
});

describe("C50: a campaign of class service", () => {
  const service = (more = "", audience = "country = 'CN'") =>
    callCampaign("calls", audience, more)
      .replace("purpose: direct_marketing", "purpose: invoice\nclass: service")
      .replace("approval: none", "approval: required");

  test.each([
    ["a segment", service("", "segment = 'champions'")],
    ["a score", service("", "r_score = 5")],
    ["a list", service("list: churn\n")],
    ["a holdout", service("holdout: { percent: 5, seed: spring }\n")],
    ["a budget", service("budget: { contacts: 5 }\n")],
    ["somebody else behind it", service("on_behalf_of: Grocery\n")],
    ["marketing as its purpose", service().replace("purpose: invoice", "purpose: direct_marketing")],
  ])("with %s refuses the run", async (_, text) => {
    const project = worldOf({ ids: ["c1"], settings: "purposes: [invoice]\n", campaigns: { calls: text } });
    const { code, stderr } = await project.gatekeeper("run", "--as-of", "2026-11-01");
    expect({ code, isTold: stderr.includes("GK0238") }).toEqual({ code: 2, isTold: true });
  });
});
