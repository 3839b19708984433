import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";

import { ROOT } from "./tidy/source-files.ts";

const projects: string[] = [];

afterEach(() => {
  for (const project of projects.splice(0)) rmSync(project, { recursive: true });
});

test("passed, failed and skipped tests are counted one by one", () => {
  const file = `
    test("one", () => {});
    test.each([1, 2])("%i", () => {});
    test("wrong", () => expect(1).toBe(2));
    test.skip("not now", () => {});
    test.todo("later");`;
  expect(closingLine({ "a.test.ts": file })).toBe("3 passed, 1 failed, 2 skipped");
});

test("a clean run names no skipped tests", () => {
  expect(closingLine({ "a.test.ts": `test("one", () => {});` })).toBe("1 passed, 0 failed");
});

test("a file that cannot be loaded counts as a failure", () => {
  const files = { "a.test.ts": `test("one", () => {});`, "b.test.ts": `import "./missing.ts";` };
  expect(closingLine(files)).toBe("1 passed, 1 failed");
});

test("a suite whose hook fails counts as a failure, and its tests as skipped", () => {
  const file = `describe("suite", () => { beforeAll(() => { throw new Error("no"); }); test("one", () => {}); });`;
  expect(closingLine({ "a.test.ts": file })).toBe("0 passed, 1 failed, 1 skipped");
});

test("an error outside any test counts as a failure", () => {
  const file = `test("one", () => { setTimeout(() => { throw new Error("late"); }, 1); return new Promise((done) => setTimeout(done, 50)); });`;
  expect(closingLine({ "a.test.ts": file })).toBe("1 passed, 1 failed");
});

/** Runs a project of the given test files as `npm test` would; returns the last line that it prints. */
function closingLine(files: Readonly<Record<string, string>>): string {
  const project = mkdtempSync(join(tmpdir(), "gatekeeper-closing-line-"));
  projects.push(project);
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"));
  mkdirSync(join(project, "test"));
  const reporter = JSON.stringify(join(ROOT, "test/support/closing-line-reporter.ts"));
  writeFileSync(
    join(project, "vitest.config.ts"),
    `import { ClosingLineReporter } from ${reporter};
     export default { test: { globals: true, reporters: ["default", new ClosingLineReporter()] } };`,
  );
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, "test", name), text);
  const vitest = spawnSync(process.execPath, [join(ROOT, "node_modules/vitest/vitest.mjs"), "run"], {
    cwd: project,
    encoding: "utf8",
  });
  return vitest.stdout.trimEnd().split("\n").at(-1) ?? "";
}
