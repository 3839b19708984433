import type { CanonicalValue } from "../domain/canonical-value.ts";
import type { Project } from "../domain/project.ts";
import { Secret } from "../domain/secret.ts";

/**
 * The resolved configuration as plain JSON for hashing (canonicalJson orders its keys).
 *
 * Left out is what decides nothing: folders, file names (inputs count by their content), places in files, and the bytes
 * of files whose meaning is here anyway. A campaign keeps its content hash, because approvals are bound to it. A secret
 * is represented by its key id. Source: contracts.md §6, the run id.
 */
export function configurationForHash(project: Project): CanonicalValue {
  return plain({
    ...withoutHash(project),
    reports: project.reports.map(withoutHash),
    vendors: project.vendors.map(withoutHash),
  });
}

function withoutHash<Item extends { readonly contentHash: string }>(item: Item): Omit<Item, "contentHash"> {
  const { contentHash: _, ...rest } = item;
  return rest;
}

/** Where something is written, or kept; and a limit that a file which was read has not reached. */
const LEFT_OUT: ReadonlySet<string> = new Set(["directory", "path", "files", "maxDecompressedBytes", "at"]);

function plain(value: unknown): CanonicalValue {
  if (value instanceof Secret) return { keyId: value.keyId };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value as CanonicalValue;
  const entries = Object.entries(value).filter(([key, inner]) => !LEFT_OUT.has(key) && inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
}
