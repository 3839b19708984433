import { beforeAll, describe, expect, test } from "vitest";

import { fixtureProject, type Project } from "../support/project.ts";
import { isInTemporary, type Moment, momentWhen, namesIn, stoppedAt } from "../support/project-faults.ts";

const SIGKILL_CODE = 137;
const REPORT = ["run", "public", "reports", "segment-by-region"];

/** The last file of a report is there, and nothing of what is written after the audit. */
const MOMENT: Moment = momentWhen("while its reports are audited", (project, pid) =>
  isInTemporary(project, pid, ...REPORT, "report.json"),
);

describe("a run that is killed while its reports are audited", () => {
  let project: Project;

  beforeAll(() => {
    project = fixtureProject("demo");
  });

  test("publishes nothing, and the same again publishes the same", async () => {
    const { code } = await stoppedAt(MOMENT, "SIGKILL", project, ["run", "--as-of", "2026-11-01"]);
    expect(code).toBe(SIGKILL_CODE);
    expect(namesIn(project, "runs")).toEqual([]);
    const fresh = fixtureProject("demo");
    const runs = [await project.run("--as-of", "2026-11-01"), await fresh.run("--as-of", "2026-11-01")];
    expect(runs[0]).toBe(runs[1]);
    expect(namesIn(project, "runs")).toEqual(namesIn(fresh, "runs"));
  });
});
