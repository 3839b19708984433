import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { people, peopleProject } from "../support/people-project.ts";
import type { Project } from "../support/project.ts";
import { csv, LIST_HEADER, registerProject } from "../support/register-project.ts";

const HOLDINGS = {
  a: { phone: "+8613800138001" },
  b: { phone: "+8613800138002" },
  twin: { phone: "+8613800138003" },
};

const LISTS = "  dnc: { kind: national_register, jurisdiction: CN, channel: call, allowed_shrink: 50% }\n";

const snapshotOf = (day: string) => `input/lists/dnc/dnc-${day}.csv`;

function rows(...held: readonly string[]): string[] {
  const others = Array.from({ length: 20 }, (_, index) =>
    `+861390013900${String(index).padStart(2, "0")}`.slice(0, 14),
  );
  return [...new Set([...held, ...others])].map((value) => `dnc,phone,${value}`);
}

async function replayed(project: Project, runId: string): Promise<string> {
  const { stdout } = succeeded(await project.gatekeeper("replay", runId, "--format", "json"));
  return (JSON.parse(stdout) as { verdict: string }).verdict;
}

describe("a replay of a run", () => {
  /** A register of three snapshots, each with a run. */
  let project: Project;
  const runs: string[] = [];

  beforeAll(async () => {
    project = registerProject(HOLDINGS, LISTS, { [snapshotOf("2026-11-01")]: rows(HOLDINGS.a.phone) });
    runs.push(await project.run());
    const later = [
      ["2026-11-02", [HOLDINGS.b.phone]],
      ["2026-11-03", [HOLDINGS.a.phone, HOLDINGS.twin.phone]],
    ] as const;
    for (const [day, held] of later) {
      rmSync(project.path("input/lists/dnc"), { recursive: true });
      project.write(snapshotOf(day), csv(LIST_HEADER, ...rows(...held)));
      runs.push(await project.run());
    }
  });

  test("asks the register as it was then, though it was replaced since, and the numbers in it lost and came again", async () => {
    for (const runId of runs) expect([runId, await replayed(project, runId)]).toEqual([runId, "same"]);
  });

  test("of a version that kept no changes names the register", async () => {
    const other = project.copy();
    const path = other.path(".gatekeeper/state/stops/index.json");
    const index = JSON.parse(readFileSync(path, "utf8")) as { registers: { dnc: { earlier?: unknown } } };
    delete index.registers.dnc.earlier;
    writeFileSync(path, JSON.stringify(index));
    expect(await replayed(other, runs[2] ?? "")).toBe("same");
    const { code, stderr } = await other.gatekeeper("replay", runs[0] ?? "");
    expect(code).toBe(6);
    expect(stderr).toContain('GK0615 the snapshot of the register "dnc"');
  });
});

describe("a replay of runs around feedback", () => {
  test("knows the outcomes and the holdouts that each of them knew", async () => {
    const project = peopleProject(people(["c1", "c2", "c3", "c4", "c5", "c6"]));
    const calls = `${project.read("campaigns/calls.yaml")}caps: { person: { 30d: 1 } }\n`;
    project.write("campaigns/calls.yaml", `${calls}holdout: { percent: 30, seed: s }\n`);
    const first = await project.run();
    const release = await project.release(first);
    const between = await project.run("--as-of", "2026-11-02");
    const references = project
      .read(".gatekeeper/releases", release, "calls.csv")
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map((line) => line.slice(0, 32));
    project.write("outcomes.csv", `reference,outcome\n${references[0]},failed\n${references[1]},complained\n`);
    succeeded(await project.gatekeeper("feedback", project.path("outcomes.csv")));
    project.write("campaigns/calls.yaml", `${calls}holdout: { percent: 10, seed: s }\n`);
    const after = await project.run("--as-of", "2026-11-02");
    project.write("outcomes.csv", `reference,outcome\n${references[0]},sent\n`);
    succeeded(await project.gatekeeper("feedback", project.path("outcomes.csv")));
    expect(new Set([first, between, after]).size).toBe(3);
    for (const runId of [first, between, after])
      expect([runId, await replayed(project, runId)]).toEqual([runId, "same"]);
  });
});
