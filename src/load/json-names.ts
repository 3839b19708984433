import { linesMissing } from "../errors.ts";
import type { InputText } from "../io/input-text.ts";
import { firstText } from "./source-header.ts";

/** The names that the first lines of a file have. */
export interface JsonNames {
  /** As mappings write them, keys of objects within objects joined by points; in order of first appearance. */
  readonly names: readonly string[];
  /** Whether these lines are all the file has, and any of them is an object. */
  readonly isWhole: boolean;
}

/** Enough lines to know a file by. */
const LOOKED_AT_BYTES = 1024 * 1024;

/** As deep as lines are read. */
const DEPTH_MAX = 100;

/** Looks at the first megabyte of a file of JSON Lines; lines that are broken have no names. Throws as `firstText`,
 * and GK0348 for a file without a byte. */
export async function jsonNames(input: InputText): Promise<JsonNames> {
  const file = input.name;
  const start = await firstText(input, LOOKED_AT_BYTES + 1);
  if (start.length === 0) throw linesMissing({ file }, { at: { file } });
  const isWhole = start.length <= LOOKED_AT_BYTES;
  const lines = start.toString("utf8").split("\n");
  const names = new Set<string>();
  for (const line of isWhole ? lines : lines.slice(0, -1)) addNames(names, [], objectIn(line));
  return { names: [...names], isWhole: isWhole && names.size > 0 };
}

function objectIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function addNames(names: Set<string>, path: readonly string[], value: unknown): void {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || path.length === DEPTH_MAX) {
    if (path.length > 0) names.add(path.join("."));
    return;
  }
  for (const [key, inner] of Object.entries(value)) addNames(names, [...path, key], inner);
}
