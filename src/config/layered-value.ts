import type { ErrorPosition } from "../errors.ts";
import type { PlacedValue, YamlPath } from "./yaml-file.ts";

/** Where values come from, from the weakest to the strongest. Source: operations.md §4. */
export type LayerKind = "base" | "target" | "local" | "environment" | "flag";

/** Values from one place, over which a stronger layer may be laid. */
export interface Layer extends PlacedValue {
  readonly kind: LayerKind;
  /** The target, variable or flag; of a file, its path. */
  readonly name: string;
}

/** Where a layer says something. */
export interface LayerPlace {
  readonly layer: LayerKind;
  readonly name: string;
  readonly at: ErrorPosition;
}

/** What several layers say together, each value with the place where the strongest of them says it. */
export interface LayeredValue extends PlacedValue {
  /** Which layer gives the value at a path, and where; undefined when none does. Of a mapping, the weakest that has it. */
  placeOf(path: YamlPath): LayerPlace | undefined;
}

/** Lays layers over each other, the weakest first: mappings are merged key by key, everything else is replaced whole. */
export function layered(layers: readonly [Layer, ...Layer[]]): LayeredValue {
  const [first, ...others] = layers;
  const root = others.reduce<Part>((part, layer) => laidOver(part, layer, layer.value), partOf(first, first.value));
  const layerAt = (path: YamlPath): Layer => descend(root, path).part.layer;
  return {
    value: valueOf(root),
    at: (path, offset): ErrorPosition => layerAt(path).at(path, offset),
    atKey: (path): ErrorPosition => layerAt(path).atKey(path),
    placeOf: (path) => {
      const { part, rest } = descend(root, path);
      const { kind, name } = part.layer;
      return rest.length === 0 || hasValue(part.value, rest)
        ? { layer: kind, name, at: part.layer.at(path) }
        : undefined;
    },
  };
}

/** Whether a value is a mapping, which layers merge. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A node of the result: a mapping has keys of several layers; everything else is one layer's own. */
interface Part {
  readonly layer: Layer;
  readonly keys: ReadonlyMap<string, Part> | undefined;
  readonly value: unknown;
}

function partOf(layer: Layer, value: unknown): Part {
  return laidOver(undefined, layer, value);
}

function laidOver(below: Part | undefined, layer: Layer, value: unknown): Part {
  if (!isMapping(value)) return { layer, keys: undefined, value };
  const keys = new Map(below?.keys);
  for (const [key, inner] of Object.entries(value)) keys.set(key, laidOver(keys.get(key), layer, inner));
  return { layer: below?.keys === undefined ? layer : below.layer, keys, value: undefined };
}

function valueOf({ keys, value }: Part): unknown {
  return keys === undefined ? value : Object.fromEntries([...keys].map(([key, part]) => [key, valueOf(part)]));
}

/** The deepest part on the way to a path, and what of the path lies below it. */
function descend(root: Part, path: YamlPath): { readonly part: Part; readonly rest: YamlPath } {
  let part = root;
  for (const [index, step] of path.entries()) {
    const next = part.keys?.get(String(step));
    if (next === undefined) return { part, rest: path.slice(index) };
    part = next;
  }
  return { part, rest: [] };
}

function hasValue(value: unknown, path: YamlPath): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return value !== undefined;
  return typeof value === "object" && value !== null && Object.hasOwn(value, step)
    ? hasValue((value as Record<string | number, unknown>)[step], rest)
    : false;
}
