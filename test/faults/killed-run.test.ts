import pLimit from "p-limit";
import { beforeAll, describe, expect, test } from "vitest";

import { CONTACT_VALUES } from "../../src/load/input-cache.ts";
import { AS_OF, type Project } from "../support/project.ts";
import {
  expectTidy,
  expectWhole,
  isInTemporary,
  isThere,
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
  momentWhen("when the first file is loaded", (project) =>
    namesIn(project, "cache").some((name) => name !== CONTACT_VALUES),
  ),
  momentWhen("when the stops are in the store", (project) => isThere(project, "state", "stops", "index.json")),
  momentWhen("when the run's folder is put together", (project, pid) => isInTemporary(project, pid, "run")),
  momentWhen("just before it is published", (project, pid) =>
    isInTemporary(project, pid, "run", "public", "run_results.json"),
  ),
  momentWhen("just after it was published", (project) => namesIn(project, "runs").length > 0),
];

describe("a run that is killed", () => {
  let fresh: Project;
  let undisturbed: ReadonlyMap<string, string>;
  let runId: string;
  let killed = 0;

  beforeAll(async () => {
    const world = inventWorld("killed run", 60);
    fresh = worldProject(world);
    const project = fresh.copy();
    const start = performance.now();
    runId = await project.run();
    usualMs = performance.now() - start;
    undisturbed = publishedFiles(project);
  });

  test.concurrent.each(MOMENTS)(
    "$name leaves nothing half-done, and the same again gives the same bytes",
    WAITING,
    async (moment) =>
      inTurn(async () => {
        const project = fresh.copy();
        const { code } = await stoppedAt(moment, "SIGKILL", project, ["run", "--as-of", AS_OF]);
        if (code === SIGKILL_CODE) killed += 1;
        else expect(code).toBe(0);
        expectWhole(project);
        expect(await project.run()).toBe(runId);
        expect(publishedFiles(project)).toEqual(undisturbed);
        await expectTidy(project);
      }),
  );

  test("was in truth killed at most of these moments", () => {
    expect(killed).toBeGreaterThan(MOMENTS.length / 2);
  });

  test("leaves no half-written file for long, wherever it lay", async () => {
    const project = fresh.copy();
    const nobody = 2 ** 30;
    for (const folder of [`tmp/${nobody}/run`, "cache/transactions", "state/stops"]) {
      project.write(`.gatekeeper/${folder}/.half.json.${nobody}-1.tmp`, '{"half":');
    }
    expect(await project.run()).toBe(runId);
    expect(publishedFiles(project)).toEqual(undisturbed);
    await expectTidy(project);
  });

  test("is taken up again by the run after, however often it is killed", async () => {
    const project = fresh.copy();
    for (const moment of momentsIn(() => usualMs, 3))
      await stoppedAt(moment, "SIGKILL", project, ["run", "--as-of", AS_OF]);
    expect(await project.run()).toBe(runId);
    expect(publishedFiles(project)).toEqual(undisturbed);
    await expectTidy(project);
  });
});
