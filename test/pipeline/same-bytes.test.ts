import { gunzipSync, gzipSync } from "node:zlib";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import { createRandom } from "../../fixtures/generate/random.ts";
import { AS_OF, filesIn, fixtureProject, type Project } from "../support/project.ts";
import { decisionsOf, privatePath } from "../support/project-decisions.ts";
import { inventWorld, shuffledTable, shuffledWorld, worldProject } from "../support/project-world.ts";
import { parquetCells } from "../support/parquet.ts";

const SEEDS = process.env["GK_LONG"] === "1" ? ["apple", "beech", "cedar", "dogwood", "elm", "fir", "gorse", "holly"] : ["apple", "beech"];

describe("the demo", () => {
  test("gives the same bytes with one thread and with two, but for timings and what is encrypted", async () => {
    const one = await outcomeOf(fixtureProject("demo"), "--threads", "1");
    const two = await outcomeOf(fixtureProject("demo"), "--threads", "2");
    expect(two.runId).toBe(one.runId);
    expect(two.run).toEqual(one.run);
    expect(two.release).toEqual(one.release);
    expect([...one.release.keys()]).toContain("winter-call.csv");
  });

  test("gives the same decisions, lists and reports when every row of its input lies elsewhere", async () => {
    const project = fixtureProject("demo");
    shuffleInputs(project, "demo");
    await expectSameOutcome(fixtureProject("demo"), project, ["winter-call", "catalogue-post"]);
  });
});

describe.each(SEEDS)("the small world %s", (seed) => {
  test("gives the same bytes whatever the number of threads", async () => {
    const world = inventWorld(seed);
    const [one, two] = await Promise.all([
      outcomeOf(worldProject(world), "--threads", "1"),
      outcomeOf(worldProject(world), "--threads", "3"),
    ]);
    expect(two.runId).toBe(one.runId);
    expect(two.run).toEqual(one.run);
    expect(two.release).toEqual(one.release);
  });

  test("gives the same decisions, lists and reports whatever the order of its rows", async () => {
    const world = inventWorld(seed);
    await expectSameOutcome(worldProject(world), worldProject(shuffledWorld(world, seed)), ["greeting-call", "leaflet-post"]);
  });
});

interface Outcome {
  readonly runId: string;
  /** The files of the run and of the release, with the hash of their bytes. */
  readonly run: ReadonlyMap<string, string>;
  readonly release: ReadonlyMap<string, string>;
}

/** What may differ between two runs of one id: timings, the clock, and encryption with what hangs on it. */
const MAY_DIFFER = /run_results\.json$|release\.json$|\.age(\.sha256)?$/;
const ENCRYPTED_LISTS = ["catalogue-post.columns.json", "leaflet-post.columns.json"];

async function outcomeOf(project: Project, ...options: string[]): Promise<Outcome> {
  const runId = await project.run(...options);
  const releaseId = await project.release(runId, ...options);
  const sameFiles = (folder: string) =>
    new Map([...filesIn(folder)].filter(([file]) => !MAY_DIFFER.test(file) && !ENCRYPTED_LISTS.includes(file)));
  return {
    runId,
    run: sameFiles(project.path(".gatekeeper", "runs", runId)),
    release: sameFiles(project.path(".gatekeeper", "releases", releaseId)),
  };
}

async function expectSameOutcome(plain: Project, shuffled: Project, campaigns: readonly string[]): Promise<void> {
  const [first, second] = [await plain.run("--as-of", AS_OF), await shuffled.run("--as-of", AS_OF)];
  expect(second).not.toBe(first);
  const decisions = await decisionsOf(plain, first);
  expect(decisions.length).toBeGreaterThan(100);
  expect(await decisionsOf(shuffled, second)).toEqual(decisions);
  for (const campaign of campaigns) {
    const staged = await parquetCells(privatePath(plain, first, "staged", `${campaign}.parquet`));
    expect(staged.length).toBeGreaterThan(10);
    expect(await parquetCells(privatePath(shuffled, second, "staged", `${campaign}.parquet`))).toEqual(staged);
  }
  expect(reportsOf(shuffled, second)).toEqual(reportsOf(plain, first));
  const lists = await Promise.all([listOf(plain, first), listOf(shuffled, second)]);
  expect(lists[1]).toBe(lists[0]);
}

/** The tables of the reports; the text and the description name the run. */
function reportsOf(project: Project, runId: string): ReadonlyMap<string, string> {
  const files = filesIn(project.path(".gatekeeper", "runs", runId, "public", "reports"));
  return new Map([...files].filter(([file]) => /\.(csv|parquet|arrow)$/.test(file)));
}

/** The bytes of the one list that is not encrypted. */
async function listOf(project: Project, runId: string): Promise<string> {
  const folder = project.path(".gatekeeper", "releases", await project.release(runId));
  const [file = ""] = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  return readFileSync(`${folder}/${file}`, "latin1");
}

function shuffleInputs(project: Project, seed: string): void {
  const random = createRandom(seed);
  for (const name of readdirSync(project.path("input"))) {
    const path = project.path("input", name);
    const isCompressed = name.endsWith(".gz");
    const text = (isCompressed ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString("utf8");
    // Records, not lines: a quoted cell may hold a line feed. Raw text, so that dirt stays as it is.
    const records = parse(text, { raw: true, relax_quotes: true, relax_column_count: true }) as unknown as { raw: string }[];
    const lines = shuffledTable(records.map(({ raw }) => raw.replace(/\r?\n$/, "")), random);
    const shuffled = Buffer.from(`${lines.join("\n")}\n`, "utf8");
    expect(shuffled.length).toBe(Buffer.byteLength(text));
    writeFileSync(path, isCompressed ? gzipSync(shuffled) : shuffled);
  }
}
