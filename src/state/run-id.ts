import { canonicalJson } from "../io/canonical-json.ts";
import { sha256Text } from "../io/sha256.ts";

/** Everything that decides what a run writes. Source: contracts.md §6. */
export interface RunIdentity {
  readonly configuration: unknown;
  /** Campaigns and reports selected, in order. */
  readonly selection: readonly string[];
  readonly asOf: string;
  /** The earlier moment that reports compare with, and the run whose tables are read for it. */
  readonly comparison: { readonly asOf: string; readonly runId: string | null } | null;
  /** The earlier moments whose segment sizes reports show, and the runs whose tables are read for it. */
  readonly sizes: readonly { readonly asOf: string; readonly runId: string }[];
  /** The runs whose published reports those of this one are looked at beside; absent without any. */
  readonly releasedBefore?: readonly string[];
  readonly windows: readonly unknown[];
  readonly inputs: readonly { readonly table: string; readonly source: string; readonly sha256: string }[];
  readonly stops: string;
  readonly releases: string;
  /** Whom the holdouts of this run hold out. */
  readonly holdouts: string;
  /** The hash of the SQL catalogue. */
  readonly sql: string;
  /** The version of the program. */
  readonly version: string;
}

/**
 * The id of a run: a hash of what it is made from. Engine, threads, folders, file names and the clock are not in it; the
 * same id means the same bytes.
 */
export function runIdOf(identity: RunIdentity): string {
  const inputs = identity.inputs.map(({ table, source, sha256 }) => `${table} ${source} ${sha256}`);
  const contents = { ...identity, inputs: [...new Set(inputs)].toSorted() };
  return `run-${sha256Text(canonicalJson(contents)).slice(0, 20)}`;
}
