import type { SourceFormat } from "../domain/project.ts";
import {
  type GatekeeperError,
  keyOfOtherFormat,
  namesAlike,
  pivotMissing,
  pivotUnused,
  signRepeated,
  typeUnused,
} from "../errors.ts";
import { nearest } from "../expression/suggest.ts";
import { readTimePattern } from "../expression/time-pattern.ts";
import { namesOfKey } from "./expression-leaf.ts";
import type { FormatsShape, SourceShape } from "./source-schema.ts";
import type { YamlFile, YamlPath } from "./yaml-file.ts";

/** Everything wrong with what a source says of how its files are written, beyond the shape. */
export function checkFormat(
  file: YamlFile,
  path: YamlPath,
  shape: SourceShape,
  format: SourceFormat | undefined,
): readonly GatekeeperError[] {
  return [
    ...checkKeys(file, path, shape, format),
    ...(shape.formats === undefined ? [] : checkFormats(file, [...path, "formats"], shape.formats)),
    ...checkNames(file, [...path, "columns"], usedNames(shape)),
    ...checkTypes(file, [...path, "types"], shape),
  ];
}

/** Keys that mean something for some formats only. */
const FORMATS_OF_KEYS: Readonly<Record<"csv" | "encoding" | "max_decompressed", readonly SourceFormat[]>> = {
  csv: ["csv"],
  encoding: ["csv", "jsonl"],
  max_decompressed: ["csv", "jsonl"],
};

function checkKeys(
  file: YamlFile,
  path: YamlPath,
  shape: SourceShape,
  format: SourceFormat | undefined,
): readonly GatekeeperError[] {
  if (format === undefined) return [];
  const keys = Object.keys(FORMATS_OF_KEYS) as (keyof typeof FORMATS_OF_KEYS)[];
  return keys
    .filter((key) => shape[key] !== undefined && !FORMATS_OF_KEYS[key].includes(format))
    .map((key) => keyOfOtherFormat({ key, format }, { at: file.atKey([...path, key]) }));
}

function checkFormats(file: YamlFile, path: YamlPath, formats: FormatsShape): readonly GatekeeperError[] {
  const problems: GatekeeperError[] = [];
  const short = (["date", "timestamp"] as const).filter((kind) => hasShortYear(formats[kind], kind));
  if (formats.pivot === undefined) {
    for (const kind of short)
      problems.push(pivotMissing({ format: formats[kind] ?? "" }, { at: file.at([...path, kind]) }));
  } else if (short.length === 0) problems.push(pivotUnused({}, { at: file.atKey([...path, "pivot"]) }));
  if (formats.thousands === formats.decimal)
    problems.push(signRepeated({ sign: formats.decimal }, { at: file.atKey([...path, "thousands"]) }));
  return problems;
}

function hasShortYear(text: string | undefined, kind: "date" | "timestamp"): boolean {
  const reading = readTimePattern(text ?? "", kind);
  return reading.ok && reading.pattern.hasShortYear;
}

/** The engine folds the case of names, whatever the format. */
function checkNames(file: YamlFile, path: YamlPath, used: readonly string[]): readonly GatekeeperError[] {
  const first = new Map<string, string>();
  return used.flatMap((other) => {
    const one = first.get(other.toLowerCase());
    first.set(other.toLowerCase(), one ?? other);
    return one === undefined ? [] : [namesAlike({ one, other }, { at: file.atKey(path) })];
  });
}

function checkTypes(file: YamlFile, path: YamlPath, shape: SourceShape): readonly GatekeeperError[] {
  const used = usedNames(shape);
  return Object.keys(shape.types)
    .filter((column) => !used.includes(column))
    .map((column) => typeUnused({ column, suggestion: nearest(column, used) }, { at: file.atKey([...path, column]) }));
}

function usedNames({ columns, where, opt_out: optOuts = {} }: SourceShape): readonly string[] {
  const expressions = [...Object.values(columns), where].flatMap((one) => one ?? []);
  const names = [...expressions.flatMap((one) => one.names), ...Object.keys(optOuts).flatMap(namesOfKey)];
  return [...new Set(names)];
}
