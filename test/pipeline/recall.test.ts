import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import type { RecallRecord } from "../../src/artefacts/recall-record.ts";
import { sha256File } from "../../src/io/sha256.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { succeeded } from "../support/cli.ts";
import { numberOf, people, peopleProject, withdrawalOf } from "../support/people-project.ts";
import { filesIn, type Project, readJson } from "../support/project.ts";

const EVENTS = "input/consent_events.csv";
const IDS = ["c1", "c2", "c3", "c4"];
const RELEASES = ".gatekeeper/releases";

/** Four people whose list was released, and the references they have on it. */
let released: Project;
let releaseId: string;
let references: Readonly<Record<string, string>>;

beforeAll(async () => {
  released = peopleProject(people(IDS));
  // The window is open on the day on which the test runs, whenever that is.
  const calls = released.read("campaigns/calls.yaml");
  released.write("campaigns/calls.yaml", calls.replace("to: 2026-11-12", "to: 2099-12-31"));
  releaseId = await released.release(await released.run());
  const lines = released.read(RELEASES, releaseId, "calls.csv").split("\r\n");
  references = Object.fromEntries(
    IDS.map((id) => [id, lines.find((line) => line.includes(numberOf(id)))?.slice(0, 32) ?? ""]),
  );
});

function ref(id: string): string {
  return references[id] ?? "";
}

/** The project after these refusals came in, recalled. */
async function recalled(refusals: string): Promise<Project> {
  const project = released.copy();
  project.write(EVENTS, project.read(EVENTS) + refusals);
  succeeded(await project.gatekeeper("recall", releaseId));
  return project;
}

const recordOf = (project: Project, recallId: string) =>
  readJson(project.path(RELEASES, releaseId, recallId, "private/recall.json")) as RecallRecord;

describe("a recall", () => {
  test("C22: of who withdrew after hand-over has their reference alone, a checksum, and a report of response times", async () => {
    const project = await recalled(withdrawalOf("c1", daysAgo(0)) + withdrawalOf("c2", "2026-01-02T09:00:00+08:00"));
    const path = (file: string) => project.path(RELEASES, releaseId, "recall-1", file);
    const both = [ref("c1"), ref("c2")].toSorted();
    expect(project.read(RELEASES, releaseId, "recall-1/calls.recall.csv")).toBe(
      `reference\r\n${both.join("\r\n")}\r\n`,
    );
    const sha256 = await sha256File(path("calls.recall.csv"));
    expect(project.read(RELEASES, releaseId, "recall-1/calls.recall.csv.sha256")).toBe(`${sha256}  calls.recall.csv\n`);
    const { stops } = recordOf(project, "recall-1");
    const isInTime = Object.fromEntries(stops.map((stop) => [stop.reference, stop.isInTime]));
    expect(isInTime).toEqual({ [ref("c1")]: true, [ref("c2")]: false });
    expect(stops.map(({ reasonCode }) => reasonCode)).toEqual(["OPT_MARKETING", "OPT_MARKETING"]);
    expect(project.read(RELEASES, releaseId, "recall-1/private/response-times.csv").split("\r\n")).toHaveLength(4);
    const journal = project.read(".gatekeeper/journal/journal.jsonl");
    for (const type of ["recall.sealed", "recall.published"]) expect(journal).toContain(`"type":"${type}"`);
    expect(journal).toContain(sha256);
    expect((await verifyJournal(project.path(".gatekeeper/journal"))).verdict).toBe("ok");
  });

  test("shows nobody but the officer how many there are", async () => {
    const project = released.copy();
    project.write(EVENTS, project.read(EVENTS) + withdrawalOf("c1", daysAgo(3)));
    const { stdout } = succeeded(await project.gatekeeper("recall", releaseId));
    expect(stdout).toContain("references: [c]");
    expect(stdout).toContain("in time: [c], any late: [c]");
    expect(stdout).not.toContain(ref("c1"));
    const chinese = succeeded(await project.gatekeeper("recall", releaseId, "--lang", "zh-CN"));
    expect(chinese.stdout).toContain("[c]");
    expect(chinese.stdout).toContain("response-times.csv");
    const json = succeeded(await project.gatekeeper("recall", releaseId, "--format", "json"));
    expect(JSON.parse(json.stdout)).toMatchObject({ recall_id: "recall-1", people_in_time: null, people_late: null });
  });

  test("writes nothing when nobody said no, and nothing twice; a later one has everybody, each acted upon when first recalled", async () => {
    const untouched = released.copy();
    succeeded(await untouched.gatekeeper("recall", releaseId));
    expect(existsSync(untouched.path(RELEASES, releaseId, "recall-1"))).toBe(false);
    const project = await recalled(withdrawalOf("c1", daysAgo(3)));
    const before = filesIn(project.path(RELEASES));
    succeeded(await project.gatekeeper("recall", releaseId));
    expect(filesIn(project.path(RELEASES))).toEqual(before);
    project.write(EVENTS, project.read(EVENTS) + withdrawalOf("c3", daysAgo(1)));
    succeeded(await project.gatekeeper("recall", releaseId));
    const [first, second] = [recordOf(project, "recall-1"), recordOf(project, "recall-2")];
    expect(second.stops.map(({ reference }) => reference).toSorted()).toEqual([ref("c1"), ref("c3")].toSorted());
    const own = ({ stops }: RecallRecord) => stops.find(({ reference }) => reference === ref("c1"));
    expect(own(second)).toEqual(own(first));
  });

  test("has who was erased since", async () => {
    const project = released.copy();
    succeeded(await project.gatekeeper("erase", "--customer", "c4"));
    succeeded(await project.gatekeeper("recall", releaseId));
    const { stops } = recordOf(project, "recall-1");
    expect(stops).toMatchObject([{ reference: ref("c4"), reasonCode: "OPT_ERASED" }]);
  });

  test("of a release that is not there is told", async () => {
    const { code, stderr } = await released.gatekeeper("recall", "release-0");
    expect([code, stderr.includes("GK0428")]).toEqual([2, true]);
  });
});

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}
