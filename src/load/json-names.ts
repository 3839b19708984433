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

/**
 * Looks at the first megabyte of a file of JSON Lines; lines that are broken have no names. Throws as `firstText`, and
 * GK0348 for a file without a byte.
 */
export async function jsonNames(input: InputText): Promise<JsonNames> {
  const { lines, isWhole } = await firstLines(input);
  const names = new Set(lines.flatMap((line) => [...valuesOf(line).keys()]));
  return { names: [...names], isWhole: isWhole && names.size > 0 };
}

/** The names that single values have in the first lines, and these values as texts, line by line. Throws as `jsonNames`. */
export async function jsonSample(
  input: InputText,
  recordsMax: number,
): Promise<{ readonly header: readonly string[]; readonly records: readonly (readonly string[])[] }> {
  const { lines } = await firstLines(input);
  const records = lines.map(valuesOf).filter(({ size }) => size > 0);
  const several = new Set(records.flatMap((values) => [...values].filter(([, value]) => isNested(value)).map(nameOf)));
  const names = new Set(records.flatMap((values) => [...values.keys()]));
  const header = [...names].filter((name) => !several.has(name));
  const texts = (values: ReadonlyMap<string, unknown>) => header.map((name) => textOf(values.get(name)));
  return { header, records: records.slice(0, recordsMax).map(texts) };
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function nameOf([name]: readonly [string, unknown]): string {
  return name;
}

async function firstLines(input: InputText): Promise<{ readonly lines: readonly string[]; readonly isWhole: boolean }> {
  const file = input.name;
  const start = await firstText(input, LOOKED_AT_BYTES + 1);
  if (start.length === 0) throw linesMissing({ file }, { at: { file } });
  const isWhole = start.length <= LOOKED_AT_BYTES;
  const lines = start.toString("utf8").split("\n");
  return { lines: isWhole ? lines : lines.slice(0, -1), isWhole };
}

/** The values of a line by their names; of a line that is broken, or no object, none. */
function valuesOf(line: string): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  addValues(values, [], objectIn(line));
  return values;
}

function objectIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function addValues(values: Map<string, unknown>, path: readonly string[], value: unknown): void {
  if (!isNested(value) || Array.isArray(value) || path.length === DEPTH_MAX) {
    if (path.length > 0) values.set(path.join("."), value);
    return;
  }
  for (const [key, inner] of Object.entries(value)) addValues(values, [...path, key], inner);
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
