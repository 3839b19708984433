import { copyFileSync, lstatSync, readdirSync, rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { run } from "../../pipeline/commands/run.ts";
import { type GatekeeperError, GatekeeperErrors } from "../../src/errors.ts";
import { type Loading, openLoading } from "../load/support/loading.ts";
import { expectSaidInChinese } from "../support/chinese.ts";
import { commandAt } from "../support/command-context.ts";
import { AS_OF, filesIn, type Project, projectOf } from "../support/project.ts";
import { changeFiles } from "./change-files.ts";
import { type InputCase, inputCases } from "./input-cases.ts";
import { inputProject, PERSONAL_VALUES } from "./input-texts.ts";

let project: Project;
let before: ReadonlyMap<string, string>;
let loading: Loading;

/** Everything that lasts between runs, by path and hash; the cache may learn from a file, whatever becomes of the run. */
function lasting(): ReadonlyMap<string, string> {
  const parts = ["runs", "state", "releases", "journal", "tmp"];
  return new Map(
    parts.flatMap((part) =>
      [...filesIn(project.path(".gatekeeper", part))].map(([file, hash]) => [`${part}/${file}`, hash] as const),
    ),
  );
}

beforeAll(async () => {
  loading = await openLoading();
  project = projectOf(inputProject());
  await project.run();
});

beforeEach(() => {
  before = lasting();
});

afterAll(async () => loading.close());

/** Only what was broken is written again: the other files stay known, and are not read for every case. */
afterEach(() => {
  for (const file of readdirSync(project.path("input")))
    if (!(`input/${file}` in inputProject())) rmSync(project.path("input", file), { recursive: true });
  for (const [file, text] of Object.entries(inputProject())) {
    const isFile = lstatSync(project.path(file), { throwIfNoEntry: false })?.isFile() === true;
    if (isFile && project.read(file) === text) continue;
    rmSync(project.path(file), { recursive: true, force: true });
    project.write(file, text);
  }
});

const make = async ({ changes }: InputCase) =>
  changeFiles(project, changes, async (select, path) =>
    copyFileSync(await loading.parquet("made.parquet", select), path),
  );

for (const { name, cases } of inputCases()) {
  describe(`a broken input stops the run and changes nothing: ${name}`, () => {
    test.each(cases)("$code: $title", async (own) => {
      await make(own);
      const [problem, ...others] = await problemsOfRun();
      expect({ code: problem?.code, others: others.map(({ code }) => code) }).toEqual({ code: own.code, others: [] });
      if (problem === undefined) return;
      expect(problem.message).toContain(own.message);
      expect(problem.remedy).toContain(own.remedy);
      expect(placeOf(problem)).toBe(own.place);
      expect(problem.exitCode).toBe(own.exit);
      expectSaidInChinese(problem);
      const chinese = problem.textIn("zh-CN");
      expectNothingTold([problem.message, problem.remedy, chinese.message, chinese.remedy].join("\n"));
      expect(lasting()).toEqual(before);
    });
  });
}

/** A case of every code: what the library throws, the program tells. */
const FIRST_OF_CODE = inputCases()
  .flatMap(({ cases }) => cases)
  .filter(({ code }, index, all) => all.findIndex((other) => other.code === code) === index);

describe("the program says of a broken input what it is, and changes nothing", () => {
  test.each(FIRST_OF_CODE)("$code: $title", async (own) => {
    await make(own);
    const finished = await project.gatekeeper("run", "--as-of", AS_OF, "--format", "json");
    const told = finished.stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { code: string; message: string });
    expect(told.map(({ code }) => code)).toEqual([own.code]);
    expect(told[0]?.message).toContain(own.message);
    expect({ code: finished.code, stdout: finished.stdout }).toEqual({ code: own.exit, stdout: "" });
    expectNothingTold(finished.stderr);
    expect(lasting()).toEqual(before);
  });
});

/** What a run on the project as it is refuses; none when it ends well. */
async function problemsOfRun(): Promise<readonly GatekeeperError[]> {
  const limits = { target: undefined, threads: 2, memoryLimit: "500MB" };
  const options = {
    projectDir: project.folder,
    asOf: AS_OF,
    select: [],
    exclude: [],
    until: "export" as const,
    ...limits,
  };
  try {
    await run(options, commandAt(new Date(Date.now() + 60_000).toISOString()).command);
    return [];
  } catch (error) {
    return error instanceof GatekeeperErrors ? error.problems : [error as GatekeeperError];
  }
}

function placeOf({ at }: GatekeeperError): string | null {
  return at === undefined ? null : [at.file, at.line, at.column].filter((part) => part !== undefined).join(":");
}

/** No message shows whose record it is, where the project lies, or the engine's own words. */
function expectNothingTold(text: string): void {
  expect(text).not.toMatch(PERSONAL_VALUES);
  expect(text).not.toContain(project.folder);
  expect(text).not.toMatch(/Error:|LINE \d|read_csv|\/tmp\//u);
}

test("every broken file is told at once, in the order of the configuration, and the worst decides the exit code", async () => {
  project.write("input/transactions.csv", "");
  project.write("input/customers.csv", project.read("input/customers.csv").replace("full_name", "name"));
  project.write("input/consent_events.csv", project.read("input/consent_events.csv").replace(",refuse,", ",no,"));
  const { code, stderr } = await project.gatekeeper("run", "--as-of", AS_OF, "-q");
  const lines = stderr.split("\n").filter((line) => line.startsWith("GK"));
  expect(lines.map((line) => line.slice(0, 6))).toEqual(["GK0325", "GK0321", "GK0328"]);
  expect(stderr).toContain("gatekeeper.yaml:");
  expect(code).toBe(3);
  expectNothingTold(stderr);
});
