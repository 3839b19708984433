import { appendFileSync, existsSync, rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import type { ReleasedDecoys } from "../../src/artefacts/decoys.ts";
import { sha256File } from "../../src/io/sha256.ts";
import { succeeded } from "../support/cli.ts";
import { numberOf, outcomes, people, peopleProject } from "../support/people-project.ts";
import { type Project, readJson } from "../support/project.ts";

const IDS = ["c1", "c2", "c3", "c4", "c5"];
const RELEASES = ".gatekeeper/releases";
const DECOYS = "full_name,phone\nWei Lan,138 9999 0001\nMo Han,+8613899990002\nQin Yu,+86 138-9999-0003\n";

/** Five people and a campaign whose list has two of three decoys, released; and the same without. */
let seeded: Project;
let plain: Project;
let releaseId: string;
let plainReleaseId: string;

beforeAll(async () => {
  plain = peopleProject(people(IDS));
  seeded = plain.copy();
  const calls = plain.read("campaigns/calls.yaml");
  seeded.write("campaigns/calls.yaml", `${calls}decoys: { file: decoys.csv, seed: trace-1, per_list: 2 }\n`);
  seeded.write("decoys.csv", DECOYS);
  releaseId = await seeded.release(await seeded.run());
  plainReleaseId = await plain.release(await plain.run());
});

function linesOf(project: Project, release: string): string[] {
  return project.read(RELEASES, release, "calls.csv").trimEnd().split("\r\n");
}

function decoysOf(project: Project, release: string) {
  const found = readJson(project.path(RELEASES, release, "private/decoys.json")) as ReleasedDecoys;
  return found.campaigns.flatMap(({ decoys }) => decoys);
}

describe("decoys", () => {
  test("stand among the people of a list, in the order of references, written as everybody is", () => {
    const lines = linesOf(seeded, releaseId).slice(1);
    expect(lines).toHaveLength(7);
    expect(lines).toEqual(lines.toSorted());
    const references = new Set(decoysOf(seeded, releaseId).map(({ reference }) => reference));
    const own = lines.filter((line) => references.has(line.slice(0, 32)));
    expect(own).toHaveLength(2);
    for (const line of own) expect(line).toMatch(/^[0-9a-f]{32},(?:Wei Lan|Mo Han|Qin Yu),\+861389999000[123]$/u);
    const others = lines.filter((line) => !references.has(line.slice(0, 32)));
    expect(others).toEqual(linesOf(plain, plainReleaseId).slice(1));
    expect(seeded.read(RELEASES, releaseId, "calls.columns.json")).not.toContain("decoy");
  });

  test("are in no contact history, count or record of how many people a list has", async () => {
    const bytes = async (project: Project, release: string) =>
      sha256File(project.path(RELEASES, release, "private/contacts.parquet"));
    expect(await bytes(seeded, releaseId)).toBe(await bytes(plain, plainReleaseId));
    const record = readJson(seeded.path(RELEASES, releaseId, "private/release.json"));
    expect(record).toMatchObject({ campaigns: [{ people: 5, removed: 0 }] });
    const { stdout } = succeeded(await seeded.gatekeeper("reconcile", "--as", "officer"));
    expect(stdout).toContain("5 staged = 5 listed + 0 removed");
    expect(Object.values(await outcomes(seeded, (record as { runId: string }).runId))).toHaveLength(5);
  });

  test("are the same every time, whatever order their file has", async () => {
    const again = plain.copy();
    again.write("campaigns/calls.yaml", seeded.read("campaigns/calls.yaml"));
    const [header, ...records] = DECOYS.trimEnd().split("\n");
    again.write("decoys.csv", `${[header, ...records.toReversed()].join("\n")}\n`);
    again.write("campaigns/calls.yaml", seeded.read("campaigns/calls.yaml").replace("2026-11-09", "2026-11-10"));
    const later = await again.release(await again.run());
    expect(decoysOf(again, later)).toHaveLength(2);
    const ids = (project: Project, release: string) =>
      new Map(decoysOf(project, release).map(({ decoy_id: id, reference }) => [id, reference]));
    const [before, after] = [ids(seeded, releaseId), ids(again, later)];
    for (const [id, reference] of after) if (before.has(id)) expect(before.get(id)).toBe(reference);
    expect(linesOf(again, later)).toHaveLength(8);
  });

  test("are recognised by feedback, and take nothing in", async () => {
    const project = seeded.copy();
    const [decoy] = decoysOf(project, releaseId);
    project.write("outcomes.csv", `reference,outcome\n${decoy?.reference},complained\n`);
    const { stderr, stdout } = succeeded(await project.gatekeeper("feedback", project.path("outcomes.csv")));
    expect(stderr).toContain("line 2: about a decoy");
    expect(stdout).toContain("known already");
  });

  test("decide nothing of a run, which is made again though their file is gone", async () => {
    const project = seeded.copy();
    const { runId } = readJson(project.path(RELEASES, releaseId, "private/release.json")) as { runId: string };
    rmSync(project.path("decoys.csv"));
    expect(succeeded(await project.gatekeeper("replay", runId)).stdout).not.toContain("private/");
    expect(succeeded(await project.gatekeeper("audit", "verify")).code).toBe(0);
  });

  test("are on no list whose campaign and vendor declare none", () => {
    expect(existsSync(plain.path(RELEASES, plainReleaseId, "private/decoys.json"))).toBe(false);
  });

  test.each([
    [
      "a customer's number, however it is written",
      `full_name,phone\nWei Lan,${numberOf("c2").slice(3)}\n`,
      "GK0613",
      4,
    ],
    ["a column missing", "phone\n13899990001\n", "GK0476", 2],
    ["a value missing", "full_name,phone\n,13899990001\n", "GK0477", 2],
    ["no number", "full_name,phone\nWei Lan,123\n", "GK0478", 2],
  ])("with %s refuse the run", async (_, text, code, exit) => {
    const project = plain.copy();
    project.write("campaigns/calls.yaml", seeded.read("campaigns/calls.yaml"));
    project.write("decoys.csv", text);
    const finished = await project.gatekeeper("run", "--as-of", "2026-11-01");
    expect([finished.code, finished.stderr.includes(code)]).toEqual([exit, true]);
    expect(finished.stderr).toContain("decoys.csv");
    expect(finished.stderr).not.toContain(numberOf("c2"));
    // Who is a customer is known when the customers are loaded; all else to whoever looks at the file.
    const validated = await project.gatekeeper("validate");
    expect([validated.code, validated.stderr.includes(code)]).toEqual(code === "GK0613" ? [0, false] : [exit, true]);
  });

  test.each(["decoys.json", "contacts.parquet"])("beside what was released: an altered %s is found", async (name) => {
    const project = seeded.copy();
    const file = project.path(RELEASES, releaseId, "private", name);
    appendFileSync(file, " ");
    const { code, stdout, stderr } = await project.gatekeeper("audit", "verify");
    expect(code).toBe(6);
    expect(stdout + stderr).toContain(`releases/${releaseId}/private/${name}`);
  });
});
