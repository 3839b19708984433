import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";

import { gatekeeper } from "../support/cli.ts";
import { AS_OF, type Project } from "../support/project.ts";
import { notAboutScarcity, shop } from "./support/shop.ts";

let project: Project;

beforeAll(() => {
  project = shop();
});

interface LogLine {
  readonly time: string;
  readonly level: string;
  readonly run?: string;
  readonly stage?: string;
  readonly event?: string;
  readonly code?: string;
  readonly elapsed_ms?: number;
}

const logOf = (stderr: string) =>
  stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as LogLine);

describe("a table", () => {
  test("as CSV holds one row for each protected count, and what is withheld is an empty cell with its status", async () => {
    const { code, stdout } = await project.gatekeeper("plan", "--as-of", AS_OF, "--format", "csv", "-q");
    expect(code).toBe(0);
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    expect(new Set(rows.map((row) => row["campaign_id"]))).toEqual(new Set(["spring-call"]));
    expect(rows.at(0)?.["outcome"]).toBe("candidates");
    expect(rows.at(-1)?.["outcome"]).toBe("listed");
    for (const { people, value_status: status } of rows) {
      expect(["published", "withheld"]).toContain(status);
      expect(people === "").toBe(status === "withheld");
    }
    expect(rows.some(({ value_status: status }) => status === "withheld")).toBe(true);
  });

  test("as Markdown has a header, a rule that aligns numbers to the right, and the same rows", async () => {
    const plan = async (format: string) => project.gatekeeper("plan", "--as-of", AS_OF, "--format", format, "-q");
    const [csv, markdown] = await Promise.all([plan("csv"), plan("markdown")]);
    const lines = markdown.stdout.trimEnd().split("\n");
    expect(lines[1]).toBe("| --- | --- | --- | ---: | --- |");
    const cells = lines.filter((_, index) => index !== 1).map((line) => line.slice(2, -2).split(" | "));
    expect(cells.map((row) => row.map((cell) => cell.trim()))).toEqual(parse(csv.stdout));
  });

  test("is refused by a command that prints none, before it does anything", async () => {
    const finished = await project.gatekeeper("validate", "--format", "csv");
    expect(finished.stderr).toContain("GK0106 validate prints no table, so there is nothing to write as csv");
    expect(finished).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("--exclude", () => {
  test("leaves a campaign out, of all or of those selected", async () => {
    const all = ["plan", "--as-of", AS_OF, "--exclude", "spring-call", "--format", "json"];
    const { code, stdout } = await project.gatekeeper(...all);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { campaigns: [] } });
  });

  test("of a campaign that is not there is a mistake, as it is to select one", async () => {
    const { code, stderr } = await project.gatekeeper("run", "--as-of", AS_OF, "--exclude", "spring-cal");
    expect(stderr).toContain('GK0404 there is no campaign "spring-cal"; did you mean "spring-call"?');
    expect(code).toBe(2);
  });
});

describe("--log-format json", () => {
  test("writes one JSON object a line with time, level, stage and, once it is known, run; data stays as it was", async () => {
    const other = shop();
    const finished = await other.gatekeeper("run", "--as-of", AS_OF, "--log-format", "json");
    expect(finished.code).toBe(0);
    expect(finished.stdout).toMatch(/^Run run-[0-9a-f]{20} is finished\./u);
    const log = logOf(finished.stderr);
    const finishedStages = log.filter(({ event }) => event === "stage_finished");
    const stages = "load identity consent segment gate allocation disclosure export";
    expect(finishedStages.map(({ stage }) => stage)).toEqual(stages.split(" "));
    const identified = log.findIndex(({ event }) => event === "run_identified");
    expect(log.slice(0, identified).every(({ run }) => run === undefined)).toBe(true);
    expect(log.slice(identified).every(({ run }) => /^run-[0-9a-f]{20}$/u.test(run ?? ""))).toBe(true);
    expect(log.every(({ time }) => /^\d{4}-.*Z$/u.test(time))).toBe(true);
    const others = log.filter(({ level }) => level !== "info");
    expect(others.map(({ level, stage }) => [level, stage])).toEqual([
      ["warning", "segment"],
      ["warning", "segment"],
    ]);
  });

  test("with -v names every file and its records; with -q only warnings and errors are left", async () => {
    const verbose = await project.gatekeeper("plan", "--as-of", AS_OF, "--log-format", "json", "-v");
    expect(logOf(verbose.stderr)).toContainEqual(
      expect.objectContaining({ event: "file_loaded", file: "input/customers.csv", records: 12, rejected: 0 }),
    );
    const quiet = await project.gatekeeper("plan", "--as-of", AS_OF, "--log-format", "json", "-q");
    expect(notAboutScarcity(quiet.stderr)).toBe("");
    const early = await project.gatekeeper("plan", "--as-of", "2026-09-01", "--log-format", "json", "-q");
    expect(logOf(notAboutScarcity(early.stderr))).toMatchObject([{ level: "warning", stage: "segment" }]);
  });

  test("writes errors as JSON lines though the data is for people, and pretty ones though the data is JSON", async () => {
    const json = await gatekeeper(["run", "--log-format", "json"]);
    expect(logOf(json.stderr)).toMatchObject([{ level: "error", code: "GK0101" }]);
    const pretty = await gatekeeper(["run", "--format", "json", "--log-format", "pretty"]);
    expect(pretty.stderr).toMatch(/^GK0101 no as-of moment given\n/u);
  });
});

describe("--skip-exit-code", () => {
  test("ends with 99 when the very same run is finished already, and with 0 when there was something to do", async () => {
    const other = shop();
    const run = async (...options: string[]) => (await other.gatekeeper("run", "--as-of", AS_OF, ...options)).code;
    expect(await run("--skip-exit-code")).toBe(0);
    expect(await run("--skip-exit-code")).toBe(99);
    expect(await run()).toBe(0);
  });

  test("does so for a release that was made before", async () => {
    const other = shop();
    const runId = await other.run();
    expect((await other.gatekeeper("release", runId, "--skip-exit-code")).code).toBe(0);
    expect((await other.gatekeeper("release", runId, "--skip-exit-code")).code).toBe(99);
    expect((await other.gatekeeper("release", runId)).code).toBe(0);
  });
});
