import { appendFileSync, readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import type { AuditJson } from "../../src/artefacts/audit.ts";
import { newSigningKeyPair, publicKeyOf, signingKeyOf } from "../../src/io/signing-key.ts";
import { succeeded } from "../support/cli.ts";
import { type Project } from "../support/project.ts";
import { isThere } from "../support/project-faults.ts";
import { inventWorld, worldProject } from "../support/project-world.ts";

const WANG = newSigningKeyPair();
const LI = newSigningKeyPair();
const UNTIL = ["--until", "2099-12-31"];
const BY_WANG = ["--key", "keys/wang.officer.key"];

/** Two campaigns: calls that need an approval, and leaflets that need none. */
function approvedWorld(): Project {
  const project = worldProject(inventWorld("approvals", 40));
  const campaign = "campaigns/greeting-call.yaml";
  project.write(campaign, project.read(campaign).replace("approval: none", "approval: required"));
  appendFileSync(
    project.path("gatekeeper.yaml"),
    `officers:\n  wang: { key: "${WANG.public}" }\n  tea.pot: { key: "${LI.public}" }\n  other.name: { key: "${LI.public}" }\n`,
  );
  project.write("keys/wang.officer.key", WANG.secret);
  project.write("keys/li.officer.key", LI.secret);
  return project;
}

/** A command inside the project's folder. */
async function said(project: Project, ...command: string[]) {
  const key = command.indexOf("--key");
  const placed = key === -1 ? command : command.with(key + 1, project.path(command[key + 1] ?? ""));
  const { code, stdout, stderr } = await project.gatekeeper(...placed);
  return { code, text: `${stdout}${stderr}` };
}

describe("releasing what needs an approval", () => {
  let staged: Project;
  let runId: string;

  beforeAll(async () => {
    staged = approvedWorld();
    runId = await staged.run();
  });

  test("is refused without one, and what needs none goes out and says so", async () => {
    const project = staged.copy();
    const refused = await said(project, "release", runId);
    expect(refused.code).toBe(4);
    expect(refused.text).toContain("GK0401");
    expect(refused.text).toContain("gatekeeper approve greeting-call");
    const released = await said(project, "release", runId, "--select", "leaflet-post");
    expect(released.code).toBe(0);
    expect(released.text).toContain("approval: none");
  });

  test("follows an officer's approval, which the release and the journal name", async () => {
    const project = staged.copy();
    const approved = await said(project, "approve", "greeting-call", ...UNTIL, ...BY_WANG);
    expect(approved.text).toContain("wang approved campaign greeting-call");
    expect(approved.code).toBe(0);
    const releaseId = await project.release(runId);
    const record = project.read(".gatekeeper", "releases", releaseId, "private", "release.json");
    const [approvalFile = ""] = readdirSync(project.path(".gatekeeper/state/approvals"));
    expect(record).toContain(`"approval":"one_off","approvalId":"${approvalFile.replace(".json", "")}"`);
    expect(record).toContain('"approval":"none","approvalId":null');
    expect(project.read(".gatekeeper/releases", releaseId, "greeting-call.columns.json")).toContain('"one_off"');
    const journal = project.read(".gatekeeper/journal/journal.jsonl");
    expect(journal).toContain('"type":"approval.given"');
    expect(journal).not.toContain("wang");
  });

  test("C42: is refused when the campaign changed by one character since it was approved", async () => {
    const project = staged.copy();
    succeeded(await project.gatekeeper("approve", "greeting-call", ...UNTIL, "--key", project.path(BY_WANG[1] ?? "")));
    appendFileSync(project.path("campaigns/greeting-call.yaml"), "#");
    const refused = await said(project, "release", runId);
    expect(refused.code).toBe(4);
    expect(refused.text).toContain("GK0412");
    expect(refused.text).toContain("since then changed: the campaign file");
  });

  test("C42: the author approves nothing, nor does another name with the author's key", async () => {
    const project = staged.copy();
    project.write("gatekeeper.yaml", project.read("gatekeeper.yaml").replace(/ {2}other\.name: .*\n/u, ""));
    const byAuthor = await said(project, "approve", "greeting-call", ...UNTIL, "--key", "keys/li.officer.key");
    expect(byAuthor.code).toBe(4);
    expect(byAuthor.text).toContain("GK0413");
    const shared = await said(staged.copy(), "approve", "greeting-call", ...UNTIL, "--key", "keys/li.officer.key");
    expect(shared.text).toContain("GK0417");
  });

  test("needs an end from today on, and a key that is an officer's", async () => {
    expect((await said(staged, "approve", "greeting-call", ...BY_WANG)).text).toContain("GK0416");
    for (const until of ["2020-01-01", "2098-13-01", "2098-11-31", "2098-02-29", "next year"])
      expect((await said(staged, "approve", "greeting-call", "--until", until, ...BY_WANG)).text, until).toContain(
        "GK0416",
      );
    staged.write("keys/stranger.key", newSigningKeyPair().secret);
    const stranger = await said(staged, "approve", "greeting-call", ...UNTIL, "--key", "keys/stranger.key");
    expect(stranger.text).toContain("GK0417");
    expect(stranger.code).toBe(4);
  });

  test.each(["", " \t "])("a rejection needs a reason, and %j is none", async (reason) => {
    const refused = await said(staged, "reject", "greeting-call", "--reason", reason, ...BY_WANG);
    expect(refused.code).toBe(2);
    expect(refused.text).toContain("GK0102 --reason needs a value");
  });

  test("a rejection holds the run back until it is approved, and leaves no officer's words in the journal", async () => {
    const project = staged.copy();
    await said(project, "approve", "greeting-call", ...UNTIL, ...BY_WANG);
    await said(project, "reject", "greeting-call", "--reason", "the list is too long", ...BY_WANG);
    const refused = await said(project, "release", runId);
    expect(refused.text).toContain("GK0410");
    expect(refused.text).toContain("the list is too long");
    expect(project.read(".gatekeeper/journal/journal.jsonl")).not.toContain("too long");
    await said(project, "approve", "greeting-call", ...UNTIL, ...BY_WANG);
    await project.release(runId);
  });

  test("a standing approval lets every run out, until what it is bound to changes", async () => {
    const project = staged.copy();
    expect((await said(project, "approve", "greeting-call", "--standing", ...UNTIL, ...BY_WANG)).code).toBe(0);
    const released = await said(project, "release", runId);
    expect(released.text).toContain("under a standing approval");
    const vendor = project.read("vendors/printer.yaml");
    project.write("vendors/printer.yaml", vendor.replace("PB-1", "PB-2"));
    const again = await project.run("--as-of", "2026-11-02");
    const after = await said(project, "release", again, "--select", "greeting-call");
    expect(after.text).toContain("GK0403");
    project.write("gatekeeper.yaml", project.read("gatekeeper.yaml").replace("CNY", "EUR"));
    const changed = await said(project, "release", again, "--select", "greeting-call");
    expect(changed.text).toContain("GK0412");
  });

  test("a decision whose file was altered or removed stops the release", async () => {
    const project = staged.copy();
    await said(project, "approve", "greeting-call", ...UNTIL, ...BY_WANG);
    const [file = ""] = readdirSync(project.path(".gatekeeper/state/approvals"));
    const text = project.read(".gatekeeper/state/approvals", file);
    project.write(`.gatekeeper/state/approvals/${file}`, text.replace("2099", "2199"));
    const refused = await said(project, "release", runId);
    expect(refused.code).toBe(6);
    expect(refused.text).toContain("GK0610");
  });
});

describe("a decision that the journal does not know", () => {
  const APPROVALS = ".gatekeeper/state/approvals";
  let staged: Project;
  let runId: string;

  beforeAll(async () => {
    staged = approvedWorld();
    runId = await staged.run();
  });

  /** Puts a decision into a project as it lies there when its entry was never written; returns its file. */
  async function unrecorded(project: Project, ...command: string[]): Promise<string> {
    const elsewhere = project.copy();
    const known = isThere(elsewhere, "state", "approvals") ? readdirSync(elsewhere.path(APPROVALS)) : [];
    expect((await said(elsewhere, ...command, ...BY_WANG)).code).toBe(0);
    const file = readdirSync(elsewhere.path(APPROVALS)).find((name) => !known.includes(name)) ?? "";
    project.write(`${APPROVALS}/${file}`, elsewhere.read(APPROVALS, file));
    return file;
  }

  async function findingsOf(project: Project): Promise<AuditJson["findings"]> {
    return (JSON.parse((await project.gatekeeper("audit", "verify", "--format", "json")).stdout) as AuditJson).findings;
  }

  test("is found unrecorded, and a rejection among them holds the campaign back until it is decided anew", async () => {
    const project = staged.copy();
    await said(project, "approve", "greeting-call", ...UNTIL, ...BY_WANG);
    const file = await unrecorded(project, "reject", "greeting-call", "--reason", "too long");
    expect(await findingsOf(project)).toEqual([{ path: `state/approvals/${file}`, verdict: "unrecorded" }]);
    const refused = await said(project, "release", runId);
    expect([refused.code, refused.text]).toEqual([6, expect.stringContaining("GK0495")]);
    expect(refused.text).toContain(file);
    await said(project, "approve", "greeting-call", ...UNTIL, ...BY_WANG);
    await project.release(runId);
  });

  test("holds back what needs no approval, and counts when its officer is not known any more", async () => {
    const project = staged.copy();
    await unrecorded(project, "reject", "leaflet-post", "--standing", "--reason", "no more paper");
    const gatekeeper = project.read("gatekeeper.yaml");
    const only = ["release", runId, "--select", "leaflet-post"];
    expect((await said(project, ...only)).text).toContain("GK0495");
    project.write("gatekeeper.yaml", gatekeeper.replace(/ {2}wang: .*\n/u, ""));
    expect((await said(project, ...only)).text).toContain("GK0495");
  });

  test("is no rejection when its officer did not sign it so, and no approval ever", async () => {
    const project = staged.copy();
    const file = await unrecorded(project, "reject", "leaflet-post", "--reason", "no more paper");
    project.write(`${APPROVALS}/${file}`, project.read(APPROVALS, file).replace("no more", "no less"));
    project.write(`${APPROVALS}/approval-0.json`, "{");
    expect(await findingsOf(project)).toHaveLength(2);
    expect((await said(project, "release", runId, "--select", "leaflet-post")).code).toBe(0);
    await unrecorded(project, "approve", "greeting-call", ...UNTIL);
    expect((await said(project, "release", runId)).text).toContain("GK0401");
  });
});

test("the key of an officer is read strictly", async () => {
  expect(publicKeyOf(WANG.public)?.id).toBe(signingKeyOf(WANG.secret)?.id);
  const project = approvedWorld();
  project.write("gatekeeper.yaml", project.read("gatekeeper.yaml").replace(WANG.public, "MCow"));
  expect((await said(project, "validate")).text).toContain("GK0278");
});
