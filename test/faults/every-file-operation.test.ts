import { cpSync, rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { release } from "../../pipeline/commands/release.ts";
import { openContext, type OpenContext } from "../../pipeline/open-context.ts";
import { runStages } from "../../pipeline/pipeline.ts";
import { attachStaged, sealRelease } from "../../pipeline/seal-release.ts";
import { lockProject } from "../../pipeline/lock-project.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { GatekeeperError } from "../../src/errors.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { directoriesOf } from "../../src/state/directories.ts";
import { findRun } from "../../src/state/run-store.ts";
import { commandAt } from "../support/command-context.ts";
import { type CrashImage, crashImages, imageOf, stateOf } from "../support/crash-images.ts";
import { diskError, type FileOperation, watchingFiles } from "../support/file-operations.ts";
import type { Project } from "../support/project.ts";
import { expectTidy, expectWhole, namesIn, publishedFiles } from "../support/project-faults.ts";
import { inventWorld, worldProject } from "../support/project-world.ts";

/** Every release of the tests happens at one moment, so that what it writes can be compared byte by byte. */
const MOMENT = "2026-11-02T01:00:00Z";
/** Killed processes are tried at every operation; refusals at each so many, and at every one in the long mode. */
const EACH = process.env["GK_LONG"] === "1" ? 1 : 10;
const WAITING = { timeout: 900_000 };
const CODES = ["EIO", "ENOSPC"] as const;

let staged: Project;
let runId: string;
let releaseId: string;
/** What a release leaves that nobody disturbs. */
let undisturbed: ReadonlyMap<string, string>;
let images: readonly CrashImage[];
let operations: readonly string[];
/** What refused operations were told as, when not as a disk that refuses. */
const uncoded: string[] = [];
/** The states from which releasing once more was tried. */
const tried = new Set<string>();

beforeAll(async () => {
  staged = worldProject(inventWorld("every file operation", 15));
  runId = await staged.run();
  const project = staged.copy();
  ({ images, operations } = await crashImages(project, async () => releasing(project)));
  [releaseId = ""] = namesIn(project, "releases");
  undisturbed = publishedFiles(project);
});

describe("C45: a release that is killed before, in the middle of or after any of its file operations", () => {
  test("is tried at every operation that changes a file: those of lease, lists, record, journal and heads", () => {
    const kinds = new Set(operations.map((key) => key.split(" ")[0] ?? ""));
    expect([...kinds].toSorted()).toEqual(
      ["appendFile", "close", "link", "mkdir", "open", "rename", "rm", "sync", "utimes", "writeFile"].toSorted(),
    );
    expect(operations.length).toBeGreaterThan(150);
    expect(images.flatMap(({ moments }) => moments).length).toBeGreaterThan(operations.length);
    expect([...undisturbed.keys()]).toContain(`${releaseId}/greeting-call.csv`);
  });

  test("leaves no list or a list with its record, and the same again gives the same bytes, once", WAITING, async () => {
    for (const image of images) await expectSameAgain(image.project, image.moments.join(", "));
  });

  test("has put on the disk whatever it moves into place", () => {
    const published = operations.findIndex((key) => key.startsWith("rename releases/"));
    const synced = (key: string) => operations.lastIndexOf(key, published) !== -1;
    for (const file of undisturbed.keys()) {
      if (!file.startsWith(releaseId)) continue;
      expect(synced(`sync ${file.replace(releaseId, "tmp/PROCESS/release")} #1`)).toBe(true);
    }
    expect(synced("sync journal/journal.jsonl #1")).toBe(true);
    expect(operations[published + 1]).toBe("open releases #1");
    expect(operations[published + 2]).toBe("sync releases #1");
  });
});

describe("C45: a release whose disk refuses", () => {
  test(
    "any one of its file operations leaves no list or a list with its record, and the same again gives the same bytes",
    WAITING,
    async () => {
      const sealing = await refusedWhileSealing();
      const whole = withoutBeats(operations);
      const begins = whole.findIndex((key) => key.includes("tmp/PROCESS/release"));
      const outside = [...whole.slice(0, begins), ...whole.slice(begins + withoutBeats(sealing).length)];
      for (const [index, key] of someOf(outside)) {
        const project = staged.copy();
        await refusing(project, { key, code: CODES[index % 2] ?? "EIO" }, async () => releasing(project));
        project.remove();
      }
      expect(uncoded).toEqual([]);
      // Nothing is left out: those outside and those of the writing are the release's own.
      const kinds = (keys: readonly string[]) => keys.map((key) => key.replace(/ #\d+$/u, "")).toSorted();
      expect(kinds([...outside, ...withoutBeats(sealing)])).toEqual(kinds(whole));
    },
  );
});

/** A lease also gives a heartbeat whenever ten seconds have gone by. */
function withoutBeats(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => !key.startsWith("utimes lease/"));
}

function someOf(keys: readonly string[]): readonly [number, string][] {
  return [...keys.entries()].filter(([index]) => index % EACH === 0);
}

async function releasing(project: Project): Promise<unknown> {
  return release({ ...OPTIONS, projectDir: project.folder, run: runId }, commandAt(MOMENT).command);
}

const OPTIONS = { target: undefined, threads: undefined, memoryLimit: undefined, select: [], exclude: [] };

/** Refuses every operation by which a release writes its folder and publishes it; the gates are asked once only. */
async function refusedWhileSealing(): Promise<readonly string[]> {
  const project = staged.copy();
  const { command } = commandAt(MOMENT);
  const run = await findRun(directoriesOf(project.folder).runs, runId);
  const open = run.manifest.campaigns;
  const opened = await openContext({
    ...command,
    projectFolder: project.folder,
    asOf: run.manifest.as_of_text,
    select: [],
    exclude: [],
    purpose: "release",
    readStaged: async (engine) => attachStaged(engine, run, open, (found, sha256) => found === sha256),
  });
  try {
    await runStages(opened.context, "allocation");
    const seal = async () => sealRelease(opened, run, open, []);
    const keys: string[] = [];
    await watchingFiles(({ key }, moment) => void (moment === "before" && keys.push(key)), seal);
    expect(publishedFiles(project)).toEqual(undisturbed);
    for (const [index, key] of someOf(keys)) {
      putBack(project, opened);
      await refusing(project, { key, code: CODES[index % 2] ?? "EIO" }, seal);
    }
    return keys;
  } finally {
    await opened.close();
  }
}

function putBack(project: Project, { context }: OpenContext): void {
  for (const name of ["releases", "journal", "heads"]) {
    rmSync(project.path(".gatekeeper", name), { recursive: true, force: true });
    cpSync(staged.path(".gatekeeper", name), project.path(".gatekeeper", name), { recursive: true });
  }
  rmSync(`${context.temporaryFolder}/release`, { recursive: true, force: true });
}

interface Refusal {
  readonly key: string;
  readonly code: (typeof CODES)[number];
}

/** Works on a project while one operation is refused, and tries again from what that leaves. */
async function refusing(project: Project, { key, code }: Refusal, work: () => Promise<unknown>): Promise<void> {
  const refuse = (operation: FileOperation) => {
    if (operation.key === key) throw diskError(code, operation);
  };
  await watchingFiles(refuse, work).catch((error: unknown) => {
    if (!(error instanceof GatekeeperError && error.code === "GK0503"))
      uncoded.push(`${key}: ${(error as Error).message}`);
  });
  if (!tried.has(stateOf(project))) await expectSameAgain(imageOf(project), `${key} refused with ${code}`);
}

/** From what was left, releasing again gives just what an undisturbed release does. */
async function expectSameAgain(project: Project, when: string): Promise<void> {
  const state = stateOf(project);
  if (!tried.has(state)) {
    tried.add(state);
    expectWhole(project);
    const { verdict } = await verifyJournal(project.path(".gatekeeper", "journal"));
    expect(["ok", "torn_last_line"], when).toContain(verdict);
    await releasing(project);
    expect(namesIn(project, "releases"), when).toEqual([releaseId]);
    expect(publishedFiles(project), when).toEqual(undisturbed);
    // A release that was there already opens nothing; whoever writes next removes what is left.
    const { journal: place } = loadProject(project.folder, {}, {});
    const { clock } = commandAt(MOMENT).command;
    await (await lockProject(directoriesOf(project.folder), place, clock, "prune")).release();
    await expectTidy(project);
    const journal = project.read(".gatekeeper/journal/journal.jsonl");
    expect(journal.split('"type":"release.published"'), when).toHaveLength(2);
  }
  project.remove();
}
