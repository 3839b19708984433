import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import type { Project, SourceDeclaration } from "../domain/project.ts";
import type { RetainedItem, RetentionReason } from "../domain/retention.ts";
import type { GatekeeperError } from "../errors.ts";
import { sha256File } from "../io/sha256.ts";
import { CONTACT_VALUES, fileIdOf, filesIdOf, type InputCache, MARKS, markOf } from "./input-cache.ts";
import { filesToLoad } from "./load-inputs.ts";

/** Which loaded files are still needed. */
export interface CacheUse {
  /** Ids of the files that the project's sources name today, and of what was found out about all files of each; null when one of them cannot be read. */
  readonly inputs: ReadonlySet<string> | null;
  /** Ids of the files that runs were made of whose private side is kept. */
  readonly runs: ReadonlySet<string>;
}

/**
 * The ids under which the files of a project, and what was found out about all files of a source, lie in the cache, loaded or
 * not; null when a source's files are not all there:
 * then nobody can say what is needed. Files not known by their mark are hashed.
 */
export async function inputFileIds(project: Project, cache: InputCache): Promise<ReadonlySet<string> | null> {
  const problems: GatekeeperError[] = [];
  const files = await filesToLoad(project, problems);
  if (problems.length > 0) return null;
  const ofSources = new Map<SourceDeclaration, string[]>();
  for (const { path, source, declaration } of files) {
    try {
      const known = await cache.known(source.table, declaration, await markOf(path));
      const id = known?.fileId ?? fileIdOf(await sha256File(path), declaration);
      ofSources.set(source, [...(ofSources.get(source) ?? []), id]);
    } catch {
      return null;
    }
  }
  return new Set([...ofSources.values()].flatMap((ids) => [...ids, filesIdOf(ids)]));
}

/**
 * What of the cache is kept, by reachability: a loaded file as long as an input or a kept run is made of it. First-seen is
 * noted there, so that nothing goes while an input cannot be read. Contact keys found are kept until `contactValuesBefore`,
 * milliseconds since 1970: they can be found again, and name people no input has any more.
 */
export async function cacheItems(
  cacheFolder: string,
  use: CacheUse,
  contactValuesBefore: number,
): Promise<RetainedItem[]> {
  const items: RetainedItem[] = [];
  for (const folder of (await namesIn(cacheFolder)).toSorted()) {
    if (folder === MARKS) continue;
    if (/^contact-values-\d+$/u.test(folder))
      items.push(...(await contactValueItems(cacheFolder, folder, contactValuesBefore)));
    else items.push(...(await loadedFileItems(cacheFolder, folder, use)));
  }
  return [...items, ...(await markItems(cacheFolder, items))];
}

async function loadedFileItems(cacheFolder: string, table: string, use: CacheUse): Promise<RetainedItem[]> {
  const names = (await namesIn(join(cacheFolder, table))).filter((name) => !name.startsWith("."));
  const ids = [...new Set(names.map(idOf))].toSorted();
  return ids.map((id) => {
    const [isKept, reason] = fateOf(id, use);
    const paths = names.filter((name) => idOf(name) === id).map((name) => join(cacheFolder, table, name));
    return { name: `cache/${table}/${id}`, paths, isKept, reason, until: null };
  });
}

/** A loaded file is a `.parquet` and a `.json` of one name. */
function idOf(name: string): string {
  return name.replace(/\..*$/u, "");
}

function fateOf(id: string, { inputs, runs }: CacheUse): [boolean, RetentionReason] {
  if (inputs === null) return [true, "inputs_unreadable"];
  if (inputs.has(id)) return [true, "input_in_use"];
  return runs.has(id) ? [true, "run_in_use"] : [false, "unreachable"];
}

async function contactValueItems(cacheFolder: string, folder: string, before: number): Promise<RetainedItem[]> {
  const names = await namesIn(join(cacheFolder, folder));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(cacheFolder, folder, name))).mtimeMs })),
  );
  return dated
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, at }) => ({
      name: `cache/${folder}/${name}`,
      paths: [join(cacheFolder, folder, name)],
      isKept: folder === CONTACT_VALUES && at >= before,
      reason: folder === CONTACT_VALUES ? "contact_keys" : "unreachable",
      until: null,
    }));
}

/** Marks of files that go, or that went before: they are small, and there are many. */
async function markItems(cacheFolder: string, items: readonly RetainedItem[]): Promise<RetainedItem[]> {
  const kept = new Set(items.filter(({ isKept }) => isKept).map(({ name }) => name.split("/").at(-1)));
  const names = await namesIn(join(cacheFolder, MARKS));
  const stale: string[] = [];
  for (const name of names.toSorted()) {
    const path = join(cacheFolder, MARKS, name);
    const fileId = await fileIdIn(path);
    if (fileId === null || !kept.has(fileId)) stale.push(path);
  }
  return stale.length === 0
    ? []
    : [{ name: `cache/${MARKS}`, paths: stale, isKept: false, reason: "unreachable", until: null }];
}

async function fileIdIn(path: string): Promise<string | null> {
  try {
    return (JSON.parse(await readFile(path, "utf8")) as { fileId: string }).fileId;
  } catch {
    return null;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
