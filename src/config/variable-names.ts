import * as z from "zod";
import { isMapping } from "./layered-value.ts";
import { unwrapped } from "./schema-at.ts";

/** What the names of variables that override the configuration begin with. */
const PREFIX = "GK_";

/** Between the keys of a path: `GK_RFM__BINS` is `rfm.bins`. */
const SEPARATOR = "__";

/** Variables with a meaning of their own. */
export const RESERVED_VARIABLES: readonly string[] = ["GK_TARGET", "GK_LANG"];

/** The variables that begin as ours do and have no meaning of their own, sorted by name. */
export function overridingVariables(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !RESERVED_VARIABLES.includes(name) && environment[name] !== undefined)
    .toSorted();
}

/**
 * The path a variable names in a schema; undefined when it names none. Names are capitals and a hyphen is an underscore;
 * a key the user chose is found in `value`, what the weaker layers say, or else made of the name.
 */
export function pathOfVariable(name: string, schema: z.core.$ZodType, value: unknown): readonly string[] | undefined {
  const path = pathOf(name.slice(PREFIX.length).split(SEPARATOR), schema, value);
  return path !== undefined && variableOf(path) === name ? path : undefined;
}

/** Every variable that would override something, for suggestions. */
export function knownVariables(schema: z.core.$ZodType, value: unknown): readonly string[] {
  return pathsIn(schema, value, []).map(variableOf);
}

function variableOf(path: readonly string[]): string {
  return PREFIX + path.map((key) => spelled(key)).join(SEPARATOR);
}

function spelled(key: string): string {
  return key.toUpperCase().replaceAll("-", "_");
}

function pathOf(segments: readonly string[], schema: z.core.$ZodType, value: unknown): readonly string[] | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return [];
  const found = keysAt(schema, value).find(({ key }) => spelled(key) === segment) ?? newKey(schema, segment);
  const below = found && pathOf(rest, found.schema, isMapping(value) ? value[found.key] : undefined);
  return below && [found.key, ...below];
}

function pathsIn(schema: z.core.$ZodType, value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  return keysAt(schema, value).flatMap(({ key, schema: inner }) => {
    const own = [...path, key];
    return [own, ...pathsIn(inner, isMapping(value) ? value[key] : undefined, own)];
  });
}

interface Key {
  readonly key: string;
  readonly schema: z.core.$ZodType;
}

/** The keys a mapping of this schema may have, as far as they are known. */
function keysAt(schema: z.core.$ZodType, value: unknown): readonly Key[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject)
    return Object.entries<z.core.$ZodType>(inner.shape).map(([key, field]) => ({ key, schema: field }));
  if (!(inner instanceof z.ZodRecord) || !isMapping(value)) return [];
  const { valueType } = inner;
  return Object.keys(value).map((key) => ({ key, schema: valueType }));
}

/** A key of the user's own that no weaker layer has: with hyphens where the schema asks for them. */
function newKey(schema: z.core.$ZodType, segment: string): Key | undefined {
  const inner = unwrapped(schema);
  if (!(inner instanceof z.ZodRecord)) return undefined;
  const words = [segment.toLowerCase(), segment.toLowerCase().replaceAll("_", "-")];
  const key = words.find((word) => (inner.keyType as z.ZodType).safeParse(word).success);
  return key === undefined ? undefined : { key, schema: inner.valueType };
}
