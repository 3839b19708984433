import { readFileSync } from "node:fs";
import pLimit from "p-limit";
import { beforeAll, describe, expect, test } from "vitest";

import { parquetCells } from "../support/parquet.ts";
import type { Project } from "../support/project.ts";
import {
  expectTidy,
  expectWhole,
  isInTemporary,
  momentsIn,
  momentWhen,
  namesIn,
  publishedFiles,
  stoppedAt,
} from "../support/project-faults.ts";
import { inventWorld, worldProject } from "../support/project-world.ts";

const COUNT = process.env["GK_LONG"] === "1" ? 25 : 3;
/** How long the command takes when nobody disturbs it. */
let usualMs = 0;
const SIGKILL_CODE = 137;
const WAITING = { timeout: 600_000 };

/** Two at once: the processes wait for the disk often enough to share two cores. */
const inTurn = pLimit(2);

const MOMENTS = [
  ...momentsIn(() => usualMs, COUNT),
  momentWhen("when the plain list of the vendor is written", (project, pid) =>
    isInTemporary(project, pid, "release", "leaflet-post.csv"),
  ),
  momentWhen("when its record is written", (project, pid) =>
    isInTemporary(project, pid, "release", "private", "release.json"),
  ),
  momentWhen("when the journal says that it is sealed", (project) =>
    readFileSync(project.path(".gatekeeper", "journal", "journal.jsonl"), "utf8").includes("release.sealed"),
  ),
  momentWhen("just after it was published", (project) => namesIn(project, "releases").length > 0),
];

describe("a release that is killed", () => {
  let staged: Project;
  let undisturbed: ReadonlyMap<string, string>;
  let runId: string;
  let releaseId: string;
  let killed = 0;

  beforeAll(async () => {
    staged = worldProject(inventWorld("killed release", 60));
    runId = await staged.run();
    const project = staged.copy();
    const start = performance.now();
    releaseId = await project.release(runId);
    usualMs = performance.now() - start;
    undisturbed = publishedFiles(project);
  });

  test.concurrent.each(MOMENTS)(
    "$name leaves no list or a list with its record, and the same again gives the same bytes",
    WAITING,
    async (moment) =>
      inTurn(async () => {
        const project = staged.copy();
        const { code } = await stoppedAt(moment, "SIGKILL", project, ["release", runId]);
        if (code === SIGKILL_CODE) killed += 1;
        else expect(code).toBe(0);
        expectWhole(project);
        expect(await project.release(runId)).toBe(releaseId);
        expect(publishedFiles(project)).toEqual(undisturbed);
        expect(namesIn(project, "releases")).toEqual([releaseId]);
        const contacts = await parquetCells(
          project.path(".gatekeeper", "releases", releaseId, "private", "contacts.parquet"),
        );
        expect(new Set(contacts.map(([contact]) => contact)).size).toBe(contacts.length);
        // A release that was there already opens nothing; the next run removes what the killed process left.
        if (namesIn(project, "tmp").length > 0) await project.run("--as-of", "2026-11-02");
        await expectTidy(project);
      }),
  );

  test("was in truth killed at most of these moments", () => {
    expect(killed).toBeGreaterThan(MOMENTS.length / 2);
    expect([...undisturbed.keys()]).toContain(`${releaseId}/greeting-call.csv`);
  });
});
