import { appendFileSync, chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { freedomsOf, timeZone } from "../../pipeline/checks/engine.ts";
import { diskProblems } from "../../pipeline/checks/machine.ts";
import { CHECKS, DOCTOR_MESSAGES } from "../../src/report/messages/doctor.ts";
import { openDuckDBEngine } from "../../src/engine/duckdb/engine.ts";
import type { Project as Configuration } from "../../src/domain/project.ts";
import { packageRoot } from "../../src/io/package-root.ts";
import { type Finished, gatekeeper } from "../support/cli.ts";
import { commandAt } from "../support/command-context.ts";
import { filesIn, type Project, projectOf } from "../support/project.ts";
import { openTestEngine, type TestEngine } from "../support/test-engine.ts";
import { shop } from "./support/shop.ts";

interface Check {
  readonly check: string;
  readonly status: "ok" | "warning" | "error";
  readonly found: string;
  readonly problems: readonly { readonly level: string; readonly code: string; readonly message: string }[];
}

/** A shop that has run once, its keys closed to others. */
let done: Project;

beforeAll(async () => {
  done = shop();
  chmodSync(done.path("keys"), 0o700);
  chmodSync(done.path("keys/reference.key"), 0o600);
  await done.run();
});

async function examined(project: Project): Promise<{ readonly finished: Finished; readonly checks: readonly Check[] }> {
  const finished = await project.gatekeeper("doctor", "--format", "json");
  return { finished, checks: (JSON.parse(finished.stdout) as { checks: Check[] }).checks };
}

/** Expects one check to tell these codes, with a status and an exit code, and every other check to be well. */
async function expectOnly(project: Project, check: string, status: string, codes: readonly string[], exitCode: number) {
  const { finished, checks } = await examined(project);
  const unwell = checks.filter((each) => each.status !== "ok");
  expect(unwell.map((each) => [each.check, each.status, each.problems.map(({ code }) => code)])).toEqual([
    [check, status, codes],
  ]);
  expect(finished.code).toBe(exitCode);
  return unwell[0] as Check;
}

describe("doctor", () => {
  test("finds a project that ran well: every check, in order, exit code 0, and nothing changed", async () => {
    const before = filesIn(done.folder);
    const { finished, checks } = await examined(done);
    expect(checks.map(({ check }) => check)).toEqual(CHECKS);
    expect(checks.filter(({ status }) => status !== "ok")).toEqual([]);
    expect(finished).toMatchObject({ code: 0, stderr: "" });
    expect(filesIn(done.folder)).toEqual(before);
  });

  test("tells people the same with marks, in their language, and what to do next", async () => {
    const english = await done.gatekeeper("doctor");
    expect(english.stdout).toMatch(/^✓ versions {7}Node \d+\.\d+\.\d+, campaign-gatekeeper \d/u);
    expect(english.stdout).toMatch(/✓ engine +DuckDB v\d[\s\S]*All is well\.\nNext: gatekeeper validate -C /u);
    const chinese = await done.gatekeeper("doctor", "--lang", "zh-CN");
    expect(chinese.stdout).toMatch(/✓ 引擎 +DuckDB v\d[\s\S]*一切正常。/u);
  });

  test("says that every denial is there, and not how many there are: its terminal is anybody's", async () => {
    const { checks } = await examined(done);
    expect(checks.find(({ check }) => check === "stops")?.found).toBe("every denial ever loaded is there");
    const { stdout } = await done.gatekeeper("doctor", "--lang", "zh-CN");
    expect(stdout).toMatch(/加载过的每一条拒绝均在/u);
  });

  test("works outside a project, where it looks at the machine only and makes nothing", async () => {
    const empty = projectOf({});
    const { code, stdout } = await gatekeeper(["doctor"], { folder: empty.folder });
    expect(stdout).toContain("no project in this folder: only the machine was looked at");
    expect(stdout).toContain("Next: gatekeeper init DIR");
    expect(code).toBe(0);
    expect(filesIn(empty.folder).size).toBe(0);
  });

  test("before the first run says that nothing has run, and leaves no state behind", async () => {
    const fresh = shop();
    chmodSync(fresh.path("keys"), 0o700);
    chmodSync(fresh.path("keys/reference.key"), 0o600);
    const before = filesIn(fresh.folder);
    const { finished, checks } = await examined(fresh);
    expect(checks.find(({ check }) => check === "stops")?.found).toBe("nothing has run here yet");
    expect(checks.find(({ check }) => check === "folders")?.found).toBe("1 folder can be written to");
    expect(finished.code).toBe(0);
    expect(filesIn(fresh.folder)).toEqual(before);
  });

  test("prints a table with a row for each problem", async () => {
    const project = done.copy();
    chmodSync(project.path("keys/reference.key"), 0o644);
    const { stdout } = await project.gatekeeper("doctor", "--format", "csv");
    expect(stdout).toMatch(/^check,status,found,code,message,remedy\nversions,ok,/u);
    expect(stdout).toMatch(/\nkeys,error,.*,GK0529,.*reference\.key is open to other accounts \(mode 0644\),/u);
  });
});

describe("what doctor finds wrong", () => {
  test.skipIf(process.platform === "win32")("a key that others can read is an error, also through a link", async () => {
    const project = done.copy();
    chmodSync(project.path("keys/reference.key"), 0o640);
    const { problems } = await expectOnly(project, "keys", "error", ["GK0529"], 2);
    expect(problems[0]?.message).toContain("keys/reference.key is open to other accounts (mode 0640)");
    const linked = done.copy();
    linked.write("secret/reference.key", linked.read("keys/reference.key"));
    chmodSync(linked.path("secret/reference.key"), 0o644);
    rmSync(linked.path("keys/reference.key"));
    symlinkSync("../secret/reference.key", linked.path("keys/reference.key"));
    await expectOnly(linked, "keys", "error", ["GK0529"], 2);
  });

  test.skipIf(process.platform === "win32")(
    "state that others can read is a warning; what is public may be",
    async () => {
      const project = done.copy();
      const [run = ""] = [...filesIn(project.path(".gatekeeper/runs")).keys()].map((file) => file.split("/")[0]);
      chmodSync(project.path(".gatekeeper/runs", run, "public"), 0o755);
      expect((await examined(project)).checks.filter(({ status }) => status !== "ok")).toEqual([]);
      chmodSync(project.path(".gatekeeper"), 0o755);
      await expectOnly(project, "modes", "warning", ["GK0526"], 0);
    },
  );

  test("a configuration that cannot be followed is told with its places, and the rest is looked at all the same", async () => {
    const project = done.copy();
    project.write(
      "gatekeeper.yaml",
      project.read("gatekeeper.yaml").replace("time_zone: Asia/Shanghai", "time_zone: Asia/Shanghia"),
    );
    const { problems } = await expectOnly(project, "configuration", "error", ["GK0217"], 2);
    expect(problems[0]?.message).toContain("Asia/Shanghia");
    const { stdout } = await project.gatekeeper("doctor");
    expect(stdout).toMatch(/✗ configuration {2}cannot be followed\n {4}GK0217 gatekeeper\.yaml:2:\d+: /u);
    // Which the input files are is not known then, so nothing is said of what they take.
    expect(stdout).toMatch(/✓ disk .* free$/mu);
  });

  test("a folder that cannot be written to is an error", async () => {
    const project = done.copy();
    rmSync(project.path(".gatekeeper/tmp"), { recursive: true });
    writeFileSync(project.path(".gatekeeper/tmp"), "no folder", { mode: 0o600 });
    await expectOnly(project, "folders", "error", ["GK0503"], 5);
  });

  test("a run under way is a warning that names it, one whose process is gone only a fact", async () => {
    const project = done.copy();
    writeFileSync(project.path(".gatekeeper/lease/ticket-9"), "{}", { mode: 0o600 });
    await expectOnly(project, "lease", "warning", ["GK0501"], 0);
    const gone = done.copy();
    const running = gone.start("run", "--as-of", "2026-10-20");
    while (
      running.isRunning() &&
      (await examined(gone)).checks.find(({ check }) => check === "lease")?.status === "ok"
    ) {
      // It has not begun yet.
    }
    running.kill("SIGKILL");
    await running.finished;
    const left = (await examined(gone)).checks.find(({ check }) => check === "lease");
    expect(left).toMatchObject({ status: "ok" });
    expect(left?.found).toMatch(/^left by process \d+ on .* which is gone|^free$/u);
  });

  test("stops that were lost are an error of integrity", async () => {
    const project = done.copy();
    rmSync(project.path(".gatekeeper/state/stops"), { recursive: true });
    await expectOnly(project, "stops", "error", ["GK0442"], 6);
  });

  test("a journal that was altered is one too; a line that a crash cut short is not", async () => {
    const torn = done.copy();
    appendFileSync(torn.path(".gatekeeper/journal/journal.jsonl"), '{"at":"2026');
    expect((await examined(torn)).checks.find(({ check }) => check === "journal")).toMatchObject({
      status: "ok",
      found: "its last line was cut short by a crash: the next run sets it aside and says so",
    });
    const altered = done.copy();
    altered.write(
      ".gatekeeper/journal/journal.jsonl",
      altered.read(".gatekeeper/journal/journal.jsonl").replace("run-", "rum-"),
    );
    chmodSync(altered.path(".gatekeeper/journal/journal.jsonl"), 0o600);
    await expectOnly(altered, "journal", "error", ["GK0601"], 6);
  });

  test("what a killed command left is a warning", async () => {
    const project = done.copy();
    mkdirSync(project.path(".gatekeeper/tmp/4194305"), { mode: 0o700 });
    await expectOnly(project, "leftovers", "warning", ["GK0528"], 0);
  });

  test("more memory for the engine than there is, is a warning", async () => {
    const { stdout, code } = await gatekeeper(["doctor", "--memory-limit", "900000GB"], {
      folder: projectOf({}).folder,
    });
    expect(stdout).toMatch(/! memory[\s\S]*GK0525 the engine may take/u);
    expect(code).toBe(0);
  });
});

describe("room on the disk", () => {
  const codes = (free: number, inputs: number) => {
    const { errors = [], warnings = [] } = diskProblems(free, inputs);
    return { errors: errors.map(({ code }) => code), warnings: warnings.map(({ code }) => code) };
  };

  test("is enough with four times the inputs and a gigabyte, little below, and too little below the inputs", () => {
    expect(codes(4e9, 1e9)).toEqual({ errors: [], warnings: [] });
    expect(codes(1e9, 1e6)).toEqual({ errors: [], warnings: [] });
    expect(codes(4e9 - 1, 1e9)).toEqual({ errors: [], warnings: ["GK0524"] });
    expect(codes(1e9 - 1, 0)).toEqual({ errors: [], warnings: ["GK0524"] });
    expect(codes(1e9 - 1, 1e9)).toEqual({ errors: ["GK0524"], warnings: [] });
  });
});

describe("the engine", () => {
  let opened: TestEngine;

  beforeAll(async () => {
    opened = await openTestEngine(1);
  });

  afterAll(async () => {
    await opened.close();
  });

  test("that may read the program's own folder is found out, one that is locked down has no freedom", async () => {
    expect(await freedomsOf(opened.engine)).toEqual([]);
    const open = await openDuckDBEngine({
      threads: 1,
      memoryLimit: "500MB",
      temporaryFolder: opened.folder,
      folders: [packageRoot()],
    });
    expect((await freedomsOf(open)).map(({ message }) => message)).toEqual([
      "the engine is not locked down: it reads a file outside the declared folders",
    ]);
    await open.close();
  });

  test.each(["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "UTC"])(
    "agrees with Node on %s",
    async (zone) => {
      const { clock, language, folder } = commandAt("2026-11-01T00:00:00Z").command;
      const finding = await timeZone({
        folder,
        shownFrom: folder,
        project: { timeZone: zone } as Configuration,
        directories: null,
        clock,
        language,
        memoryLimit: "500MB",
        messages: DOCTOR_MESSAGES.en,
      });
      expect(finding.warnings).toEqual([]);
      expect(finding.facts).toContain(zone);
    },
  );
});
