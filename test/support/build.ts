import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** What the compiler complained about; empty when the build is clean. `test/build.test.ts` holds it to that. */
    buildComplaints: string;
  }
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DIST = join(ROOT, "dist");
const CACHE = join(ROOT, "node_modules/.cache/gatekeeper-build");
const STAMP = join(CACHE, "stamp.json");

interface Stamp {
  sources: string;
  outputs: string;
  complaints: string;
}

/**
 * Builds `dist/` before the tests, so that they can run the command line program as users do.
 *
 * Nothing is compiled when neither the sources nor `dist/` have changed since the last build made here. A build is made
 * beside `dist/` and renamed, because another test run may be starting programs from it.
 */
export default function buildOnce(project: TestProject): void {
  const sources = hashOfSources();
  const previous = readStamp();
  if (previous?.sources === sources && previous.outputs === hashOfFolder(DIST)) {
    project.provide("buildComplaints", previous.complaints);
    return;
  }
  const complaints = build();
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(STAMP, JSON.stringify({ sources, outputs: hashOfFolder(DIST), complaints } satisfies Stamp));
  project.provide("buildComplaints", complaints);
}

function hashOfSources(): string {
  const configuration = ["tsconfig.json", "tsconfig.build.json", "package-lock.json", "scripts/build.mjs"].map((file) =>
    readFileSync(join(ROOT, file)),
  );
  const folders = ["pipeline", "rules", "src"].map((folder) => hashOfFolder(join(ROOT, folder)));
  const hash = createHash("sha256");
  for (const part of [...configuration, ...folders]) hash.update(part).update("\0");
  return hash.digest("hex");
}

function hashOfFolder(folder: string): string {
  if (!existsSync(folder)) return "absent";
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash("sha256");
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function readStamp(): Stamp | undefined {
  return existsSync(STAMP) ? (JSON.parse(readFileSync(STAMP, "utf8")) as Stamp) : undefined;
}

function build(): string {
  const fresh = join(CACHE, `dist-${process.pid}`);
  const stale = join(CACHE, `stale-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  const builder = spawnSync(process.execPath, ["scripts/build.mjs", "--out", fresh], { cwd: ROOT, encoding: "utf8" });
  if (builder.error !== undefined) throw builder.error;
  if (existsSync(DIST)) renameSync(DIST, stale);
  renameSync(fresh, DIST);
  rmSync(stale, { recursive: true, force: true });
  return builder.status === 0 ? "" : builder.stdout + builder.stderr;
}
