import { expect, test } from "vitest";

import { auditRecorded } from "../../pipeline/audit-recorded.ts";
import { erase } from "../../pipeline/commands/erase.ts";
import { unfinishedErasures } from "../../pipeline/unfinished-erasures.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { openDirectories } from "../../src/state/directories.ts";
import { commandAt } from "../support/command-context.ts";
import { crashImages } from "../support/crash-images.ts";
import { parquetRows } from "../support/parquet.ts";
import { numberOf, outcomes, people, peopleProject, withdrawalOf, withHeader } from "../support/people-project.ts";
import { filesIn, type Project } from "../support/project.ts";

const MOMENT = "2026-11-10T01:00:00Z";
const LIMITS = { target: undefined, threads: undefined, memoryLimit: undefined };
/** One of how many moments is tried: all of them would take a quarter of an hour. */
const EVERY = 31;

/** The files of the state that still name the person. */
async function filesNaming(project: Project): Promise<string[]> {
  const naming: string[] = [];
  for (const name of filesIn(project.path(".gatekeeper")).keys()) {
    if (name.startsWith("lease") || name.startsWith("tmp")) continue;
    const text = name.endsWith(".parquet")
      ? JSON.stringify(await parquetRows(project.path(".gatekeeper", name)), (_, value: unknown) => String(value))
      : project.read(".gatekeeper", name);
    if (new RegExp(`\\bc1\\b|${numberOf("c1").slice(1)}`, "u").test(text)) naming.push(name);
  }
  return naming;
}

test(
  "an erasure that is killed at any of its file operations binds or can be done again, and then nothing names the person",
  { timeout: 900_000 },
  async () => {
    const released = peopleProject(people(["c1", "c2", "c3"]));
    await released.release(await released.run());
    const events = "input/consent_events.csv";
    released.write(events, released.read(events) + withdrawalOf("c1", "2026-10-01T09:00:00+08:00"));
    await released.run("--as-of", "2026-11-02");
    const erasing = async (of: Project) =>
      erase({ ...LIMITS, projectDir: of.folder, customer: "c1", isDryRun: false }, commandAt(MOMENT).command);
    const project = released.copy();
    const { images, operations } = await crashImages(project, async () => erasing(project), { every: EVERY });
    expect(operations.length).toBeGreaterThan(100);
    expect(await filesNaming(project)).toEqual([]);
    for (const { project: image, moments } of images) {
      const when = moments.join(", ");
      expect(["ok", "torn_last_line"], when).toContain(
        (await verifyJournal(image.path(".gatekeeper/journal"))).verdict,
      );
      await erasing(image);
      expect(await filesNaming(image), when).toEqual([]);
      const directories = await openDirectories(image.folder);
      const { findings } = await auditRecorded(directories, await readJournal(directories.journal));
      expect(findings, when).toEqual([]);
      expect(unfinishedErasures(await readJournal(directories.journal)), when).toEqual([]);
      image.remove();
    }
    // Bytes that were never loaded: what is known of the files helps nobody back.
    const again = people(["c4", "c1", "c2", "c3"]);
    for (const file of ["input/customers.csv", "input/contact_points.csv"] as const)
      project.write(file, withHeader(file, again[file]));
    expect(await outcomes(project, await project.run("--as-of", "2026-11-03"))).toMatchObject({
      c1: "BASIS_NONE OPT_ERASED",
    });
  },
);
