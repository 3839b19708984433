import { gunzipSync, gzipSync } from "node:zlib";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import { createRandom } from "../../fixtures/generate/random.ts";
import { filesIn, fixtureProject, type Project } from "../support/project.ts";
import { decisionsOf, privatePath } from "../support/project-decisions.ts";
import { inventWorld, shuffledTable, shuffledWorld, worldProject } from "../support/project-world.ts";
import { parquetCells } from "../support/parquet.ts";

const SEEDS =
  process.env["GK_LONG"] === "1"
    ? ["apple", "beech", "cedar", "dogwood", "elm", "fir", "gorse", "holly"]
    : ["apple", "beech"];

describe("the demo", () => {
  const plain = once(async () => outcomeOf(fixtureProject("demo"), "--threads", "1"));

  test("gives the same bytes with one thread and with two, but for timings and what is encrypted", async () => {
    const [one, two] = await Promise.all([plain(), outcomeOf(fixtureProject("demo"), "--threads", "2")]);
    expectSameBytes(one, two, "winter-call.csv");
  });

  test("gives the same decisions, lists and reports when every row of its input lies elsewhere", async () => {
    const project = fixtureProject("demo");
    shuffleInputs(project, "demo");
    await expectSameOutcome(await plain(), await outcomeOf(project), ["winter-call", "catalogue-post"]);
  });
});

describe.each(SEEDS)("the small world %s", (seed) => {
  const world = inventWorld(seed);
  const plain = once(async () => outcomeOf(worldProject(world), "--threads", "1"));

  test("gives the same bytes whatever the number of threads", async () => {
    const [one, three] = await Promise.all([plain(), outcomeOf(worldProject(world), "--threads", "3")]);
    expectSameBytes(one, three, "greeting-call.csv");
  });

  test("gives the same decisions, lists and reports whatever the order of its rows", async () => {
    const shuffled = worldProject(shuffledWorld(world, seed));
    await expectSameOutcome(await plain(), await outcomeOf(shuffled), ["greeting-call", "leaflet-post"]);
  });
});

interface Outcome {
  readonly project: Project;
  readonly runId: string;
  /** The files of the run and of the release, with the hash of their bytes. */
  readonly run: ReadonlyMap<string, string>;
  readonly release: ReadonlyMap<string, string>;
}

/** What may differ between two runs of one id: timings, the clock, and encryption with what hangs on it. */
const MAY_DIFFER = /run_results\.json$|origin\.json$|release\.json$|checks\.json$|\.age(\.sha256)?$/;
const ENCRYPTED_LISTS = ["catalogue-post.columns.json", "leaflet-post.columns.json"];

async function outcomeOf(project: Project, ...options: string[]): Promise<Outcome> {
  const runId = await project.run(...options);
  const releaseId = await project.release(runId, ...options);
  const sameFiles = (folder: string) =>
    new Map([...filesIn(folder)].filter(([file]) => !MAY_DIFFER.test(file) && !ENCRYPTED_LISTS.includes(file)));
  return {
    project,
    runId,
    run: sameFiles(project.path(".gatekeeper", "runs", runId)),
    release: sameFiles(project.path(".gatekeeper", "releases", releaseId)),
  };
}

function expectSameBytes(one: Outcome, other: Outcome, list: string): void {
  expect(other.runId).toBe(one.runId);
  expect(other.run).toEqual(one.run);
  expect(other.release).toEqual(one.release);
  expect([...one.release.keys()]).toContain(list);
}

async function expectSameOutcome(plain: Outcome, shuffled: Outcome, campaigns: readonly string[]): Promise<void> {
  expect(shuffled.runId).not.toBe(plain.runId);
  const decisions = await decisionsOf(plain.project, plain.runId);
  expect(decisions.length).toBeGreaterThan(100);
  expect(await decisionsOf(shuffled.project, shuffled.runId)).toEqual(decisions);
  for (const campaign of campaigns) {
    const stagedIn = async ({ project, runId }: Outcome) =>
      parquetCells(privatePath(project, runId, "staged", `${campaign}.parquet`));
    const staged = await stagedIn(plain);
    expect(staged.length).toBeGreaterThan(10);
    expect(await stagedIn(shuffled)).toEqual(staged);
  }
  expect(reportsOf(shuffled)).toEqual(reportsOf(plain));
  expect(reportsOf(plain).size).toBe(3);
  const csvLists = ({ release }: Outcome) => [...release].filter(([file]) => file.endsWith(".csv"));
  expect(csvLists(shuffled)).toEqual(csvLists(plain));
  expect(csvLists(plain).length).toBe(1);
}

/** The tables of the reports; the text and the description name the run. */
function reportsOf({ run }: Outcome): ReadonlyMap<string, string> {
  return new Map([...run].filter(([file]) => /^public\/reports\/.*\.(csv|parquet|arrow)$/.test(file)));
}

/** Makes something when it is first asked for, and only then. */
function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return async () => (made ??= make());
}

function shuffleInputs(project: Project, seed: string): void {
  const random = createRandom(seed);
  for (const name of readdirSync(project.path("input"))) {
    const path = project.path("input", name);
    const isCompressed = name.endsWith(".gz");
    const text = (isCompressed ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString("utf8");
    // Records, not lines: a quoted cell may hold a line feed. Raw text, so that dirt stays as it is.
    const records = parse(text, { raw: true, relax_quotes: true, relax_column_count: true }) as unknown as {
      raw: string;
    }[];
    const lines = shuffledTable(
      records.map(({ raw }) => raw.replace(/\r?\n$/, "")),
      random,
    );
    const shuffled = Buffer.from(`${lines.join("\n")}\n`, "utf8");
    expect(shuffled.length).toBe(Buffer.byteLength(text));
    writeFileSync(path, isCompressed ? gzipSync(shuffled) : shuffled);
  }
}
