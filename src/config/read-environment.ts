import type * as z from "zod";
import { present } from "../assert.ts";
import { nearest } from "../expression/suggest.ts";
import { notOverridable, variableRepeated, variableUnknown, type GatekeeperError } from "../errors.ts";
import { issueProblems, keyOf } from "./issue-problems.ts";
import { isMapping, layered, type Layer } from "./layered-value.ts";
import { schemaAt } from "./schema-at.ts";
import { knownVariables, overridingVariables, pathOfVariable, RESERVED_VARIABLES } from "./variable-names.ts";
import { readVariable } from "./variable-value.ts";
import type { PlacedValue, YamlPath } from "./yaml-file.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the variables of the environment are held against. */
export interface EnvironmentSurroundings {
  /** What may be overridden. */
  readonly overrides: z.ZodType;
  /** The whole configuration, with what may not. */
  readonly whole: z.ZodType;
  /** What the weaker layers say together. */
  readonly below: unknown;
  /** Everything the files say, whether it holds now or not: secrets in it are fetched from variables of their own. */
  readonly written: readonly unknown[];
}

export interface EnvironmentReading {
  /** One for each variable, sorted by name. */
  readonly layers: readonly Layer[];
  readonly problems: readonly GatekeeperError[];
}

/**
 * Reads the variables that override the configuration, `GK_A__B` for the key `a.b`, each a layer of its own.
 *
 * A variable that begins with GK_ and names nothing is a problem (GK0262); so is one that names what may not be overridden
 * (GK0261), or gives what another one gives (GK0263). Source: operations.md §4.
 */
export function readEnvironment(environment: Environment, surroundings: EnvironmentSurroundings): EnvironmentReading {
  const layers: Layer[] = [];
  const problems: GatekeeperError[] = [];
  for (const name of ownVariables(environment, surroundings)) {
    const path = pathOfVariable(name, surroundings.overrides, surroundings.below);
    if (path === undefined) {
      problems.push(unknownProblem(name, surroundings));
      continue;
    }
    const schema = present(schemaAt(surroundings.overrides, path), "the path was found in the schema");
    const { read, problems: faults } = readVariable(name, environment[name] ?? "", schema);
    const layer = read && variableLayer(name, path, read);
    const repeated = layer === undefined ? [] : repeatedProblems(layer, layers);
    problems.push(...faults, ...repeated);
    if (layer !== undefined && repeated.length === 0) layers.push(layer);
  }
  return { layers, problems: [...problems, ...shapeProblems(layers, surroundings)] };
}

/** The variables that override something, but for those that hold a secret the configuration refers to. */
function ownVariables(environment: Environment, { written }: EnvironmentSurroundings): readonly string[] {
  const names = overridingVariables(environment);
  const texts = JSON.stringify([written, names.map((name) => environment[name])]);
  const secretNames = new Set([...texts.matchAll(/\$\{env:([^{}]+)\}/g)].map(([, name]) => name));
  return names.filter((name) => !secretNames.has(name));
}

function unknownProblem(name: string, { overrides, whole, below }: EnvironmentSurroundings): GatekeeperError {
  const options = { at: { file: name } };
  const fixed = pathOfVariable(name, whole, below);
  if (fixed !== undefined && fixed[0] !== "default_target") return notOverridable({ key: keyOf(fixed) }, options);
  const known = [...knownVariables(overrides, below), ...RESERVED_VARIABLES];
  return variableUnknown({ name, suggestion: fixed === undefined ? nearest(name, known) : "GK_TARGET" }, options);
}

function variableLayer(name: string, path: readonly string[], read: PlacedValue): Layer {
  const below = (inner: YamlPath): YamlPath => inner.slice(path.length);
  return {
    kind: "environment",
    name,
    value: path.reduceRight<unknown>((value, key) => ({ [key]: value }), read.value),
    at: (inner, offset) => read.at(below(inner), offset),
    atKey: (inner) => read.atKey(below(inner)),
  };
}

/** What a variable before it gives already. */
function repeatedProblems(layer: Layer, before: readonly Layer[]): readonly GatekeeperError[] {
  const [first, ...others] = before;
  if (first === undefined) return [];
  const given = layered([first, ...others]);
  return leavesOf(layer.value, []).flatMap((path) => {
    const other = given.placeOf(path);
    if (other === undefined) return [];
    const details = { name: layer.name, other: other.name, key: keyOf(path) };
    return [variableRepeated(details, { at: { file: layer.name } })];
  });
}

function leavesOf(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (!isMapping(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function shapeProblems(
  [first, ...others]: readonly Layer[],
  { overrides, whole }: EnvironmentSurroundings,
): readonly GatekeeperError[] {
  if (first === undefined) return [];
  const file = layered([first, ...others]);
  const issues = overrides.safeParse(file.value).error?.issues ?? [];
  return issueProblems({ kind: "project", file, schema: overrides, whole }, issues);
}
