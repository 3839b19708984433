import { rmSync } from "node:fs";
import { expect, test } from "vitest";

import { auditRecorded } from "../../pipeline/audit-recorded.ts";
import { feedback } from "../../pipeline/commands/feedback.ts";
import { recordedOutcomes } from "../../pipeline/recorded-outcomes.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { openDirectories } from "../../src/state/directories.ts";
import { commandAt } from "../support/command-context.ts";
import { crashImages } from "../support/crash-images.ts";
import { people, peopleProject } from "../support/people-project.ts";
import type { Project } from "../support/project.ts";
import { namesIn } from "../support/project-faults.ts";

const MOMENT = "2026-11-10T01:00:00Z";
const LIMITS = { target: undefined, threads: undefined, memoryLimit: undefined };

test(
  "feedback that is killed at any of its file operations leaves a sound state, and again its outcomes are there and vouched for",
  { timeout: 900_000 },
  async () => {
    const released = peopleProject(people(["c1", "c2", "c3"]));
    const releaseId = await released.release(await released.run());
    const [, line = ""] = released.read(".gatekeeper/releases", releaseId, "calls.csv").split("\r\n");
    released.write("outcomes.csv", `reference,outcome\n${line.slice(0, 32)},bounced\n`);
    const telling = async (of: Project) =>
      feedback({ ...LIMITS, projectDir: of.folder, file: of.path("outcomes.csv") }, commandAt(MOMENT).command);
    const audited = async (of: Project) => {
      const directories = await openDirectories(of.folder);
      const entries = await readJournal(directories.journal);
      return { ...(await auditRecorded(directories, entries)), recorded: recordedOutcomes(entries) };
    };
    const project = released.copy();
    const { images, operations } = await crashImages(project, async () => telling(project));
    const [file = ""] = namesIn(project, "state", "outcomes");
    expect(operations.length).toBeGreaterThan(40);
    for (const { project: image, moments } of images) {
      const when = moments.join(", ");
      expect((await audited(image)).findings, when).toEqual([]);
      await telling(image);
      const { findings, recorded } = await audited(image);
      expect(findings, when).toEqual([]);
      expect(namesIn(image, "state", "outcomes"), when).toEqual([file]);
      expect(recorded?.get(file), when).toMatchObject({ isSettled: true, allowed: [expect.any(String)] });
      rmSync(image.path(".gatekeeper/state/outcomes", file));
      expect((await audited(image)).findings, when).toEqual([{ path: `state/outcomes/${file}`, verdict: "removed" }]);
      image.remove();
    }
  },
);
