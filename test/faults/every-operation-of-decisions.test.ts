import { appendFileSync } from "node:fs";
import { expect, test } from "vitest";

import { approve } from "../../pipeline/commands/approve.ts";
import { recall } from "../../pipeline/commands/recall.ts";
import { newSigningKeyPair } from "../../src/io/signing-key.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { commandAt } from "../support/command-context.ts";
import { crashImages } from "../support/crash-images.ts";
import { people, peopleProject, withdrawalOf } from "../support/people-project.ts";
import { filesIn, type Project } from "../support/project.ts";
import { isThere, namesIn } from "../support/project-faults.ts";

const MOMENT = "2026-11-10T01:00:00Z";
const LIMITS = { target: undefined, threads: undefined, memoryLimit: undefined };
const WAITING = { timeout: 900_000 };

/** What is left of the journal by a process that was killed: whole, or with a last line that is cut short. */
async function expectSound(project: Project, when: string): Promise<void> {
  const { verdict } = await verifyJournal(project.path(".gatekeeper/journal"));
  expect(["ok", "torn_last_line"], when).toContain(verdict);
}

function entries(project: Project, type: string): number {
  return project.read(".gatekeeper/journal/journal.jsonl").split(`"type":"${type}"`).length - 1;
}

test(
  "an approval that is killed at any of its file operations counts for nothing or is recorded, and again it is the same one",
  WAITING,
  async () => {
    const officer = newSigningKeyPair();
    const staged = peopleProject(people(["c1", "c2", "c3"]));
    appendFileSync(staged.path("gatekeeper.yaml"), `officers: { wang: { key: "${officer.public}" } }\n`);
    staged.write("keys/wang.officer.key", officer.secret);
    const runId = await staged.run();
    const approving = async (project: Project) =>
      approve(
        {
          ...LIMITS,
          projectDir: project.folder,
          decision: "approved",
          campaign: "calls",
          run: runId,
          isStanding: false,
          isService: false,
          until: "2099-12-31",
          reason: undefined,
          key: project.path("keys/wang.officer.key"),
        },
        commandAt(MOMENT).command,
      );
    const project = staged.copy();
    const { images, operations } = await crashImages(project, async () => approving(project));
    const [approval = ""] = namesIn(project, "state", "approvals");
    expect(operations.length).toBeGreaterThan(40);
    for (const { project: image, moments } of images) {
      const when = moments.join(", ");
      await expectSound(image, when);
      // What the journal says was decided is there.
      if (entries(image, "approval.given") > 0) expect(namesIn(image, "state", "approvals"), when).toContain(approval);
      await approving(image);
      expect(namesIn(image, "state", "approvals"), when).toEqual([approval]);
      expect(image.read(".gatekeeper/state/approvals", approval)).toBe(
        project.read(".gatekeeper/state/approvals", approval),
      );
      expect((await verifyJournal(image.path(".gatekeeper/journal"))).verdict, when).toBe("ok");
      image.remove();
    }
  },
);

test(
  "a recall that is killed at any of its file operations leaves none or one with its record, and again it is the same one",
  WAITING,
  async () => {
    const released = peopleProject(people(["c1", "c2", "c3"]));
    const releaseId = await released.release(await released.run());
    const events = "input/consent_events.csv";
    released.write(events, released.read(events) + withdrawalOf("c1", "2026-11-09T09:00:00+08:00"));
    const recalling = async (project: Project) =>
      recall({ ...LIMITS, projectDir: project.folder, release: releaseId }, commandAt(MOMENT).command);
    const project = released.copy();
    const { images, operations } = await crashImages(project, async () => recalling(project));
    const folder = (of: Project) => of.path(".gatekeeper/releases", releaseId, "recall-1");
    const undisturbed = filesIn(folder(project));
    expect([...undisturbed.keys()]).toContain("calls.recall.csv");
    expect(operations.length).toBeGreaterThan(80);
    for (const { project: image, moments } of images) {
      const when = moments.join(", ");
      await expectSound(image, when);
      if (isThere(image, "releases", releaseId, "recall-1")) expect(filesIn(folder(image)), when).toEqual(undisturbed);
      await recalling(image);
      expect(filesIn(folder(image)), when).toEqual(undisturbed);
      expect(namesIn(image, "releases", releaseId).filter((name) => name.startsWith("recall-"))).toEqual(["recall-1"]);
      expect((await verifyJournal(image.path(".gatekeeper/journal"))).verdict, when).toBe("ok");
      image.remove();
    }
  },
);
