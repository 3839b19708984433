import { afterEach, expect, test, vi } from "vitest";

import { run } from "../../pipeline/commands/run.ts";
import { commandAt } from "../support/command-context.ts";
import { AS_OF, fixtureProject } from "../support/project.ts";

afterEach(() => void vi.restoreAllMocks());

test("a stage that fails no longer says every half minute that it goes on", async () => {
  const project = fixtureProject("w1_postal_bureau");
  project.write("gatekeeper.yaml", project.read("gatekeeper.yaml").replaceAll("input/customers", "input/absent"));
  const { command } = commandAt("2026-11-01T02:00:00Z");
  const [started, ended] = [vi.spyOn(globalThis, "setInterval"), vi.spyOn(globalThis, "clearInterval")];
  const limits = { projectDir: project.folder, target: undefined, threads: 1, memoryLimit: undefined };
  await expect(run({ ...limits, asOf: AS_OF, select: [], exclude: [], until: "export" }, command)).rejects.toThrow(
    /absent/u,
  );
  const timers = started.mock.results.map(({ value }) => value as unknown);
  expect(timers.length).toBeGreaterThan(0);
  expect(ended.mock.calls.map(([timer]) => timer as unknown)).toEqual(expect.arrayContaining(timers));
});
