import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the workers of one test run start their servers of the program, and the process with which those end. */
    programServers: { readonly folder: string; readonly owner: number };
  }
}

/** Gives the workers of a test run a folder for their servers; at the end it is removed, and the servers end by that. */
export default function programServers(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "gatekeeper-servers-"));
  project.provide("programServers", { folder, owner: process.pid });
  return () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".log"))) {
      process.stderr.write(readFileSync(join(folder, file)));
    }
    rmSync(folder, { recursive: true, force: true });
  };
}
