import { describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import {
  consentOf,
  numberOf,
  outcomes,
  people,
  peopleProject,
  withdrawalOf,
  withHeader,
} from "../support/people-project.ts";
import { stagedOf } from "../support/project-decisions.ts";

describe("merged customers", () => {
  const three = people(["c1", "c2", "c3"]);
  const merged = (lines: string, events = "") =>
    peopleProject({
      ...three,
      "input/merges.csv": lines,
      "input/consent_events.csv": three["input/consent_events.csv"] + events,
    });

  test("C03: are one person, refused in either direction of the merge when one of them said no", async () => {
    const no = withdrawalOf("c1", "2026-02-01T00:00:00Z");
    for (const lines of ["c1,c2,2026-03-01,\nc2,c3,2026-03-02,\n", "c3,c2,2026-03-01,\nc2,c1,2026-03-02,\n"]) {
      const project = merged(lines, no);
      expect(await outcomes(project, await project.run())).toEqual({ c1: "OPT_MARKETING" });
    }
  });

  test("stay one when no file says so any more, and are explained by any of their ids", async () => {
    const project = merged("c1,c2,2026-03-01,\n", withdrawalOf("c2", "2026-02-01T00:00:00Z"));
    await project.run();
    project.write("input/merges.csv", withHeader("input/merges.csv", ""));
    expect(await outcomes(project, await project.run())).toEqual({ c1: "OPT_MARKETING", c3: "listed" });
    const { stdout } = succeeded(await project.gatekeeper("explain", "calls", "--customer", "c2"));
    expect(stdout).toContain("Customer c2 is merged with others into one person, who is named c1.");
    expect(stdout).toContain("OPT_MARKETING");
  });

  test("C04: of an undone merge keep every stop received while they were one, and not what came after", async () => {
    const project = merged(
      "c1,c2,2026-03-01T00:00:00Z,2026-05-01T00:00:00Z\nc1,c3,2026-03-01T00:00:00Z,2026-03-15T00:00:00Z\n",
      withdrawalOf("c1", "2026-04-01T00:00:00Z"),
    );
    expect(await outcomes(project, await project.run())).toEqual({
      c1: "OPT_MARKETING",
      c2: "OPT_MARKETING",
      c3: "listed",
    });
  });

  test("are listed once, with the name of the record that was merged into, through the points whose holder consented", async () => {
    const project = merged("c1,c2,2026-03-01,\n");
    project.write("input/consent_events.csv", withHeader("input/consent_events.csv", consentOf("c2")));
    const runId = await project.run();
    expect(await outcomes(project, runId)).toEqual({ c1: "listed", c3: "BASIS_NONE" });
    expect(await stagedOf(project, runId, "calls")).toEqual([["c1", numberOf("c2")]]);
  });

  test("of an undone merge count for both halves whom they contacted while they were one", async () => {
    const undone = { late: "2026-11-20T00:00:00Z", early: "2026-11-01T00:00:00Z" };
    const project = merged("c2,c1,2026-03-01,\n");
    const send = (from: string, until: string) => `send: { from: ${from}, to: ${until} }\ncaps: { person: { 60d: 1 } }`;
    const campaign = project.read("campaigns/calls.yaml");
    const sent = (from: string, until: string) => campaign.replace(/^send:.*$/mu, send(from, until));
    project.write("campaigns/calls.yaml", sent("2026-11-09", "2026-11-12"));
    await project.release(await project.run());
    project.write("campaigns/calls.yaml", sent("2026-12-01", "2026-12-04"));
    const afterUndoing = async (on: string) => {
      project.write("input/merges.csv", withHeader("input/merges.csv", `c2,c1,2026-03-01,${on}\n`));
      return outcomes(project, await project.run("--as-of", "2026-11-25"));
    };
    const capped = { c1: "ALLOC_CAP_PERSON", c2: "ALLOC_CAP_PERSON", c3: "ALLOC_CAP_PERSON" };
    expect(await afterUndoing(undone.late)).toEqual(capped);
    expect(await afterUndoing(undone.early)).toEqual({ ...capped, c2: "listed" });
  });

  test("who are merged between run and release are not released as somebody else", async () => {
    const project = merged("");
    const runId = await project.run();
    project.write("input/merges.csv", withHeader("input/merges.csv", "c2,c1,2026-10-01,\n"));
    const releaseId = await project.release(runId);
    const list = project.read(".gatekeeper/releases", releaseId, "calls.csv");
    expect(list).toContain("Name of c1");
    expect(list).not.toContain("Name of c2");
    expect(list).toContain("Name of c3");
  });
});
