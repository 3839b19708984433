import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { afterAll, vi } from "vitest";

import { sha256Text } from "../../src/io/sha256.ts";
import { type Finished, gatekeeper, type Running, startGatekeeper, succeeded } from "./cli.ts";
import { NOTICE } from "./notice.ts";
import { ROOT } from "./tidy/source-files.ts";

/** A project in a folder of its own, removed after the tests of the file. */
export interface Project {
  readonly folder: string;
  /** A path inside the project. */
  path(...parts: string[]): string;
  /** The text of a file of the project. */
  read(...parts: string[]): string;
  write(file: string, text: string): void;
  /** Runs a command on the project to its end, whatever that is. */
  gatekeeper(...command: string[]): Promise<Finished>;
  /** The same project for a process with these variables. */
  with(environment: Readonly<Record<string, string>>): Project;
  start(...command: string[]): Running;
  /** Runs the job, which must end well, and returns the run's id. */
  run(...options: string[]): Promise<string>;
  /** Releases a run, which must end well, and returns the release's id. */
  release(runId: string, ...options: string[]): Promise<string>;
  /** The same project with everything it holds, state included, in another folder. */
  copy(): Project;
  /** Removes the folder at once, and not only after the tests of the file. */
  remove(): void;
}

/** The as-of moment that the fixtures and the invented projects of the tests are made for. */
export const AS_OF = "2026-11-01";

// Tests that start whole processes take long on a busy machine, and that is no failure.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of a project of `fixtures/`, without what its own runs left there. */
export function fixtureProject(name: string): Project {
  const folder = newFolder(name);
  const source = join(ROOT, "fixtures", name);
  cpSync(source, folder, { recursive: true, filter: (path) => basename(path) !== ".gatekeeper" });
  return openProject(folder);
}

/** A project of the given files, by path; with a campaign comes the notice of every invented project, unless it has its own. */
export function projectOf(files: Readonly<Record<string, string>>): Project {
  const project = openProject(newFolder("project"));
  const hasCampaign = Object.keys(files).some((file) => file.startsWith("campaigns/"));
  const all = hasCampaign ? { "notices/privacy.yaml": NOTICE, ...files } : files;
  for (const [file, text] of Object.entries(all)) project.write(file, text);
  return project;
}

/** The files under a folder of a project, by path relative to that folder, each with the hash of its bytes. */
export function filesIn(folder: string): Map<string, string> {
  return hashesIn(folder, (bytes) => bytes);
}

/** The same of a run's folder, each file as if the run had no id of its own. */
export function namelessFilesIn(folder: string, runId: string): Map<string, string> {
  return hashesIn(folder, (bytes) => bytes.replaceAll(runId, "run-ID"));
}

function hashesIn(folder: string, read: (bytes: string) => string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  return new Map(
    paths.map((path) => [relative(folder, path), sha256Text(read(readFileSync(path).toString("latin1")))]),
  );
}

/** A JSON file. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function newFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `gatekeeper-${name}-`));
  made.push(folder);
  return folder;
}

function openProject(folder: string, environment: Readonly<Record<string, string>> = {}): Project {
  const commandLine = (command: readonly string[]) => [...command, "-C", folder];
  const idFrom = ({ stdout }: Finished, name: string) => (JSON.parse(stdout) as Record<string, string>)[name] ?? "";
  return {
    folder,
    path: (...parts) => join(folder, ...parts),
    read: (...parts) => readFileSync(join(folder, ...parts), "utf8"),
    write: (file, text) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    gatekeeper: async (...command) => gatekeeper(commandLine(command), { environment }),
    with: (variables) => openProject(folder, variables),
    start: (...command) => startGatekeeper(commandLine(command), { environment }),
    run: async (...options) => {
      const asOf = options.includes("--as-of") ? [] : ["--as-of", AS_OF];
      return idFrom(
        succeeded(await gatekeeper(commandLine(["run", ...asOf, "--format", "json", ...options]), { environment })),
        "run_id",
      );
    },
    release: async (runId, ...options) =>
      idFrom(
        succeeded(await gatekeeper(commandLine(["release", runId, "--format", "json", ...options]), { environment })),
        "release_id",
      ),
    copy: () => {
      const other = newFolder("copy");
      cpSync(folder, other, { recursive: true, preserveTimestamps: true });
      return openProject(other, environment);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
