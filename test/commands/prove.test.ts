import { rmSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";

import type { ProofJson, ProvedEvent } from "../../src/artefacts/proof.ts";
import { sha256Text } from "../../src/io/sha256.ts";
import { succeeded } from "../support/cli.ts";
import { schemaErrors } from "../support/json-schema.ts";
import type { Project } from "../support/project.ts";
import { changed, shop, shopFiles } from "./support/shop.ts";

const HEADER_WITH_NOTICE =
  "customer_id,contact_point,purpose,channel,action,effective_at,authority,method,proof_ref,notice_id,notice_version";

const EVENTS = `event_id,${HEADER_WITH_NOTICE}
e05,c05,,direct_marketing,call,give,2026-02-01T10:00:00+08:00,subject,web_form,form-05,privacy,1
e06a,c06,,direct_marketing,call,give,2026-02-01T10:00:00+08:00,subject,web_form,form-06,privacy,1
e06b,c06,,direct_marketing,call,withdraw,2026-03-01T10:00:00+08:00,subject,web_form,form-06b,,
e06c,c06,,direct_marketing,call,give,2026-04-01T10:00:00+08:00,subject,web_form,form-06c,privacy,1
e07,c07,,direct_marketing,call,give,someday,subject,web_form,form-07,,
e08,c08,,direct_marketing,call,refuse,2026-03-01T10:00:00+08:00,subject,web_form,form-08,,
`;

/** How the shop says on which notice consent was given, and how its events say so themselves. */
const CONSTANT = `notice_id: "'privacy'", notice_version: "'1'"`;
const COLUMNS = "notice_id: notice_id, notice_version: notice_version";

/** A shop whose events have notices; a run was made of them. */
let project: Project;
let runId = "";

beforeAll(async () => {
  const settings = changed("gatekeeper.yaml", CONSTANT, COLUMNS);
  project = shop({ "gatekeeper.yaml": settings, "input/consent_events.csv": EVENTS });
  runId = await project.run();
});

const proved = async (id: string, of = project): Promise<ProvedEvent[]> => {
  const { stdout } = succeeded(await of.gatekeeper("prove", id, "--format", "json"));
  const answer = JSON.parse(stdout) as ProofJson;
  expect(schemaErrors("proof", answer)).toEqual([]);
  return [...answer.events];
};

test("a consent is traced to its record, file, hash, first load, notice and runs, and nothing stands against it", async () => {
  const [event] = await proved("e05");
  expect(event).toMatchObject({
    customer_id: "c05",
    action: "give",
    file: "input/consent_events.csv",
    record: 1,
    sha256: sha256Text(EVENTS),
    notice: { notice_id: "privacy", version: "1" },
    is_in_current_load: true,
    runs: [runId],
  });
  expect(event?.first_seen_at).toMatch(/^\d{4}-\d\d-\d\dT/u);
  expect(event?.effect).toEqual({
    kind: "grant",
    is_valid: true,
    people: ["c05"],
    lifts: [],
    against: [],
    allows: [
      { campaign_id: "spring-call", contact_key: "phone:+8613900001005", purpose: "direct_marketing", basis: "valid" },
    ],
  });
});

test("a consent after a withdrawal is said to lift it, and the one before it to lift nothing and to allow nothing", async () => {
  const [after] = await proved("e06c");
  expect(after?.effect?.lifts).toEqual([expect.objectContaining({ source_key: "e06b", record: 3, stands_in: [] })]);
  expect(after?.effect?.allows).toEqual([expect.objectContaining({ basis: "valid" })]);
  const [before] = await proved("e06a");
  expect(before?.effect).toMatchObject({ lifts: [], against: [{ source_key: "e06b" }], allows: [] });
  const human = succeeded(await project.gatekeeper("prove", "e06c"));
  expect(human.stdout).toContain("It lifts:");
  expect(human.stdout).toContain("given on notice privacy, version 1");
});

test("a refusal is said to bind its person and where it stands; a consent that cannot be read allows nothing", async () => {
  const [refusal] = await proved("e08");
  expect(refusal?.effect).toMatchObject({
    kind: "denial",
    people: ["c08"],
    against: [{ source_key: "e08", stands_in: ["spring-call"] }],
  });
  const [unreadable] = await proved("e07");
  expect(unreadable?.effect).toMatchObject({ kind: "grant", is_valid: false, allows: [] });
  const human = succeeded(await project.gatekeeper("prove", "e08", "--lang", "zh-CN"));
  expect(human.stdout).toContain("它约束 c08。");
});

test("the wording of the notice is told as a run kept it, though its file was edited a year later, or removed", async () => {
  const other = project.copy();
  const notice = other.read("notices/privacy.yaml");
  const words = "What you say\nTo call you\nTo nobody\nSay no\nAsk us\nLocked\nWe tell you\nThe shop";
  const asWritten = { notice_id: "privacy", version: "1", wording: words, kept_by: runId };
  expect((await proved("e05", other))[0]?.notice).toEqual({ ...asWritten, is_changed_since: false });
  other.write("notices/privacy.yaml", notice.replace("To call you", "To do as we please"));
  expect((await proved("e05", other))[0]?.notice).toEqual({ ...asWritten, is_changed_since: true });
  other.write("notices/privacy.yaml", notice.replace('version: "1"', 'version: "7"'));
  expect((await proved("e05", other))[0]?.notice).toEqual({ ...asWritten, is_changed_since: true });
  const { stdout } = succeeded(await other.gatekeeper("prove", "e05"));
  expect(stdout).toContain(`in the words that ${runId} kept`);
  expect(stdout).toContain("To call you");
  expect(stdout).not.toContain("as we please");
  const chinese = succeeded(await other.gatekeeper("prove", "e05", "--lang", "zh-CN"));
  expect(chinese.stdout).toContain(`${runId} 保存的原文`);
});

test("a statement that no input file has any more is found in the file an earlier run was made of", async () => {
  const other = project.copy();
  const settings = other.read("gatekeeper.yaml").replace(COLUMNS, CONSTANT);
  other.write("gatekeeper.yaml", settings);
  other.write("input/consent_events.csv", shopFiles()["input/consent_events.csv"]?.replace(/^e0[56].*\n/gmu, "") ?? "");
  const [event] = await proved("e06b", other);
  expect(event).toMatchObject({ is_in_current_load: false, runs: [runId], record: 3, effect: null });
  // Not even what is there now need be loadable.
  rmSync(other.path("input"), { recursive: true });
  const { stdout, stderr } = succeeded(await other.gatekeeper("prove", "e06b"));
  expect(stdout).toContain("in no input file any more; a refusal in it still binds");
  expect(stderr).toContain("only the files of earlier runs are searched");
});

test("an id that nobody wrote is not found, and not repeated", async () => {
  const { code, stdout, stderr } = await project.gatekeeper("prove", "e-nobody");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("GK0422 no statement of that id");
  expect(stderr).not.toContain("e-nobody");
});
