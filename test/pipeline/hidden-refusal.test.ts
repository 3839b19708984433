import { expect, test } from "vitest";

import { canonicalJson } from "../../src/io/canonical-json.ts";
import { sha256Text } from "../../src/io/sha256.ts";
import { succeeded } from "../support/cli.ts";
import { outcomes, people, peopleProject, withdrawalOf } from "../support/people-project.ts";
import type { Project } from "../support/project.ts";

const EVENTS = "input/consent_events.csv";
const LATER = ["--as-of", "2026-11-02"];
const FILES = people(["c1", "c2", "c3"]);

/** Three people of whom one refused. */
const refusing = (id: string) =>
  peopleProject({ ...FILES, [EVENTS]: FILES[EVENTS] + withdrawalOf(id, "2026-10-01T09:00:00+08:00") });

/** The lines of the stops of a project: its one denial, and the others. */
async function exported(of: Project) {
  succeeded(await of.gatekeeper("stops", "export", of.path("stops.jsonl")));
  const [header = "", ...lines] = of.read("stops.jsonl").trimEnd().split("\n");
  const line = lines.find((one) => one.startsWith('{"denial"')) ?? "{}";
  const { denial } = JSON.parse(line) as { denial: Record<string, string> };
  return { header, denial, others: lines.filter((one) => !/^\{"(?:denial|sha256)"/u.test(one)) };
}

test("a row that calls itself of somebody erased in the place of another's refusal is noticed when that is loaded", async () => {
  const erased = refusing("c1");
  await erased.run();
  succeeded(await erased.gatekeeper("erase", "--customer", "c1"));
  const { header, denial, others } = await exported(erased);
  const elsewhere = refusing("c2");
  await elsewhere.run();
  const kept = Object.fromEntries(
    Object.entries((await exported(elsewhere)).denial).filter(([key]) => !["source_key", "contact_key"].includes(key)),
  );
  const hiding = { ...kept, customer_id: denial["customer_id"] ?? "" } as Record<string, string>;
  const inOrder = [denial, hiding].toSorted((one, other) =>
    (one["denial_id"] ?? "") < (other["denial_id"] ?? "") ? -1 : 1,
  );
  const lines = [
    header.replace('"denials":1', '"denials":2'),
    ...inOrder.map((each) => canonicalJson({ denial: each })),
    ...others,
  ];
  const text = lines.map((line) => `${line}\n`).join("");
  const edited = erased.path("edited.jsonl");
  erased.write("edited.jsonl", `${text}${canonicalJson({ sha256: sha256Text(text) })}\n`);
  const project = refusing("c2");
  succeeded(await project.gatekeeper("stops", "import", edited));
  const { code, stderr } = await project.gatekeeper("run", ...LATER);
  expect([code, stderr]).toEqual([6, expect.stringContaining("GK0442")]);
  expect(stderr).toContain("input/consent_events.csv, 4");
  // Where no such refusal is loaded the file takes nothing from anybody; and the refusal of who was erased may be loaded again.
  const other = refusing("c1");
  succeeded(await other.gatekeeper("stops", "import", edited));
  expect((await outcomes(other, await other.run(...LATER)))["c1"]).toBe("OPT_ERASED");
});
