import { existsSync, readdirSync, type Dirent } from "node:fs";
import { join } from "node:path";

/**
 * The files in a folder that a pattern names, as paths relative to it, sorted by code unit.
 *
 * A pattern is a path in which `*` stands for any characters of one name but `/`, and `?` for one; a name that begins
 * with a dot is matched only by a pattern that does too. Without either it is a path, and names one file if it is there.
 */
export function matchingFiles(directory: string, pattern: string): readonly string[] {
  const matches = pattern
    .split("/")
    .reduce<readonly string[]>((bases, segment) => bases.flatMap((base) => step(directory, base, segment)), [""]);
  return matches.toSorted((a, b) => (a < b ? -1 : 1));
}

/** Whether a path holds characters that stand for others. */
export function isPattern(path: string): boolean {
  return /[*?]/.test(path);
}

function step(directory: string, base: string, segment: string): readonly string[] {
  const path = (name: string): string => (base === "" ? name : `${base}/${name}`);
  if (!isPattern(segment)) return existsSync(join(directory, path(segment))) ? [path(segment)] : [];
  const expression = new RegExp(
    `^${segment
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", "[^/]*")
      .replaceAll("?", "[^/]")}$`,
    "u",
  );
  return namesIn(join(directory, base))
    .filter((name) => expression.test(name) && (segment.startsWith(".") || !name.startsWith(".")))
    .map(path);
}

function namesIn(folder: string): readonly string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.map((entry) => entry.name);
}
