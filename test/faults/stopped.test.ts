import { rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { beforeAll, describe, expect, test } from "vitest";

import { CONTACT_VALUES } from "../../src/load/input-cache.ts";
import { AS_OF, filesIn, fixtureProject, type Project } from "../support/project.ts";
import {
  expectTidy,
  expectWhole,
  isInTemporary,
  isThere,
  momentsIn,
  momentWhen,
  namesIn,
  stoppedAt,
} from "../support/project-faults.ts";
import { inventWorld, worldProject } from "../support/project-world.ts";

/** A second by the book; a busy machine needs longer. */
const STOPPED_WITHIN_MS = 4000;

const LEASE_IS_HELD = momentWhen("when the lease is held", (project) => hasTicket(project));

const FIRST_TABLE_IS_LOADED = momentWhen("when the first table is loaded", (project) =>
  isThere(project, "cache", "transactions"),
);

/** Long before the program can give anything back, and while it works. */
const MOMENTS = [
  ...momentsIn(() => 400, 1),
  LEASE_IS_HELD,
  FIRST_TABLE_IS_LOADED,
  momentWhen("when contact keys are found", (project) => isThere(project, "cache", CONTACT_VALUES)),
];

describe.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
] as const)("%s", (signal, exitCode) => {
  let staged: Project;
  let before: ReadonlyMap<string, string>;
  let runId: string;

  beforeAll(async () => {
    staged = worldProject(inventWorld("stopped", 60));
    runId = await staged.run();
    before = lasting(staged);
  });

  test.each(MOMENTS)("$name ends a run at once and leaves the state as it was", async (moment) => {
    const project = staged.copy();
    // Without the cache every file is read anew, and the moments can be seen.
    rmSync(project.path(".gatekeeper", "cache"), { recursive: true });
    const running = project.start("run", "--as-of", "2026-11-02");
    await moment.reached(project, running);
    const asked = performance.now();
    running.kill(signal);
    const { code, stderr } = await running.finished;
    expect(code).toBe(exitCode);
    expect(performance.now() - asked).toBeLessThan(STOPPED_WITHIN_MS);
    expect(stderr).not.toContain("GK0700");
    expect(lasting(project)).toEqual(before);
    // On another machine nobody could know that its process is gone, and would wait for five minutes.
    expect(hasTicket(project)).toBe(false);
    expect(await project.run()).toBe(runId);
    await expectTidy(project);
  });

  test("ends a release without a list", async () => {
    const project = staged.copy();
    const moment = momentWhen("while it writes the lists", (_, pid) => isInTemporary(project, pid, "release"));
    const { code } = await stoppedAt(moment, signal, project, ["release", runId]);
    expect(code).toBe(exitCode);
    expect(lasting(project)).toEqual(before);
    await project.release(runId);
    expectWhole(project);
    await expectTidy(project);
  });
});

describe("two runs at once", () => {
  test("the second ends with 5 and names the process, its machine and since when; the first goes on", async () => {
    const project = fixtureProject("demo");
    const first = project.start("run", "--as-of", AS_OF);
    await LEASE_IS_HELD.reached(project, first);
    const second = await project.gatekeeper("run", "--as-of", AS_OF);
    expect(second.code).toBe(5);
    expect(second.stderr).toContain("GK0501");
    expect(second.stderr).toContain(`process ${first.pid} on ${hostname()} (run), since 20`);
    expect(namesIn(project, "runs")).toEqual([]);
    expect((await first.finished).code).toBe(0);
    expect(namesIn(project, "runs").length).toBe(1);
    await expectTidy(project);
  });

  test("a run whose lease another took while it worked adds nothing to the stops and publishes nothing", async () => {
    const project = worldProject(inventWorld("fenced", 60));
    const running = project.start("run", "--as-of", AS_OF);
    await FIRST_TABLE_IS_LOADED.reached(project, running);
    rmSync(project.path(".gatekeeper", "lease", "ticket-1"));
    writeFileSync(project.path(".gatekeeper", "lease", "ticket-2"), "{}");
    const { code, stderr } = await running.finished;
    expect(stderr).toContain("GK0502");
    expect(code).toBe(5);
    expect(lasting(project)).toEqual(new Map());
  });

  test("the lease of a process that is gone is taken over", async () => {
    const project = worldProject(inventWorld("taken over", 60));
    const { code } = await stoppedAt(LEASE_IS_HELD, "SIGKILL", project, ["run", "--as-of", AS_OF]);
    expect(code).toBe(137);
    expect(hasTicket(project)).toBe(true);
    await project.run();
    await expectTidy(project);
  });
});

function hasTicket(project: Project): boolean {
  return namesIn(project, "lease").some((name) => name.startsWith("ticket-"));
}

/** What lasts between runs, by content; a clock time is in none of it. */
function lasting(project: Project): ReadonlyMap<string, string> {
  const folders = ["state", "runs", "releases", "journal"];
  return new Map(
    folders.flatMap((name) =>
      [...filesIn(project.path(".gatekeeper", name))].map(([file, hash]) => [`${name}/${file}`, hash] as const),
    ),
  );
}
