import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

import type { AuditFinding } from "../src/artefacts/audit.ts";
import { sha256File } from "../src/io/sha256.ts";
import type { JournalEntry } from "../src/journal/chain.ts";
import type { Directories } from "../src/state/directories.ts";

/** A file with the hash that the journal has for it. */
export interface Recorded {
  /** Below `.gatekeeper`. */
  readonly path: string;
  readonly file: string;
  readonly sha256: string;
}

/** The SHA-256 of every file below a folder that is about to be published, by its path there. */
export async function hashesBelow(folder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const path of await filesBelow(folder)) hashes[path] = await sha256File(join(folder, path));
  return hashes;
}

/** Where each kind of what is published lies. */
const KINDS = { run: "runs", release: "releases", recall: "releases" } as const;

/** What a process that was killed left of a file it was writing: `doctor` tells of it, and the next command removes it. */
const UNFINISHED = /(?:^|\/)\.[^/]+\.tmp$/u;

/** What is put beside it afterwards: recalls have entries of their own, and comparisons and what retention took are made of what is there. */
const MADE_LATER = {
  run: /^private\/(?:pruned\.json|differences\/|scrubs\/)/u,
  release: /^recall-/u,
  recall: /^$/u,
} as const;

/**
 * Every file of what was published, with the hash that its entry in the journal has; and as findings the files that lie there and that
 * no entry tells of. Of what an earlier version sealed the entries name no files.
 */
export async function publishedFiles(
  directories: Directories,
  entries: readonly JournalEntry[],
): Promise<{ readonly recorded: readonly Recorded[]; readonly findings: readonly AuditFinding[] }> {
  const recorded: Recorded[] = [];
  const findings: AuditFinding[] = [];
  for (const [kind, place] of Object.entries(KINDS) as [keyof typeof KINDS, "runs" | "releases"][]) {
    const published = new Set(
      entries.filter(({ type }) => type === `${kind}.published`).map((entry) => idOf(entry, kind)),
    );
    const sealed = entries.filter(({ type, details }) => type === `${kind}.sealed` && details["files"] !== undefined);
    for (const [id, { details }] of new Map(sealed.map((entry) => [idOf(entry, kind), entry]))) {
      const folder = join(directories[place], id);
      if (!existsSync(folder) && !published.has(id)) continue;
      const files = details["files"] as Record<string, string>;
      const below = `${place}/${id}`;
      for (const [path, sha256] of Object.entries(files))
        recorded.push({ path: `${below}/${path}`, file: join(folder, path), sha256 });
      const there = (await filesBelow(folder)).filter((path) => !MADE_LATER[kind].test(path));
      const strangers = there.filter((path) => files[path] === undefined && !UNFINISHED.test(path));
      findings.push(...strangers.map((path) => ({ path: `${below}/${path}`, verdict: "unrecorded" as const })));
    }
  }
  return { recorded, findings };
}

function idOf({ details }: JournalEntry, kind: string): string {
  const id = details[`${kind}_id`];
  return typeof id === "string" ? id : "";
}

async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
}
