import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { packageRoot, sqlFolder } from "../catalog/sql-folder.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import { sha256Text } from "../io/sha256.ts";

/** Everything that decides what a run writes. Source: contracts.md §6. */
export interface RunIdentity {
  readonly configuration: unknown;
  /** Campaigns and reports selected, in order. */
  readonly selection: readonly string[];
  readonly asOf: string;
  readonly windows: readonly unknown[];
  readonly rules: unknown;
  readonly inputs: readonly { readonly table: string; readonly source: string; readonly sha256: string }[];
  readonly stops: string;
  readonly releases: string;
}

/**
 * The id of a run: a hash of what it is made from. Engine, threads, folders, file names and the clock are not in it; the
 * same id means the same bytes.
 */
export function runIdOf(identity: RunIdentity): string {
  const inputs = identity.inputs.map(({ table, source, sha256 }) => `${table} ${source} ${sha256}`);
  const contents = { ...identity, inputs: [...new Set(inputs)].toSorted(), sql: sqlHash(), version: packageVersion() };
  return `run-${sha256Text(canonicalJson(contents)).slice(0, 20)}`;
}

/** The hash of every file of the SQL catalogue, by path. */
export function sqlHash(): string {
  const folder = sqlFolder();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".sql"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return sha256Text(files.map((path) => `${relative(folder, path)}\n${readFileSync(path, "utf8")}`).join("\n"));
}

/** The version of this package. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
  return version;
}
