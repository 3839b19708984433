import type { CanonicalValue } from "../domain/canonical-value.ts";
import { segmentCells } from "../domain/map-coverage.ts";
import type { Project } from "../domain/project.ts";
import { scoreBins } from "../domain/rfm.ts";
import { Secret } from "../domain/secret.ts";

/**
 * The resolved configuration as plain JSON for hashing (canonicalJson orders its keys).
 *
 * Left out is what decides nothing: folders, file names (inputs count by their content), places in files, the bytes of
 * files whose meaning is here anyway, the engine: what it may take of the machine, and whether a cluster is one, and
 * how the journal is kept and who may approve: another officer decides about the same list.
 * Whichever layer said something, it is the same here. A campaign keeps its content hash, because approvals are bound to
 * it. A secret is represented by its key id. Source: contracts.md §6, the run id.
 */
export function configurationForHash(project: Project): CanonicalValue {
  const { engine: _, cluster: _cluster, journal: _journal, officers: _officers, ...deciding } = project;
  return plain({
    ...withoutHash(deciding),
    reports: project.reports.map(withoutHash),
    vendors: project.vendors.map(withoutHash),
    notices: project.notices.map(withoutHash),
  });
}

/**
 * What of it decides who is in which segment: how facts are defined, how they become scores, and the segment of every cell of
 * the score cube. Segments of runs for which it is equal may be set side by side. Names for people, and how a map says the
 * same, do not count; data, such as exchange rates, belongs to the inputs.
 */
export function segmentationForHash({ rfm, currency, timeZone }: Project): CanonicalValue {
  const { map, isStrict: _, ...rules } = rfm;
  return plain({ ...rules, cells: segmentCells(map, scoreBins(rfm)), currency, timeZone });
}

function withoutHash<Item extends { readonly contentHash: string }>(item: Item): Omit<Item, "contentHash"> {
  const { contentHash: _, ...rest } = item;
  return rest;
}

/** Where something is written, or kept, and for how long: no run decides by it; and a limit that a file which was read has not reached. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "directory",
  "path",
  "files",
  "warehouseTable",
  "maxDecompressedBytes",
  "at",
  "placeOf",
  "retention",
]);

function plain(value: unknown): CanonicalValue {
  if (value instanceof Secret) return { keyId: value.keyId };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value as CanonicalValue;
  const entries = Object.entries(value).filter(([key, inner]) => !LEFT_OUT.has(key) && inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
}
