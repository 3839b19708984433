import { existsSync } from "node:fs";
import pLimit from "p-limit";
import { beforeAll, describe, expect, test } from "vitest";

import { type Finished, startGatekeeper } from "../support/cli.ts";
import { filesIn, type Project, projectOf } from "../support/project.ts";
import { type CommandLineCase, commandLineCases } from "./command-line-cases.ts";
import { inputProject, PERSONAL_VALUES } from "./input-texts.ts";

const CASES = commandLineCases();

const finished = new Map<CommandLineCase, Finished>();
let project: Project;

/** None of them changes anything, so they can be tried side by side. */
beforeAll(async () => {
  project = projectOf(inputProject());
  const limit = pLimit(2);
  const tried = CASES.map(async (own) => {
    const { words, environment } = own;
    finished.set(
      own,
      await limit(async () => startGatekeeper(words, { folder: project.folder, environment }).finished),
    );
  });
  await Promise.all(tried);
});

describe("a command line that cannot be followed says what to write", () => {
  test.each(CASES)("$code: $title", (own) => {
    const { code, stdout, stderr } = finished.get(own) ?? { code: -1, stdout: "", stderr: "" };
    const [first = "", remedy = "", ...others] = stderr.trimEnd().split("\n");
    expect(first.startsWith(`${own.code} `)).toBe(true);
    expect(first).toContain(own.message);
    expect(remedy).toContain(own.remedy);
    expect({ code, stdout, others }).toEqual({ code: own.exit, stdout: "", others: [] });
    expect(stderr).not.toMatch(PERSONAL_VALUES);
    expect(stderr).not.toContain("hunter2");
    expect(stderr.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });
});

test("and nothing was begun: no run, no state, no new project", () => {
  // Some make the folders they look into, and take the lease before they read what they are given.
  expect([...filesIn(project.path(".gatekeeper")).keys()].filter((file) => !file.startsWith("lease/"))).toEqual([]);
  for (const name of ["x", "y"]) expect(existsSync(project.path(name))).toBe(false);
});
