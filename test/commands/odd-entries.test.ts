import { execFileSync } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import type { Project } from "../support/project.ts";
import { decisionsOf } from "../support/project-decisions.ts";
import { shop } from "./support/shop.ts";

const STOPS = "input/suppressions.csv";

async function refused(project: Project, ...command: string[]) {
  const { code, stderr } = await project.gatekeeper(...command);
  return { code, stderr };
}

describe("what is no file", () => {
  test("a pipe among the input files is refused, and nothing waits for it", async () => {
    const project = shop();
    rmSync(project.path(STOPS));
    execFileSync("mkfifo", [project.path(STOPS)]);
    const { code, stderr } = await refused(project, "run", "--as-of", "2026-11-01");
    expect(code).toBe(3);
    expect(stderr).toContain(`GK0303 ${STOPS}`);
    expect(stderr).toContain("a device or a pipe");
  });

  test("a device is no key and no configuration", async () => {
    const project = shop();
    const yaml = project.read("gatekeeper.yaml");
    project.write("gatekeeper.yaml", yaml.replace("keys/reference.key", "/dev/zero"));
    const withKey = await refused(project, "validate");
    expect(withKey.code).toBe(2);
    expect(withKey.stderr).toContain("a device or a pipe");
    project.write("gatekeeper.yaml", yaml);
    symlinkSync("/dev/zero", project.path("gatekeeper.local.yaml"));
    const withLocal = await refused(project, "validate");
    expect(withLocal.code).toBe(2);
    expect(withLocal.stderr).toContain(
      "GK0202 gatekeeper.local.yaml: the file cannot be read: it is a device or a pipe",
    );
  });

  test("a local file that is a link to nowhere is missed, and not taken for none", async () => {
    const project = shop();
    symlinkSync("unmounted/overrides.yaml", project.path("gatekeeper.local.yaml"));
    const { code, stderr } = await refused(project, "config", "show");
    expect(code).toBe(2);
    expect(stderr).toContain("gatekeeper.local.yaml");
    expect(stderr).toContain("it is not there");
  });
});

describe("names that every object has", () => {
  test("are lists like any other, declared or not, and go with the stops to another project", async () => {
    const project = shop();
    const yaml = project.read("gatekeeper.yaml");
    project.write("gatekeeper.yaml", yaml.replace("lists:\n", "lists:\n  constructor: { kind: internal }\n"));
    const missing = await refused(project, "run", "--as-of", "2026-11-01");
    expect(missing.code).toBe(3);
    expect(missing.stderr).toContain('suppression list "constructor" is declared and has no rows');
    project.write(STOPS, `${project.read(STOPS)}constructor,person,c05\n__proto__,person,c06\n`);
    const runId = await project.run();
    const listed = (await decisionsOf(project, runId)).filter(({ outcome }) => outcome === "listed");
    expect(listed.map(({ person }) => person)).toContain("c07");
    expect(listed.filter(({ person }) => ["c05", "c06"].includes(person))).toEqual([]);
    succeeded(await project.gatekeeper("stops", "export", project.path("stops.jsonl")));
    expect(project.read("stops.jsonl").split("\n")[0]).toContain('"__proto__":1,"constructor":1');
    const other = shop();
    succeeded(await other.gatekeeper("stops", "import", project.path("stops.jsonl")));
  });

  test("one that cannot be a key of YAML is refused where it stands", async () => {
    const project = shop();
    project.write(
      "gatekeeper.yaml",
      project.read("gatekeeper.yaml").replace("lists:\n", "lists:\n  __proto__: { kind: internal }\n"),
    );
    const { code, stderr } = await refused(project, "validate");
    expect(code).toBe(2);
    expect(stderr).toContain("__proto__ cannot be a key");
  });
});
