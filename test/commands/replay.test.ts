import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";

import type { ReplayJson } from "../../src/artefacts/replay.ts";
import { succeeded } from "../support/cli.ts";
import { schemaErrors } from "../support/json-schema.ts";
import { filesIn, type Project } from "../support/project.ts";
import { changed, shop, shopFiles } from "./support/shop.ts";

/** A report that looks back at earlier runs, so that replay must, too. */
const REPORT = `id: by-segment
tables: [{ rows: [segment, previous_segment], measures: [customers] }]
audience: external
formats: [csv]
`;

/** A shop with a run, after which nearly everything changed: events, lists, campaigns, settings, releases. */
let project: Project;
let [earlier, first, later] = ["", "", ""];

const withdrawal = (id: string, customer: string) =>
  `${id},c${customer},,direct_marketing,call,withdraw,2026-10-30T10:00:00+08:00,subject,web_form,form-99\n`;

beforeAll(async () => {
  project = shop({ "reports/by-segment.yaml": REPORT });
  earlier = await project.run("--as-of", "2026-10-20");
  first = await project.run();
  await project.release(first);
  project.write("input/consent_events.csv", `${shopFiles()["input/consent_events.csv"]}${withdrawal("e99", "06")}`);
  project.write(
    "input/suppressions.csv",
    `${shopFiles()["input/suppressions.csv"]}internal-stop,phone,+8613900001009\n`,
  );
  project.write("campaigns/spring-call.yaml", changed("campaigns/spring-call.yaml", "country = 'CN'", "frequency > 0"));
  project.write("gatekeeper.yaml", changed("gatekeeper.yaml", "minimum_units: 3", "minimum_units: 5"));
  later = await project.run("--as-of", "2026-11-05");
});

const replayed = async (runId: string, of = project) => {
  const { stdout } = succeeded(await of.gatekeeper("replay", runId, "--format", "json"));
  const answer = JSON.parse(stdout) as ReplayJson;
  expect(schemaErrors("replay", answer)).toEqual([]);
  return answer;
};

test("every run is made again with the same bytes, though stops, inputs, campaigns and settings changed since", async () => {
  const before = filesIn(project.path(".gatekeeper"));
  for (const runId of [earlier, first, later]) {
    const answer = await replayed(runId);
    expect(answer).toMatchObject({ run_id: runId, verdict: "same", differing: [], not_kept: [] });
    expect(answer.same).toBeGreaterThan(12);
  }
  expect(filesIn(project.path(".gatekeeper"))).toEqual(before);
  const human = succeeded(await project.gatekeeper("replay", first, "--lang", "zh-CN"));
  expect(human.stdout).toContain(`运行 ${first} 已根据当时所知重现：全部 `);
});

test("a run is made again without any of its input files: what was loaded is known by its hash", async () => {
  const other = project.copy();
  rmSync(other.path("input"), { recursive: true });
  expect((await replayed(first, other)).verdict).toBe("same");
});

test("a decision that was changed after the run is found, and ends with 6", async () => {
  const other = project.copy();
  const file = (runId: string) => other.path(".gatekeeper/runs", runId, "private/decisions.parquet");
  cpSync(file(later), file(first));
  const { code, stdout, stderr } = await other.gatekeeper("replay", first);
  expect(code).toBe(6);
  expect(stdout).toContain("  private/decisions.parquet\n");
  expect(stderr).toContain(`GK0471 made again, run ${first} is not what it was: private/decisions.parquet`);
});

test("a file that the cache lost is named by file and source", async () => {
  const other = project.copy();
  rmSync(other.path(".gatekeeper/cache/consent_events"), { recursive: true });
  const { code, stderr } = await other.gatekeeper("replay", first);
  expect(code).toBe(4);
  expect(stderr).toMatch(/^GK0423 input\/consent_events\.csv: .*source "desk"/u);
});

test("stops that were removed from the store are found out", async () => {
  const other = project.copy();
  const path = other.path(".gatekeeper/state/stops/index.json");
  const index = JSON.parse(readFileSync(path, "utf8")) as { denials: { parts: unknown[] } };
  writeFileSync(path, JSON.stringify({ ...index, denials: { ...index.denials, parts: index.denials.parts.slice(1) } }));
  const { code, stderr } = await other.gatekeeper("replay", first);
  expect(code).toBe(6);
  expect(stderr).toMatch(/^GK0426 the stops that run /u);
});

test("another key than that of the run, and another version of the program, are told as what they are", async () => {
  const other = project.copy();
  other.write("keys/reference.key", `${"fedcba9876543210".repeat(4)}\n`);
  const key = await other.gatekeeper("replay", first);
  expect(key.code).toBe(4);
  expect(key.stderr).toMatch(/^GK0425 the configuration kept with run run-\w+ no longer means what it did: keys/u);
  const manifest = other.path(".gatekeeper/runs", first, "private/manifest.json");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/"version":"\d+\.\d+\.\d+"/u, '"version":"0.0.1"'));
  const version = await other.gatekeeper("replay", first);
  expect(version.code).toBe(4);
  expect(version.stderr).toContain("install version 0.0.1");
});
