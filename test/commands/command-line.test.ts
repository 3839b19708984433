import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { asOfOf } from "../../pipeline/commands/as-of.ts";
import { globalsOf } from "../../pipeline/commands/options.ts";
import { usageProblem } from "../../pipeline/commands/usage-problem.ts";
import { USAGES } from "../../pipeline/commands/usages.ts";
import { type Finished, gatekeeper, startGatekeeper } from "../support/cli.ts";
import { commandAt } from "../support/command-context.ts";
import { AS_OF, type Project, projectOf } from "../support/project.ts";
import { changed, notAboutScarcity, PERSONAL, shop } from "./support/shop.ts";

let project: Project;
let runId: string;

beforeAll(async () => {
  project = shop();
  runId = await project.run();
});

/** Runs the program as a process that nothing ran in before, as users do. */
async function asProcess(...arguments_: readonly string[]): Promise<Finished> {
  return startGatekeeper(arguments_, { folder: project.folder }).finished;
}

/** Runs a mistaken command: exit code 2, nothing on standard output, one line that begins with the code and says what is meant. */
async function expectUsageProblem(arguments_: readonly string[], code: string, says: string): Promise<void> {
  const finished = await asProcess(...arguments_);
  expect(finished.stderr.split("\n")[0]).toContain(`${code} `);
  expect(finished.stderr).toContain(says);
  expect(finished.code).toBe(2);
  expect(finished.stdout).toBe("");
}

describe("help", () => {
  test("of the program and of each command goes to standard output and begins with how it is used, examples first", async () => {
    const program = await asProcess("--help");
    expect(program).toMatchObject({ code: 0, stderr: "" });
    const [examples, commands] = [program.stdout.indexOf("Examples:"), program.stdout.indexOf("Commands:")];
    expect(examples).toBeGreaterThan(0);
    expect(commands).toBeGreaterThan(examples);
    const helps = await Promise.all(Object.keys(USAGES).map(async (name) => asProcess(name, "--help")));
    for (const [index, usage] of Object.values(USAGES).entries()) {
      const { code, stdout } = helps[index] ?? { code: 1, stdout: "" };
      expect(code).toBe(0);
      expect(stdout.startsWith(usage.line)).toBe(true);
      expect(stdout.indexOf(usage.examples[0][0])).toBeLessThan(stdout.indexOf("--project-dir"));
    }
  });

  test("every example names a command and options that exist", () => {
    for (const [name, { examples }] of Object.entries(USAGES)) {
      for (const [example] of examples) expect(example).toMatch(new RegExp(`^gatekeeper ${name}( |$)`, "u"));
    }
  });
});

describe("a mistaken command line", () => {
  const usages = Object.fromEntries(Object.entries(USAGES).map(([name, { line }]) => [name, line]));
  const problem = (words: string, message: string) => {
    const written = words.split(" ").filter((word) => word !== "");
    const plain = written.filter((word) => !word.startsWith("-"));
    return usageProblem(message, {
      arguments: written,
      words: plain,
      usages,
      options: ["as-of", "select", "threads", "until"],
    }).message;
  };

  test.each([
    ["rnu --as-of 2026-11-01", "Unknown argument: rnu", 'there is no command "rnu"; did you mean "run"?'],
    [
      "13900001001",
      "Unknown argument: 13900001001",
      `no such command; choose one of ${Object.keys(USAGES).join(", ")}`,
    ],
    ["run --asof=x", "Unknown argument: asof", "there is no option --asof; did you mean --as-of?"],
    ["run --as-off x", "Unknown arguments: as-off, asOff", "there is no option --as-off; did you mean --as-of?"],
    ["run -x", "Unknown argument: x", "there is no option -x"],
    ["validate 13900001001", "Unknown argument: 13900001001", `too many words: ${USAGES.validate.line}`],
    ["explain spring-call", "Missing required argument: customer", `--customer is missing: ${USAGES.explain.line}`],
    ["run --as-of", "Not enough arguments following: as-of", `--as-of needs a value: ${USAGES.run.line}`],
    [
      "validate -t",
      "Not enough arguments following: t",
      "--target needs a value: the name of the target to take, as gatekeeper.yaml declares it",
    ],
    [
      "release",
      "Not enough non-option arguments: got 0, need at least 1",
      `something is missing: ${USAGES.release.line}`,
    ],
    [
      "run --until lod",
      'Invalid values:\n  Argument: until, Given: "lod", Choices: "load", "gate"',
      '--until "lod" is not a choice; choose one of load, gate',
    ],
    [
      "keygen ago callhouse",
      'Invalid values:\n  Argument: kind, Given: "ago", Choices: "age", "officer"',
      '"ago" is not a choice; choose one of age, officer',
    ],
  ])("%s is told in words that say what to write", (words, message, expected) => {
    expect(problem(words, message)).toBe(expected);
  });

  test.each([
    [[], "GK0102", "Which command? Choose one of init,"],
    [["run"], "GK0101", "Say --as-of YYYY-MM-DD"],
    [["run", "--as-of"], "GK0102", "--as-of needs a value"],
    [["plan", "--as-of", "2026-11-01 10:00"], "GK0240", "has no offset"],
    [["run", "--as-of", AS_OF, "--threads", "many"], "GK0104", "--threads many is not a number of threads"],
    [
      ["run", "--as-of", AS_OF, "--select", "spring-cal"],
      "GK0404",
      'there is no campaign "spring-cal"; did you mean "spring-call"?',
    ],
    [["explain", "spring-cal", "--customer", "c01"], "GK0404", 'did you mean "spring-call"?'],
    [["explain", "spring-call", "--customer", " "], "GK0102", "--customer needs a value: gatekeeper explain CAMPAIGN"],
    [["release", "run-1"], "GK0405", 'there is no finished run "run-1"; the newest is "run-'],
    [["validate", "-C", "nowhere"], "GK0201", "Say -C with the project's folder"],
    [["init", "gatekeeper.yaml"], "GK0105", "so no project is made there"],
  ])("%j ends with exit code 2", async (arguments_, code, says) => {
    await expectUsageProblem(arguments_, code, says);
  });

  test("is told as one JSON line when the output is to be JSON, even if it is found before anything runs", async () => {
    const { code, stdout, stderr } = await asProcess("run", "--format", "json");
    expect(JSON.parse(stderr)).toMatchObject({ level: "error", code: "GK0101", category: "usage", at: null });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("global options", () => {
  const read = (options: Record<string, unknown>) =>
    globalsOf({ "project-dir": ".", "memory-limit": "1400MB", ...options });

  test("are read as the engine wants them", () => {
    expect(read({})).toMatchObject({ threads: undefined, memoryLimit: "1400MB", format: "human", color: true });
    expect(read({ threads: "8", "memory-limit": "1.5 gb" })).toMatchObject({ threads: 8, memoryLimit: "1.5GB" });
  });

  test.each(["0", "257", "-1", "2.5", "many", ""])("%j is no number of threads", (threads) => {
    expect(() => read({ threads })).toThrow(expect.objectContaining({ code: "GK0104" }));
  });

  test.each(["100MB", "0.1GB", "1200", "lots", "1200KB", "", "-1GB"])("%j is no memory limit", (limit) => {
    expect(() => read({ "memory-limit": limit })).toThrow(expect.objectContaining({ code: "GK0103" }));
  });

  test("that mean one thing are given once", async () => {
    expect(() => read({ "project-dir": ["a", "b"] })).toThrow(
      expect.objectContaining({ code: "GK0102", message: "--project-dir is given 2 times" }),
    );
    const { command } = commandAt("2026-11-01T00:00:00Z");
    await expect(asOfOf({ "as-of": [AS_OF, AS_OF] }, command)).rejects.toThrow("--as-of is given 2 times");
  });
});

describe("output", () => {
  test("in JSON is one document on standard output, with nothing beside it", async () => {
    for (const command of [
      ["plan", "--as-of", AS_OF],
      ["run", "--as-of", AS_OF],
      ["validate"],
      ["explain", "spring-call", "--customer", "c12"],
    ]) {
      const { code, stdout, stderr } = await asProcess(...command, "--format", "json");
      expect({ code, stderr: notAboutScarcity(stderr) }).toEqual({ code: 0, stderr: "" });
      expect(stdout.trim().split("\n")).toHaveLength(1);
      expect(typeof JSON.parse(stdout)).toBe("object");
    }
  });

  test("for people is data on standard output and progress on standard error, more with -v, none with -q, colours never in a pipe", async () => {
    const plain = await asProcess("plan", "--as-of", AS_OF);
    expect(plain.stdout).toMatch(
      /Plan as of 2026-11-01[\s\S]*spring-call[\s\S]*Next: gatekeeper run --as-of 2026-11-01\n/u,
    );
    expect(plain.stderr).toMatch(/✓ load/u);
    expect(plain.stderr).not.toContain("input/customers.csv");
    const verbose = await asProcess("plan", "--as-of", AS_OF, "-v", "--no-color");
    expect(verbose.stderr).toContain("input/customers.csv: 12 records, 0 rejected, 0 excluded");
    const quiet = await asProcess("plan", "spring-call", "--as-of", AS_OF, "-q");
    expect({ code: quiet.code, stderr: notAboutScarcity(quiet.stderr) }).toEqual({ code: 0, stderr: "" });
    for (const text of [plain.stdout, plain.stderr, verbose.stdout, verbose.stderr]) {
      expect(text).not.toContain("\u001B");
      expect(text).not.toMatch(PERSONAL);
    }
  });
});

describe("plan, explain and validate", () => {
  test("a plan stages and publishes nothing", async () => {
    const other = shop();
    expect((await other.gatekeeper("plan", "--as-of", AS_OF)).code).toBe(0);
    expect(readdirSync(other.path(".gatekeeper", "runs"))).toEqual([]);
    expect(existsSync(other.path(".gatekeeper", "state", "stops"))).toBe(false);
  });

  test("an explanation names reasons, evidence and where it was said, and leaves nothing behind", async () => {
    const refused = await project.gatekeeper("explain", "spring-call", "--customer", "c12", "--run", runId);
    expect(refused.stdout).toMatch(
      /customer c12 is refused[\s\S]*refuse \(e12\)[\s\S]*input\/consent_events\.csv record 12/u,
    );
    const listed = await project.gatekeeper("explain", "spring-call", "--customer", "c05");
    expect(listed.stdout).toContain("customer c05 is listed");
    expect(readdirSync(project.path(".gatekeeper", "tmp"))).toEqual([]);
  });

  test("somebody the campaign did not ask for is no mistake, and an id that nobody has is one", async () => {
    const other = shop({
      "input/customers.csv": changed("input/customers.csv", /c05,(.*),CN/u, "c05,$1,FR"),
      "input/transactions.csv": changed("input/transactions.csv", /\n$/u, "\nt99,c99,2026-10-02 10:00:00,9.50\n"),
    });
    const run = await other.run();
    const explained = async (...words: string[]) => other.gatekeeper("explain", "spring-call", "--customer", ...words);
    // In a customers file, and known from a purchase alone.
    for (const known of ["c05", "c99"]) {
      const { code, stdout } = await explained(known);
      expect([code, stdout]).toEqual([0, expect.stringContaining(`customer ${known} is not in the audience`)]);
      expect(stdout).not.toContain("or no file");
    }
    for (const unknown of ["C05", "5", "c05 ", "+8613900001005"]) {
      const { code, stdout, stderr } = await explained(unknown);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^GK0409 run run-\w+ knew no customer with that id/u);
    }
    expect(JSON.parse((await explained("c05", "--format", "json")).stdout)).toMatchObject({
      outcome: "not_in_audience",
    });
    // Without the tables that tell them apart it says so, and still explains whoever was decided on.
    rmSync(other.path(".gatekeeper/runs", run, "private/tables"), { recursive: true });
    expect((await explained("c06")).stdout).toContain("customer c06 is listed");
    const { code, stderr } = await explained("c05");
    expect([code, stderr]).toEqual([4, expect.stringContaining("GK0420")]);
  });

  test("a project that never ran has nothing to explain or release", async () => {
    const other = shop();
    const { code, stderr } = await other.gatekeeper("explain", "spring-call", "--customer", "c12");
    expect(stderr).toContain("GK0405 there is no finished run yet");
    expect(code).toBe(2);
  });

  test("validate lists what is not mapped, and writes nothing", async () => {
    const other = shop({ "input/customers.csv": "customer_id,full_name,country,shoe_size,note\nc1,Wren,CN,42,x\n" });
    const before = readdirSync(other.folder);
    const { code, stdout } = await other.gatekeeper("validate");
    expect(stdout).toContain("input/customers.csv: not mapped, so not loaded: shoe_size, note");
    expect(code).toBe(0);
    expect(readdirSync(other.folder)).toEqual(before);
  });

  test("validate tells every problem of every file at once, each with its place", async () => {
    const other = shop({
      "input/transactions.csv": "transaction_id,customer,ordered_at,total\n",
      "input/contact_points.csv": "",
      "input/suppressions.csv": "list_id,match,value,value\n",
      "gatekeeper.yaml": changed("gatekeeper.yaml", "files: input/customers.csv", "files: input/clients.csv"),
    });
    const { code, stderr } = await other.gatekeeper("validate");
    const codes = stderr
      .split("\n")
      .filter((line) => line.startsWith("GK"))
      .map((line) => line.split(" ").slice(0, 2).join(" "));
    expect(codes).toEqual([
      "GK0321 gatekeeper.yaml:7:63:",
      "GK0321 gatekeeper.yaml:7:108:",
      "GK0323 gatekeeper.yaml:9:7:",
      "GK0325 input/contact_points.csv",
      "GK0322 input/suppressions.csv:1:",
    ]);
    expect(code).toBe(3);
  });
});

describe("init", () => {
  test("with sample data makes a project that is valid as it stands, with a key of its own", async () => {
    const empty = projectOf({});
    const made = await gatekeeper(["init", "shop", "--sample-data"], { folder: empty.folder });
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(made.stdout).toContain("Next: gatekeeper run -C shop --as-of 2026-11-01");
    expect((await gatekeeper(["validate"], { folder: join(empty.folder, "shop") })).code).toBe(0);
    const json = await gatekeeper(["init", "other", "--sample-data", "--format", "json"], { folder: empty.folder });
    expect(JSON.parse(json.stdout)).toEqual({
      folder: "other",
      next: "gatekeeper run -C other --as-of 2026-11-01",
      still_needed: [],
    });
    expect(empty.read("shop/keys/reference.key")).not.toBe(empty.read("other/keys/reference.key"));
  });
});
