import { readdirSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { parquetRows } from "../support/parquet.ts";
import { consentOf, numberOf, people, peopleProject, withdrawalOf } from "../support/people-project.ts";
import type { Project } from "../support/project.ts";

/** Ids that are nothing else by chance. */
const IDS = ["customer-70101", "customer-70102", "customer-70103", "customer-70104"];
const EVENTS = "input/consent_events.csv";

/** A project whose journal has an entry of every kind that people are behind. */
let project: Project;
let references: readonly string[];

beforeAll(async () => {
  const files = people(IDS);
  project = peopleProject({
    ...files,
    [EVENTS]: files[EVENTS] + withdrawalOf(IDS[0] ?? "", "2026-10-01T09:00:00+08:00"),
  });
  const calls = project.read("campaigns/calls.yaml").replace("to: 2026-11-12", "to: 2099-12-31");
  project.write("campaigns/calls.yaml", `${calls}decoys: { file: decoys.csv, seed: trace-1 }\n`);
  project.write("decoys.csv", "full_name,phone\nWei Lan,+8613899990001\n");
  const release = await project.release(await project.run());
  references = project
    .read(".gatekeeper/releases", release, "calls.csv")
    .trimEnd()
    .split("\r\n")
    .slice(1)
    .map((line) => line.slice(0, 32));
  project.write("outcomes.csv", `reference,outcome\n${references[0]},complained\n${references[1]},bounced\n`);
  succeeded(await project.gatekeeper("feedback", project.path("outcomes.csv")));
  project.write(EVENTS, project.read(EVENTS) + withdrawalOf(IDS[2] ?? "", "2026-10-30T09:00:00+08:00"));
  succeeded(await project.gatekeeper("recall", release));
  succeeded(await project.gatekeeper("stops", "export", project.path("stops.jsonl")));
  succeeded(await project.gatekeeper("stops", "import", project.path("stops.jsonl")));
  succeeded(await project.gatekeeper("erase", "--customer", IDS[3] ?? ""));
});

test("the journal and its heads hold no name, contact value, customer id, reference, decoy, or id of a denial, a holder or an event", async () => {
  const journal = project.read(".gatekeeper/journal/journal.jsonl");
  const heads = readdirSync(project.path(".gatekeeper/heads")).map((file) => project.read(".gatekeeper/heads", file));
  const text = [journal, ...heads].join("\n");
  const types = journal
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { type: string }).type);
  for (const type of [
    "run.sealed",
    "release.sealed",
    "feedback.taken",
    "recall.sealed",
    "stops.imported",
    "erase.begun",
  ])
    expect(types).toContain(type);
  const stops = project.path(".gatekeeper/state/stops");
  const rows = await Promise.all(
    readdirSync(stops)
      .filter((file) => /^(?:denial|holding)_id-/u.test(file))
      .map(async (file) => parquetRows(`${stops}/${file}`)),
  );
  const ids = rows.flat().map((row) => String(row["denial_id"] ?? row["holding_id"]));
  expect(ids.length).toBeGreaterThan(3);
  const events = IDS.map((id) => consentOf(id).split(",")[0] ?? "");
  const values = [
    ...IDS.flatMap((id) => [id, numberOf(id), `Name of ${id}`]),
    ...references,
    "Wei Lan",
    "+8613899990001",
  ];
  for (const value of [...ids, ...events, ...values]) expect(text).not.toContain(value);
});
