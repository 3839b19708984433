import { lstat, readdir } from "node:fs/promises";
import { isAbsolute, join, parse, resolve } from "node:path";

/**
 * The existing files and folders that a path or pattern names, as absolute paths in the order of their code points.
 *
 * `*` stands for any characters of one name and `?` for one; neither matches a leading dot, so temporary and hidden files
 * are named outright or not at all. A pattern is relative to `folder` and may leave it (`../`). Returns [] when nothing
 * matches; a folder is returned as such, for the caller to refuse. Throws the system's error for a folder it may not list.
 */
export async function expandGlob(folder: string, pattern: string): Promise<string[]> {
  const start = isAbsolute(pattern) ? parse(pattern).root : resolve(folder);
  const segments = pattern.split("/").filter((segment) => segment !== "" && segment !== ".");
  let paths = [start];
  for (const segment of segments) {
    const next = await Promise.all(paths.map(async (path) => step(path, segment)));
    paths = next.flat();
  }
  return [...new Set(paths)].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

async function step(folder: string, segment: string): Promise<string[]> {
  if (!/[*?]/.test(segment)) return (await exists(join(folder, segment))) ? [join(folder, segment)] : [];
  const matcher = segmentMatcher(segment);
  const names = await readdir(folder).catch(noneWhenMissing);
  return names.filter((name) => matcher.test(name)).map((name) => join(folder, name));
}

function segmentMatcher(segment: string): RegExp {
  const body = segment
    .replaceAll(/[\\^$.+()[\]{}|/]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${segment.startsWith(".") ? "" : String.raw`(?!\.)`}${body}$`, "su");
}

async function exists(path: string): Promise<boolean> {
  // A dangling link counts: opening it then says what is wrong, where "no such file" would mislead.
  const found = await lstat(path).then(() => [path], noneWhenMissing);
  return found.length > 0;
}

function noneWhenMissing(error: unknown): string[] {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return [];
  throw error;
}
