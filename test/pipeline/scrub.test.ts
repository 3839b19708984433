import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { consentOf, numberOf, people, peopleProject, withdrawalOf } from "../support/people-project.ts";
import { filesIn, type Project, readJson } from "../support/project.ts";

const IDS = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"];

/** Eight people who consented to calls, and the run that asked about them. */
let base: Project;
let runId: string;

beforeAll(async () => {
  const files = people(IDS);
  base = peopleProject({
    ...files,
    "input/contact_points.csv": `${files["input/contact_points.csv"]}c7,phone,${numberOf("c8")},\nc8,email,c8@people.test,\n`,
  });
  runId = await base.run();
});

/** What `scrub` said of each record of a list: the verdict and all reasons. */
async function verdicts(project: Project, list: string): Promise<string[]> {
  project.write("list.csv", list);
  const { stdout } = succeeded(
    await project.gatekeeper("scrub", project.path("list.csv"), "--campaign", "calls", "--format", "json"),
  );
  const { verdicts_file: file } = JSON.parse(stdout) as { verdicts_file: string };
  expect(stdout).not.toContain("+86");
  const text = project.read(file.slice(file.indexOf(".gatekeeper")));
  expect(text).not.toContain("+86");
  const lines = text.trimEnd().split("\r\n");
  expect(lines[0]).toBe("record,verdict,primary_reason,reasons");
  return lines.slice(1).map((line) => {
    const [, verdict = "", , reasons = ""] = line.split(",");
    return reasons === "" ? verdict : `${verdict} ${reasons}`;
  });
}

describe("scrub", () => {
  test("says of each record whether it may be contacted, by id or by number however it is written", async () => {
    const project = base.copy();
    project.write("input/consent_events.csv", base.read("input/consent_events.csv") + withdrawalOf("c2", "2026-10-01"));
    const list = [
      "customer_id,phone,name",
      "c1,,Ann",
      `,${numberOf("c3").slice(3)},Ben`,
      "c2,,Cem",
      `,0086 ${numberOf("c2").slice(3)},Cem`,
      "nobody,,Dee",
      ",+8613899999999,Eva",
      ",not a number,Flo",
    ];
    expect(await verdicts(project, `${list.join("\n")}\n`)).toEqual([
      "contactable",
      "contactable",
      "refused OPT_MARKETING",
      "refused OPT_MARKETING",
      "unknown REC_UNRESOLVED_ID",
      "unknown REC_UNRESOLVED_ID",
      "unknown REC_UNRESOLVED_ID",
    ]);
  });

  test("refuses a number that is not the customer's, one that somebody shares who said no, and an id nobody has beside a number somebody has", async () => {
    const project = base.copy();
    const list = [
      "customer_id,phone",
      `c1,${numberOf("c3")}`,
      `c1,${numberOf("c1")}`,
      `,${numberOf("c8")}`,
      `x,${numberOf("c1")}`,
    ];
    expect(await verdicts(project, list.join("\n"))).toEqual([
      "refused CP_MISSING",
      "contactable",
      "contactable",
      "unknown REC_UNRESOLVED_ID",
    ]);
    project.write("input/consent_events.csv", base.read("input/consent_events.csv").replace(consentOf("c7"), ""));
    expect(await verdicts(project, list.join("\n"))).toEqual([
      "refused CP_MISSING",
      "contactable",
      "refused BASIS_NONE",
      "unknown REC_UNRESOLVED_ID",
    ]);
  });

  test("finds people by an e-mail address for a campaign that calls, and asks about the one point that a record names", async () => {
    const list = ["email,phone", "C8@People.test,", `c8@people.test,${numberOf("c8")}`, `,${numberOf("c7")}`];
    expect(await verdicts(base.copy(), list.join("\n"))).toEqual(["contactable", "contactable", "contactable"]);
  });

  test("keeps to frequency caps, and leaves nobody out for want of a budget", async () => {
    const project = base.copy();
    project.write("campaigns/calls.yaml", `${base.read("campaigns/calls.yaml")}budget: { contacts: 1, seed: s }\n`);
    expect(await verdicts(project, "customer_id\nc1\nc2\n")).toEqual(["contactable", "contactable"]);
    project.write("campaigns/calls.yaml", `${base.read("campaigns/calls.yaml")}caps: { person: { 30d: 0 } }\n`);
    expect(await verdicts(project, "customer_id\nc1\n")).toEqual(["refused ALLOC_CAP_PERSON"]);
  });

  test("shows protected counts of people, not of records, and changes nothing that lasts", async () => {
    const project = base.copy();
    const kept = () => ["state", "journal", "releases"].map((name) => filesIn(project.path(".gatekeeper", name)));
    const before = kept();
    const rows = [...IDS, "c1", "c1", "x1", "x2", "x3", "x3"];
    project.write("list.csv", `customer_id\n${rows.join("\n")}\n`);
    const asked = ["scrub", project.path("list.csv"), "--campaign", "calls", "--format", "json"];
    expect(JSON.parse(succeeded(await project.gatekeeper(...asked)).stdout)).toMatchObject({
      records: 14,
      people: 11,
      contactable: 8,
      refused_by_class: { unknown: 3 },
    });
    expect(kept()).toEqual(before);
    const { stdout } = succeeded(await project.gatekeeper("replay", runId));
    expect(stdout).not.toContain("scrubs");
  });

  test("tells nothing of one person, however many strangers are put beside them", async () => {
    const project = base.copy();
    project.write("list.csv", `customer_id\nc1\nc1\nc1\n${[1, 2, 3, 4, 5].map((id) => `x${id}\n`).join("")}`);
    const asked = ["scrub", project.path("list.csv"), "--campaign", "calls"];
    const { stdout } = succeeded(await project.gatekeeper(...asked, "--format", "json"));
    expect(JSON.parse(stdout)).toMatchObject({ people: null, contactable: null, refused_by_class: {} });
    expect(succeeded(await project.gatekeeper(...asked)).stdout).toContain("fewer than 3 of them are known here");
  });

  test.each([
    ["no column that says who is meant", "name,telephon\nAnn,1\n", "GK0473", "list.csv:1"],
    ["a column twice", "phone,Phone\n1,2\n", "GK0474", "list.csv:1"],
    ["a record that names nobody", 'phone,note\n1,"a\nb"\n,x\n', "GK0475", "line 4"],
  ])("refuses a list with %s", async (_, list, code, place) => {
    const project = base.copy();
    project.write("list.csv", list);
    const { stderr, code: exit } = await project.gatekeeper("scrub", project.path("list.csv"), "--campaign", "calls");
    expect(exit).toBe(3);
    expect(stderr).toContain(code);
    expect(stderr).toContain(place);
    expect(existsSync(project.path(`.gatekeeper/runs/${runId}/private/scrubs`))).toBe(false);
  });

  test("of a campaign that the run has not is told", async () => {
    const project = base.copy();
    project.write("list.csv", "customer_id\nc1\n");
    const { stderr, code } = await project.gatekeeper("scrub", project.path("list.csv"), "--campaign", "cals");
    expect([code, stderr.includes("GK0404")]).toEqual([2, true]);
    expect(readJson(project.path(`.gatekeeper/runs/${runId}/private/manifest.json`))).toBeDefined();
  });
});
