import { expect, test } from "vitest";

import { parquetRows } from "../support/parquet.ts";
import type { Project } from "../support/project.ts";
import { csv, EVENT_HEADER, registerProject } from "../support/register-project.ts";

const PEOPLE = ["kept", "moved", "wished", "freed"];
const WISHES = "input/preferences.csv";

test("a release takes off whoever's hours are no longer those the list tells, narrower or wider, and nobody else", async () => {
  const project = shop();
  const runId = await project.run();
  project.write("input/customers.csv", csv("customer_id,country", "kept,CN", "moved,FR", "wished,CN", "freed,CN"));
  project.write(
    WISHES,
    csv(WISH_HEADER, FREED, wish("wished", "09:00-10:00", "2026-10-02"), wish("freed", "*", "2026-10-02")),
  );
  const folder = project.path(".gatekeeper", "releases", await project.release(runId, "--select", "calls"));
  const removals = await parquetRows(`${folder}/private/removals.parquet`);
  const removed = removals.map((row) => `${row["person_id"]} ${row["removed_as"]} ${row["primary_reason"]}`);
  expect(removed.toSorted()).toEqual(["freed", "moved", "wished"].map((id) => `${id} SYS_LATE_OPTOUT WIN_QUIET`));
  const contacts = await parquetRows(`${folder}/private/contacts.parquet`);
  expect(contacts.map((row) => row["person_id"])).toEqual(["kept"]);
});

test("a release of the same inputs takes nobody off", async () => {
  const project = shop();
  const runId = await project.run();
  const folder = project.path(".gatekeeper", "releases", await project.release(runId, "--select", "calls"));
  expect(await parquetRows(`${folder}/private/removals.parquet`)).toEqual([]);
  expect(await parquetRows(`${folder}/private/contacts.parquet`)).toHaveLength(PEOPLE.length);
});

const WISH_HEADER = "event_id,customer_id,key,value,effective_at";
const FREED = wish("freed", "09:00-10:00", "2026-10-01");

function wish(id: string, hours: string, day: string): string {
  return `${id}-${day},${id},hours,${hours},${day}T00:00:00Z`;
}

/** Everybody is of China, and one asked for hours. */
function shop(): Project {
  const phones = Object.fromEntries(PEOPLE.map((id, index) => [id, { phone: `+861380000000${index}` }]));
  const project = registerProject(phones, "", {});
  const events = PEOPLE.map((id) => `give-${id},${id},,direct_marketing,call,give,2026-01-01T00:00:00Z`);
  project.write("input/consent_events.csv", csv(EVENT_HEADER, ...events));
  project.write(WISHES, csv(WISH_HEADER, FREED));
  project.write("gatekeeper.yaml", configuration(project.read("gatekeeper.yaml")));
  return project;
}

function configuration(text: string): string {
  const columns = WISH_HEADER.split(",").map((name) => `${name}: ${name}`);
  return text
    .replace(
      "  suppressions:\nlists:\n",
      `  preferences: [{ source: wishes, files: ${WISHES}, columns: { ${columns.join(", ")} } }]\n`,
    )
    .replace("keys:", "jurisdiction: { without_rules: 100% }\nkeys:");
}
