import { beforeAll, describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { consentOf, numberOf, outcomes, people, peopleProject, withHeader } from "../support/people-project.ts";
import { filesIn, type Project } from "../support/project.ts";

const LATER = ["--as-of", "2026-11-02"];
const HEADER = "reference,outcome,occurred_at\n";

/** Six people whose list was released, and the references they have on it. */
let released: Project;
let references: Readonly<Record<string, string>>;
let releaseId: string;

beforeAll(async () => {
  const ids = ["c1", "c2", "c3", "c4", "c5", "c6"];
  released = peopleProject(people(ids));
  releaseId = await released.release(await released.run());
  const lines = released.read(".gatekeeper/releases", releaseId, "calls.csv").split("\r\n");
  references = Object.fromEntries(
    ids.map((id) => [id, lines.find((line) => line.includes(numberOf(id)))?.slice(0, 32) ?? ""]),
  );
});

describe("feedback", () => {
  test("makes opt-outs, complaints and what a provider says denials at once, and bounced contact points dead", async () => {
    const project = released.copy();
    const said = "2026-11-10T09:00:00+08:00";
    const lines = [
      `${references["c1"]},opted out,${said}`,
      `${references["c2"]},complained,2026-11-10`,
      `${references["c3"]},unsubscribed,`,
      `${references["c4"]},bounced,${said}`,
      `${references["c5"]},sent,${said}`,
    ];
    project.write("outcomes.csv", `${HEADER}${lines.join("\n")}\n`);
    succeeded(await project.gatekeeper("feedback", project.path("outcomes.csv")));
    expect(await outcomes(project, await project.run(...LATER))).toEqual({
      c1: "OPT_AFTER_CONTACT",
      c2: "COMPLAINT",
      c3: "OPT_AFTER_CONTACT",
      c4: "CP_DEAD",
      c5: "listed",
      c6: "listed",
    });
  });

  test("tells the lines of times that cannot be read, and takes what they say in, a no for always", async () => {
    const project = released.copy();
    const times = ["31/12/2026", "2026-11-31", "2026-11-31T09:00:00Z", "", "2026-11-10"];
    const lines = times.map((time, index) => `${references[`c${index + 1}`]},opted_out,${time}`);
    project.write("outcomes.csv", `${HEADER}${lines.join("\n")}\n`);
    const { stderr } = succeeded(await project.gatekeeper("feedback", project.path("outcomes.csv")));
    expect(stderr).toMatch(/Warning: .*outcomes\.csv, 3 lines: 2, 3, 4: occurred_at is no day/u);
    const decided = await outcomes(project, await project.run(...LATER));
    expect(Object.values(decided).filter((outcome) => outcome === "OPT_AFTER_CONTACT")).toHaveLength(5);
  });

  test("changes nothing the second time, whatever order the lines have", async () => {
    const project = released.copy();
    const lines = [`${references["c1"]},opted_out,2026-11-10`, `${references["c4"]},bounced,2026-11-10`];
    project.write("outcomes.csv", `${HEADER}${lines.join("\n")}\n`);
    project.write("again.csv", `${HEADER}${lines.toReversed().join("\n")}\n`);
    succeeded(await project.gatekeeper("feedback", project.path("outcomes.csv")));
    const before = keptFiles(project);
    const { stdout } = succeeded(await project.gatekeeper("feedback", project.path("again.csv")));
    expect(stdout).toContain("known already");
    expect(keptFiles(project)).toEqual(before);
  });

  test("tells references of no list with their lines, and takes the others in", async () => {
    const project = released.copy();
    project.write("outcomes.csv", `${HEADER}${"0".repeat(32)},opted_out,\n${references["c1"]},opted_out,2026-11-10\n`);
    const { code, stderr } = await project.gatekeeper("feedback", project.path("outcomes.csv"));
    expect(code).toBe(3);
    expect(stderr).toContain("GK0494");
    expect(stderr).toContain("line 2");
    expect((await outcomes(project, await project.run(...LATER)))["c1"]).toBe("OPT_AFTER_CONTACT");
  });

  test.each([
    ["a word that is no outcome", `${HEADER}${"0".repeat(32)},opted-uot,\n`, "GK0493"],
    ["no column of outcomes", "reference\n1\n", "GK0492"],
  ])("takes nothing in from a file with %s", async (_, text, code) => {
    const project = released.copy();
    project.write("outcomes.csv", text);
    const before = keptFiles(project);
    const finished = await project.gatekeeper("feedback", project.path("outcomes.csv"));
    expect(finished.stderr).toContain(code);
    expect(finished.code).toBe(3);
    expect(keptFiles(project)).toEqual(before);
  });

  test("binds by the reference of somebody erased since whom the tombstone recognises, and tells the lines", async () => {
    const project = released.copy();
    succeeded(await project.gatekeeper("erase", "--customer", "c1"));
    // Back with a grant of their own that is made after the erasure, which lifts the tombstone.
    const files = people(["c1", "c2"]);
    for (const file of ["input/customers.csv", "input/contact_points.csv"] as const)
      project.write(file, withHeader(file, files[file]).replaceAll("\n", "\r\n"));
    const events = "input/consent_events.csv";
    project.write(events, withHeader(events, `${files[events]}${consentOf("c1", "2031-01-01T09:00:00+08:00")}`));
    project.write("campaigns/calls.yaml", project.read("campaigns/calls.yaml").replaceAll("2026-11", "2031-02"));
    const asOf = ["--as-of", "2031-02-01"];
    const silent = project.copy();
    expect(await outcomes(silent, await silent.run(...asOf))).toMatchObject({ c1: "listed", c2: "listed" });
    const lines = [`${references["c2"]},sent,2031-01-15`, `${references["c1"]},opted_out,2031-01-15`];
    project.write("outcomes.csv", `${HEADER}${lines.join("\n")}\n`);
    const told = succeeded(await project.copy().gatekeeper("feedback", project.path("outcomes.csv")));
    expect(told.stderr).toMatch(/Warning: line 3: about somebody who was erased since/u);
    const { stdout } = succeeded(
      await project.gatekeeper("feedback", project.path("outcomes.csv"), "--format", "json"),
    );
    expect(JSON.parse(stdout)).toMatchObject({ erased_lines: [3], unknown_lines: [] });
    const decided = await outcomes(project, await project.run(...asOf));
    expect(decided).toMatchObject({ c1: "OPT_AFTER_CONTACT", c2: "listed" });
    // The stops of both go over as they are.
    succeeded(await project.gatekeeper("stops", "export", project.path("stops.jsonl")));
    const other = peopleProject({});
    succeeded(await other.gatekeeper("stops", "import", project.path("stops.jsonl")));
  });

  test("of a contact that failed takes it out of the caps, and of one that was sent does not", async () => {
    const project = released.copy();
    project.write("campaigns/calls.yaml", `${project.read("campaigns/calls.yaml")}caps: { person: { 30d: 1 } }\n`);
    project.write("outcomes.csv", `${HEADER}${references["c1"]},failed,\n${references["c2"]},sent,\n`);
    succeeded(await project.gatekeeper("feedback", project.path("outcomes.csv")));
    const decided = await outcomes(project, await project.run(...LATER));
    expect([decided["c1"], decided["c2"], decided["c3"]]).toEqual(["listed", "ALLOC_CAP_PERSON", "ALLOC_CAP_PERSON"]);
  });
});

/** What lasts: the cache may be made again. */
function keptFiles(project: Project) {
  return ["state", "journal", "runs", "releases"].map((name) => filesIn(project.path(".gatekeeper", name)));
}
