import { cpSync, existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";

import { prune } from "../../pipeline/commands/prune.ts";
import type { RetentionReason } from "../../src/domain/retention.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { succeeded } from "../support/cli.ts";
import { commandAt } from "../support/command-context.ts";
import { AS_OF, filesIn, type Project } from "../support/project.ts";
import { decisionsOf } from "../support/project-decisions.ts";
import { inventWorld, worldProject } from "../support/project-world.ts";

interface Item {
  readonly item: string;
  readonly verdict: "kept" | "goes";
  readonly reason: RetentionReason;
  readonly until: string | null;
  readonly bytes: number;
}

const DAY_MS = 86_400_000;

/** A moment so many days from now, which is when the tests' runs are finished. */
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** Prunes as if it were another day, and tells what it said. */
async function prunedIn(days: number, project: Project, isDryRun = false): Promise<Item[]> {
  const { command, printed } = commandAt(inDays(days));
  await prune({ projectDir: project.folder, target: undefined, threads: 1, memoryLimit: "500MB", isDryRun }, command);
  return (JSON.parse(printed[0] ?? "") as { items: Item[] }).items;
}

const going = (items: readonly Item[]) => items.filter(({ verdict }) => verdict === "goes").map(({ item }) => item);
const privateOf = (project: Project, runId: string) =>
  readdirSync(project.path(".gatekeeper/runs", runId, "private")).toSorted();

/** A project with three runs: of September's end, of mid-October, and of October's end with its lists released. */
let done: Project;
let [september, october, released, releaseId] = ["", "", "", ""];

beforeAll(async () => {
  done = worldProject(inventWorld("prune", 60));
  september = await done.run("--as-of", "2026-10-01");
  october = await done.run("--as-of", "2026-10-15");
  released = await done.run("--as-of", AS_OF);
  releaseId = await done.release(released);
});

describe("a dry run", () => {
  test("removes nothing, and gives every item a verdict and a reason", async () => {
    const before = filesIn(done.path(".gatekeeper"));
    const items = await prunedIn(36, done, true);
    expect(filesIn(done.path(".gatekeeper"))).toEqual(before);
    expect(going(items)).toEqual(expect.arrayContaining([`runs/${october}/private: tables, decisions, staged, rest`]));
    const reasons = Object.fromEntries(items.map(({ item, reason }) => [item, reason]));
    expect(reasons).toMatchObject({
      [`runs/${september}/private: tables`]: "month_ends",
      [`runs/${released}/private: decisions`]: "released_decisions",
      [`runs/${released}: manifest, public`]: "names_nobody",
      [`releases/${releaseId}`]: "contact_history",
      "state/stops": "stops",
      journal: "journal",
    });
    for (const { item, bytes, verdict } of items) if (verdict === "goes") expect(bytes, item).toBeGreaterThan(0);
  });

  test("right after the runs finds nothing to remove, in words, as CSV and as Markdown", async () => {
    const human = succeeded(await done.gatekeeper("prune", "--dry-run"));
    expect(human.stdout).toContain("Nothing is past its retention.");
    expect(human.stdout).toMatch(/kept {2}state\/stops +refusals bind for ever/u);
    const csv = succeeded(await done.gatekeeper("prune", "--dry-run", "--format", "csv"));
    const rows: Record<string, string>[] = parse(csv.stdout, { columns: true });
    expect(new Set(rows.map((row) => row["verdict"]))).toEqual(new Set(["kept"]));
    expect(rows.map((row) => row["item"])).toContain(`runs/${october}/private: tables, decisions, staged, rest`);
    const markdown = succeeded(await done.gatekeeper("prune", "--dry-run", "--format", "markdown"));
    expect(markdown.stdout).toMatch(/^\| item \| verdict \| bytes \| reason \| until \|\n\| --- \| --- \| ---: \|/u);
  });
});

describe("prune", () => {
  test("after 36 days leaves of a run its manifest and public side, month ends their tables, released runs their decisions", async () => {
    const project = done.copy();
    await prunedIn(36, project);
    expect(privateOf(project, october)).toEqual(["ledger", "manifest.json", "origin.json", "pruned.json"]);
    expect(privateOf(project, september)).toEqual(["ledger", "manifest.json", "origin.json", "pruned.json", "tables"]);
    expect(privateOf(project, released)).toEqual(
      [
        "decisions.parquet",
        "findings.parquet",
        "ledger",
        "manifest.json",
        "objections.parquet",
        "origin.json",
        "pruned.json",
        "tables",
      ].toSorted(),
    );
    for (const folder of [`runs/${october}/public`, "releases", "state"]) {
      expect(filesIn(project.path(".gatekeeper", folder))).toEqual(filesIn(done.path(".gatekeeper", folder)));
    }
  });

  test("keeps inputs that a run or today's files are made of, and lets the others go when the runs do", async () => {
    const project = done.copy();
    project.write(
      "input/transactions.csv",
      `${project.read("input/transactions.csv")}X1,K001,2026-09-01 10:00:00,5.00,sale\n`,
    );
    const cached = readdirSync(project.path(".gatekeeper/cache/transactions")).toSorted();
    expect(going(await prunedIn(36, project)).filter((item) => item.startsWith("cache/transactions"))).toEqual([]);
    expect(readdirSync(project.path(".gatekeeper/cache/transactions")).toSorted()).toEqual(cached);
    await prunedIn(4 * 366, project);
    expect(readdirSync(project.path(".gatekeeper/cache/transactions"))).toEqual([]);
    expect(readdirSync(project.path(".gatekeeper/cache/customers")).length).toBeGreaterThan(0);
    expect(privateOf(project, released)).toEqual(["ledger", "manifest.json", "origin.json", "pruned.json"]);
  });

  test("touches nothing in the cache while an input is missing: first-seen is noted there", async () => {
    const project = done.copy();
    renameSync(project.path("input/customers.csv"), project.path("input/elsewhere.csv"));
    const items = await prunedIn(4 * 366, project);
    const cache = items.filter(({ item }) => /^cache\/(?!contact-values|marks)/u.test(item));
    expect(cache.length).toBeGreaterThan(0);
    expect(cache.every(({ verdict, reason }) => verdict === "kept" && reason === "inputs_unreadable")).toBe(true);
  });

  test("never changes what a later run decides: caps, refusals and reasons stay", async () => {
    const [pruned, kept] = [done.copy(), done.copy()];
    await prunedIn(4 * 366, pruned);
    const [one, other] = [await pruned.run("--as-of", "2026-11-05"), await kept.run("--as-of", "2026-11-05")];
    expect(one).toBe(other);
    const decisions = await decisionsOf(pruned, one);
    expect(decisions).toEqual(await decisionsOf(kept, other));
    expect(decisions.some(({ reasons }) => reasons.includes("ALLOC_CAP_PERSON"))).toBe(true);
  });

  test("says in the journal what goes before it goes, and a second one finds nothing", async () => {
    const project = done.copy();
    const items = going(await prunedIn(36, project));
    expect(items.length).toBeGreaterThan(0);
    const journal = project.read(".gatekeeper/journal/journal.jsonl").trim().split("\n");
    const entries = journal.map((line) => JSON.parse(line) as { type: string; details: { items: unknown } });
    expect(entries.slice(-2)).toMatchObject([
      { type: "prune.begun", details: { items } },
      { type: "prune.finished", details: { items: items.length } },
    ]);
    expect(await verifyJournal(project.path(".gatekeeper/journal"))).toMatchObject({ verdict: "ok" });
    expect(going(await prunedIn(36, project))).toEqual([]);
    expect(project.read(".gatekeeper/journal/journal.jsonl").trim().split("\n")).toEqual(journal);
  });

  test("goes on where a killed one stopped", async () => {
    const [project, whole] = [done.copy(), done.copy()];
    await prunedIn(36, whole);
    rmSync(project.path(".gatekeeper/runs", october, "private/tables"), { recursive: true });
    const marker = `.gatekeeper/runs/${october}/private/pruned.json`;
    cpSync(whole.path(marker), project.path(marker));
    await prunedIn(36, project);
    for (const run of [september, october, released]) expect(privateOf(project, run)).toEqual(privateOf(whole, run));
    expect(project.read(marker)).toBe(whole.read(marker));
  });

  test("removes what killed commands left, and waits for whoever writes to the project", async () => {
    const project = done.copy();
    project.write(".gatekeeper/tmp/4194305/run/private/half.parquet", "half");
    expect(going(await prunedIn(0, project, true))).toEqual(["tmp/4194305"]);
    project.write(".gatekeeper/lease/ticket-99", "{}");
    const refused = await project.gatekeeper("prune");
    expect(refused.stderr).toContain("GK0501");
    expect(refused.code).toBe(5);
    rmSync(project.path(".gatekeeper/lease/ticket-99"));
    succeeded(await project.gatekeeper("prune"));
    expect(existsSync(project.path(".gatekeeper/tmp/4194305"))).toBe(false);
  });
});

describe("a run that retention has cleared", () => {
  test("is released and explained no more, and both say why; a released one is explained for three years", async () => {
    const project = done.copy();
    await prunedIn(36, project);
    for (const command of [
      ["release", october],
      ["explain", "greeting-call", "--customer", "K001", "--run", october],
    ]) {
      const { code, stderr } = await project.gatekeeper(...command);
      expect(stderr).toMatch(/^GK0420 what this needs of run run-/u);
      expect(code).toBe(4);
    }
    succeeded(await project.gatekeeper("explain", "greeting-call", "--customer", "K001", "--run", released));
    const again = succeeded(await project.gatekeeper("release", released));
    expect(again.stdout).toContain(`Released already, as ${releaseId}`);
  });

  test("is found again by the same run, which says that its lists are gone", async () => {
    const project = done.copy();
    // The state that the run was made from: before the release.
    rmSync(project.path(".gatekeeper/releases", releaseId), { recursive: true });
    await prunedIn(36, project);
    const { stderr } = succeeded(await project.gatekeeper("run", "--as-of", "2026-10-15"));
    expect(stderr).toContain(`retention has removed private files of run ${october}`);
  });

  test("that staged a list whose send window is still to come keeps it", async () => {
    const project = worldProject(inventWorld("prune, later", 30));
    const far = new Date(Date.now() + 60 * DAY_MS).toISOString().slice(0, 10);
    for (const file of ["campaigns/greeting-call.yaml", "campaigns/leaflet-post.yaml"])
      project.write(file, project.read(file).replace("to: 2026-11-20", `to: ${far}`));
    const runId = await project.run();
    await prunedIn(50, project);
    expect(privateOf(project, runId)).toEqual(expect.arrayContaining(["decisions.parquet", "staged"]));
    await project.release(runId);
  });
});

describe("retention:", () => {
  test("in the configuration sets the durations, and is no reason to decide anew", async () => {
    const project = done.copy();
    project.write(
      "gatekeeper.yaml",
      `${project.read("gatekeeper.yaml")}retention: { private_tables: 10d, month_ends: 20d, released_decisions: 2w }\n`,
    );
    expect(going(await prunedIn(11, project, true))).toContain(
      `runs/${october}/private: tables, decisions, staged, rest`,
    );
    expect(going(await prunedIn(21, project, true)).filter((item) => item.startsWith("runs/"))).toHaveLength(6);
    succeeded(await project.gatekeeper("release", released));
  });
});
