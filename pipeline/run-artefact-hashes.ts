import { existsSync } from "node:fs";
import { join } from "node:path";

import { sha256File } from "../src/io/sha256.ts";

/** The files of a run's private side that prove what it decided; staged lists have their hashes in the manifest. */
const PROVING_ARTEFACTS = [
  "manifest.json",
  "counts.json",
  "disclosure_audit.json",
  "decisions.parquet",
  "findings.parquet",
  "objections.parquet",
] as const;

/** The SHA-256 of each of them, by name, for the journal. */
export async function runArtefactHashes(runFolder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of PROVING_ARTEFACTS) {
    const path = join(runFolder, "private", name);
    if (existsSync(path)) hashes[name] = await sha256File(path);
  }
  return hashes;
}
