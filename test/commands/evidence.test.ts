import { readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import type { RunManifest } from "../../src/artefacts/run-manifest.ts";
import type { ReconciliationJson } from "../../src/artefacts/reconciliation.ts";
import type { RunDifferenceJson } from "../../src/artefacts/run-difference.ts";
import type { ScrubEvidenceJson } from "../../src/artefacts/scrub-evidence.ts";
import { sha256Text } from "../../src/io/sha256.ts";
import { succeeded } from "../support/cli.ts";
import { schemaErrors } from "../support/json-schema.ts";
import { parquetRows } from "../support/parquet.ts";
import { type Project, readJson } from "../support/project.ts";
import { privatePath } from "../support/project-decisions.ts";
import { PERSONAL, shop, shopFiles } from "./support/shop.ts";

/** A shop of which c06 withdraws between its two runs; the first was released after the withdrawal. */
let project: Project;
let [first, second, releaseId] = ["", "", ""];

beforeAll(async () => {
  project = shop();
  first = await project.run();
  project.write(
    "input/consent_events.csv",
    `${shopFiles()["input/consent_events.csv"]}e99,c06,,direct_marketing,call,withdraw,2026-10-30T10:00:00+08:00,subject,web_form,form-99\n`,
  );
  releaseId = await project.release(first);
  second = await project.run();
});

const json = async (schema: string, ...command: string[]) => {
  const { stdout } = succeeded(await project.gatekeeper(...command, "--format", "json"));
  const answer: unknown = JSON.parse(stdout);
  expect(schemaErrors(schema, answer)).toEqual([]);
  return answer;
};

describe("reconcile", () => {
  test("C48: candidates are the listed, the held out and the refused, each person once, and records and releases add up", async () => {
    const exact = (await json("reconciliation", "reconcile", first, "--as", "officer")) as ReconciliationJson;
    expect(exact.adds_up).toBe(true);
    expect(exact.inputs).toHaveLength(6);
    expect(exact.campaigns).toEqual([
      expect.objectContaining({ candidates: 12, listed: 9, held_out: 0, refused: 3, staged: 9 }),
    ]);
    expect(exact.releases).toEqual([
      expect.objectContaining({ release_id: releaseId, staged: 9, listed: 8, removed: 1 }),
    ]);
    const human = succeeded(await project.gatekeeper("reconcile", first, "--as", "officer"));
    expect(human.stdout).toContain("12 in the audience = 9 listed + 0 held out + 3 refused");
    expect(human.stdout).toContain("9 staged = 8 listed + 1 removed");
  });

  test("shows anyone else whether it adds up, with the counts that the run published", async () => {
    const shown = await json("public-reconciliation", "reconcile", first);
    const { campaigns } = readJson(project.path(".gatekeeper/runs", first, "public/counts.json")) as {
      campaigns: { candidates: number | null; listed: number | null }[];
    };
    const [{ candidates, listed } = { candidates: 0, listed: 0 }] = campaigns;
    expect(shown).toMatchObject({ adds_up: true, campaigns: [{ candidates, listed, adds_up: true }] });
    const human = succeeded(await project.gatekeeper("reconcile", first, "--lang", "zh-CN"));
    expect(human.stdout).toContain(`运行 ${first}：所有数字均吻合。`);
    expect(human.stdout).not.toMatch(/\b9\b/u);
  });

  test.each([
    ["private/manifest.json", (text: string) => text.replace('"records":12', '"records":13')],
    ["private/staged/spring-call.parquet", null],
  ])("ends with 6 and says where, when %s is not what it was", async (file, change) => {
    const other = project.copy();
    const path = other.path(".gatekeeper/runs", first, file);
    const altered = change?.(readFileSync(path, "utf8"));
    // A list of another run with somebody less on it.
    writeFileSync(path, altered ?? readFileSync(other.path(".gatekeeper/runs", second, file)));
    const { code, stderr, stdout } = await other.gatekeeper("reconcile", first);
    expect(code).toBe(6);
    expect(stdout).toContain("does NOT add up");
    expect(stderr).toMatch(/^GK0470 the numbers of run-\w+ do not add up: /u);
  });
});

describe("diff", () => {
  test("tells the officer inputs, state and counts, and names who was decided on otherwise in a private file alone", async () => {
    const found = (await json("run-difference", "diff", first, second, "--as", "officer")) as RunDifferenceJson;
    expect(found).toMatchObject({ from: first, to: second, program: [], configuration: [], campaigns: [] });
    expect(found.state).toEqual(["stops", "releases"]);
    expect(
      found.inputs.map(({ file, change, before, after }) => [file, change, before?.records, after?.records]),
    ).toEqual([["input/consent_events.csv", "changed", 12, 13]]);
    expect(found.counts.map(({ before, after }) => [before?.listed, after?.listed])).toEqual([[9, 8]]);
    expect(found.moves).toEqual([
      {
        campaign_id: "spring-call",
        outcome_before: "listed",
        reason_before: null,
        outcome_after: "refused",
        reason_after: "OPT_CHANNEL",
        people: 1,
      },
    ]);
    const people = await parquetRows(project.path(found.people_file ?? ""));
    expect(found.people_file).toBe(`.gatekeeper/runs/${second}/private/differences/${first}.parquet`);
    expect(people.map((row) => row["person_id"])).toEqual(["c06"]);
    const human = succeeded(await project.gatekeeper("diff", first, second, "--as", "officer"));
    expect(human.stdout).toContain("listed → refused OPT_CHANNEL");
    expect(human.stdout).not.toContain("c06");
  });

  test("tells anyone else what changed, and no number that was not published", async () => {
    await json("public-run-difference", "diff", first, second);
    const human = succeeded(await project.gatekeeper("diff", first, second));
    expect(human.stdout).toContain("consent_events: input/consent_events.csv  changed");
    expect(human.stdout).not.toMatch(/OPT_|\b[89]\b/u);
  });

  test("names the parts of a configuration, and the campaigns, that differ", async () => {
    const other = project.copy();
    const settings = other.read("gatekeeper.yaml");
    other.write("gatekeeper.yaml", settings.replace("minimum_units: 3", "minimum_units: 4"));
    other.write(
      "campaigns/spring-call.yaml",
      other.read("campaigns/spring-call.yaml").replace("New novels", "New poems"),
    );
    const third = await other.run();
    const { stdout } = succeeded(await other.gatekeeper("diff", second, third));
    expect(stdout).toContain("the configuration differs: disclosure\n");
    expect(stdout).toContain("spring-call  changed");
    expect(stdout).not.toContain("Input files:");
  });
});

describe("scrub-evidence", () => {
  test("C48: says which lists, of which files and hashes, and which rules a released list was checked against", async () => {
    const evidence = (await json("scrub-evidence", "scrub-evidence", releaseId)) as ScrubEvidenceJson;
    expect(evidence.checks.lists).toEqual([
      expect.objectContaining({
        list_id: "internal-stop",
        kind: "internal",
        file: "input/suppressions.csv",
        rows: 2,
        sha256: sha256Text(project.read("input/suppressions.csv")),
      }),
    ]);
    expect(evidence.checks.lists[0]?.first_seen_at).toMatch(/^\d{4}-\d\d-\d\dT/u);
    expect(evidence.journal?.sequence).toBeGreaterThan(0);
    // The events of the release, not of the run.
    const consent = evidence.checks.inputs.find(({ table }) => table === "consent_events");
    expect(consent?.sha256).toBe(sha256Text(project.read("input/consent_events.csv")));
    const manifest = readJson(privatePath(project, first, "manifest.json")) as RunManifest;
    expect(manifest.inputs.map(({ sha256 }) => sha256)).not.toContain(consent?.sha256);
  });

  test("names nobody, and writes a file that is never overwritten", async () => {
    const file = project.path("evidence.json");
    const { stdout } = succeeded(await project.gatekeeper("scrub-evidence", releaseId, "--output", file));
    expect(stdout).toContain("internal-stop  2  input/suppressions.csv");
    const text = readFileSync(file, "utf8");
    expect(schemaErrors("scrub-evidence", JSON.parse(text))).toEqual([]);
    expect(`${stdout}${text}`).not.toMatch(PERSONAL);
    expect(`${stdout}${text}`).not.toMatch(/\bc\d\d\b/u);
    const again = await project.gatekeeper("scrub-evidence", releaseId, "--output", file);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("GK0108");
  });

  test("knows only releases", async () => {
    const { code, stderr } = await project.gatekeeper("scrub-evidence", first);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^GK0428 there is no release/u);
    expect(stderr).toContain(releaseId);
  });
});
