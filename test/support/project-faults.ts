import { existsSync, readdirSync } from "node:fs";
import { setImmediate, setTimeout } from "node:timers/promises";
import { expect } from "vitest";

import { verifyJournal } from "../../src/journal/verify-journal.ts";
import type { Finished, Running } from "./cli.ts";
import { filesIn, type Project } from "./project.ts";

/** A moment in the life of a process: after so many milliseconds, or when something can be seen in the project. */
export interface Moment {
  readonly name: string;
  reached(project: Project, running: Running): Promise<void>;
}

/** So many moments, evenly spread over the time that a command takes; it may be measured later. */
export function momentsIn(durationMs: () => number, count: number): Moment[] {
  return Array.from({ length: count }, (_, index) => {
    const share = (index + 0.5) / count;
    return {
      name: `after ${Math.round(100 * share)} % of its time`,
      reached: async () => setTimeout(durationMs() * share),
    };
  });
}

/** The moment at which a condition first holds; it passes as well when the process ends before. */
export function momentWhen(name: string, holds: (project: Project, pid: number) => boolean): Moment {
  return {
    name,
    reached: async (project, running) => {
      while (running.isRunning() && !holds(project, running.pid)) await setImmediate();
    },
  };
}

/** Starts a command and ends it with a signal at a moment. */
export async function stoppedAt(
  moment: Moment,
  signal: NodeJS.Signals,
  project: Project,
  command: readonly string[],
): Promise<Finished> {
  const running = project.start(...command);
  await moment.reached(project, running);
  running.kill(signal);
  return running.finished;
}

/** Whether a path of `.gatekeeper` is there. */
export function isThere(project: Project, ...parts: string[]): boolean {
  return existsSync(project.path(".gatekeeper", ...parts));
}

/** Whether a path of the temporary folder of a process is there. */
export function isInTemporary(project: Project, pid: number, ...parts: string[]): boolean {
  return namesIn(project, "tmp").some((name) => name.startsWith(`${pid}-`) && isThere(project, "tmp", name, ...parts));
}

/** The names in a folder of `.gatekeeper`; none when it is missing. */
export function namesIn(project: Project, ...parts: string[]): string[] {
  return isThere(project, ...parts) ? readdirSync(project.path(".gatekeeper", ...parts)) : [];
}

/** What must be true whenever a process ended: what is published is whole, and a list has its record and its contacts. */
export function expectWhole(project: Project): void {
  for (const run of namesIn(project, "runs")) {
    const files = [...filesIn(project.path(".gatekeeper", "runs", run)).keys()];
    expect(files).toEqual(
      expect.arrayContaining(["private/manifest.json", "private/decisions.parquet", "public/run_results.json"]),
    );
  }
  for (const release of namesIn(project, "releases")) {
    const files = [...filesIn(project.path(".gatekeeper", "releases", release)).keys()];
    expect(files).toEqual(
      expect.arrayContaining([
        "greeting-call.csv",
        "leaflet-post.csv.age",
        "private/contacts.parquet",
        "private/release.json",
      ]),
    );
    expect(files).not.toContain("leaflet-post.csv");
  }
}

/** What must be true after the next command ended well: nothing is left over, nobody holds the lease, the journal holds. */
export async function expectTidy(project: Project): Promise<void> {
  expect(namesIn(project, "tmp")).toEqual([]);
  expect([...filesIn(project.path(".gatekeeper")).keys()].filter((file) => file.endsWith(".tmp"))).toEqual([]);
  expect(namesIn(project, "lease").filter((name) => name.includes("ticket"))).toEqual([]);
  expect(await verifyJournal(project.path(".gatekeeper", "journal"))).toMatchObject({ verdict: "ok" });
}

/** The files of a run but for its timings, and those of a release but for its clock and what is encrypted, by content. */
export function publishedFiles(project: Project): ReadonlyMap<string, string> {
  const mayDiffer = /run_results\.json$|origin\.json$|checks\.json$|release\.json$|leaflet-post\.(csv\.age|columns)/;
  const folders = ["runs", "releases"].map((name) => [...filesIn(project.path(".gatekeeper", name))]);
  return new Map(folders.flat().filter(([file]) => !mayDiffer.test(file)));
}
