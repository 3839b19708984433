import type * as z from "zod";
import { nearest } from "../expression/suggest.ts";
import {
  columnNotMapped,
  columnUnknown,
  inputTableUnknown,
  keyMissing,
  keyUnknown,
  notCarriedOut,
  notOverridable,
  numberOutOfRange,
  valueNotAllowed,
  valueType,
  type GatekeeperError,
} from "../errors.ts";
import type { LeafProblem } from "./leaf.ts";
import { A_LIST, expectedOf, holdsSecret, isAnyText, keysOf, schemaAt, wordsOf } from "./schema-at.ts";
import { type LocalizedText, sameInEveryLanguage } from "../language.ts";
import { shown, SQL_NAME } from "./leaf-schemas.ts";
import { A_LIST_OF_SOME, A_TEXT_NOT_SHOWN, AN_EMPTY_LIST, AN_EMPTY_TEXT, describe, EMPTY } from "./value-wording.ts";
import { isWordNotCarriedOut, type DocumentKind } from "./words-not-carried-out.ts";
import type { PlacedValue, YamlPath } from "./yaml-file.ts";

type Issue = z.core.$ZodIssue;

/** A file, or a layer of the configuration, with the schema it was held to. */
export interface HeldFile {
  readonly kind: DocumentKind;
  readonly file: PlacedValue;
  readonly schema: z.core.$ZodType;
  /** Of a layer, the schema of the whole: it has the keys that a layer may not override. */
  readonly whole?: z.core.$ZodType;
}

/**
 * The coded problem, with its place, for everything the schema objects to. A key that is missing because it was mistyped
 * is one problem, not two.
 */
export function issueProblems(
  held: HeldFile,
  issues: readonly Issue[],
  base: YamlPath = [],
): readonly GatekeeperError[] {
  const placed = issues.map((issue) => ({
    issue,
    path: [...base, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))],
  }));
  const meant = new Set(
    placed.flatMap(({ issue, path }) => (issue.code === "unrecognized_keys" ? keysMeant(held, path, issue.keys) : [])),
  );
  return placed
    .filter(({ path }) => !(meant.has(keyOf(path)) && valueAt(held.file.value, path) === undefined))
    .flatMap(({ issue, path }) => problemsOf(held, issue, path));
}

/** The paths of the keys that mistyped ones were meant to be. */
function keysMeant({ kind, schema }: HeldFile, path: YamlPath, keys: readonly string[]): readonly string[] {
  const known = keysOf(schemaAt(schema, path));
  return keys.flatMap((key) => {
    const suggestion = isWordNotCarriedOut(kind, inTarget(path), key) ? undefined : nearest(key, known);
    return suggestion === undefined ? [] : [keyOf([...path, suggestion])];
  });
}

function problemsOf(held: HeldFile, issue: Issue, path: YamlPath): readonly GatekeeperError[] {
  switch (issue.code) {
    case "custom":
      return [leafProblem(held, issue.params, path)];
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(held, path, key));
    case "invalid_key":
      return keyProblems(held, issue.issues, path);
    case "invalid_union":
      return unionProblems(held, issue, path);
    case "too_small":
    case "too_big":
      return [limitProblem(held, issue, path)];
    default:
      return [valueProblem(held, path)];
  }
}

function leafProblem(
  { kind, file }: HeldFile,
  params: Record<string, unknown> | undefined,
  path: YamlPath,
): GatekeeperError {
  const value = valueAt(file.value, path);
  if (typeof value === "string" && isWordNotCarriedOut(kind, inTarget(path), value))
    return notCarriedOut({ word: value, where: whereOf(path) }, { at: file.at(path) });
  const { problem, offset } = params as { readonly problem: LeafProblem; readonly offset?: number };
  return problem({ at: file.at(path, offset) });
}

function keyProblems({ file }: HeldFile, issues: readonly Issue[], path: YamlPath): readonly GatekeeperError[] {
  return issues.flatMap((issue) => {
    const problem = issue.code === "custom" ? (issue.params as { readonly problem: LeafProblem }).problem : undefined;
    return problem === undefined ? [] : [problem({ at: file.atKey(path) })];
  });
}

function unknownKey({ kind, file, schema, whole }: HeldFile, path: YamlPath, key: string): GatekeeperError {
  const options = { at: file.atKey([...path, key]) };
  const own = inTarget(path);
  if (isWordNotCarriedOut(kind, own, key)) return notCarriedOut({ word: key, where: whereOf(path) }, options);
  if (whole !== undefined && keysOf(schemaAt(whole, own)).includes(key))
    return notOverridable({ key: keyOf([...own, key]) }, options);
  const known = keysOf(schemaAt(schema, path));
  const suggestion = nearest(key, known);
  if (kind === "project" && isColumns(own))
    return columnUnknown(
      {
        column: shown(key),
        table: String(own[1]),
        suggestion,
        mayBeDeclared: own[1] === "customers" && SQL_NAME.test(key),
      },
      options,
    );
  if (kind === "project" && keyOf(own) === "inputs")
    return inputTableUnknown({ table: shown(key), suggestion, known }, options);
  return keyUnknown({ key: shown(key), where: whereOf(path), suggestion, known }, options);
}

/** Of the alternatives, the one that got further into the value says best what is wrong with it. */
function unionProblems(
  held: HeldFile,
  issue: Extract<Issue, { code: "invalid_union" }>,
  path: YamlPath,
): readonly GatekeeperError[] {
  const deepest = issue.errors.find((alternative) =>
    alternative.every(({ path: inner, code }) => inner.length > 0 || code !== "invalid_type"),
  );
  return deepest === undefined ? [valueProblem(held, path)] : issueProblems(held, deepest, path);
}

function limitProblem(
  held: HeldFile,
  issue: Extract<Issue, { code: "too_small" | "too_big" }>,
  path: YamlPath,
): GatekeeperError {
  const where = whereOf(path);
  const at = held.file.at(path);
  if (issue.origin !== "number" && issue.origin !== "int") {
    const said = expectedOf(schemaAt(held.schema, path));
    const expected = said === A_LIST ? A_LIST_OF_SOME : said;
    const received = issue.origin === "array" ? AN_EMPTY_LIST : AN_EMPTY_TEXT;
    return valueType({ where, expected, received, remedy: undefined }, { at });
  }
  const [side, limit] =
    issue.code === "too_small" ? (["less", issue.minimum] as const) : (["more", issue.maximum] as const);
  return numberOutOfRange({ where, value: String(valueAt(held.file.value, path)), side, limit: String(limit) }, { at });
}

/** A value that is absent, of another type, or none of the words allowed. */
function valueProblem(held: HeldFile, path: YamlPath): GatekeeperError {
  const { kind, file, schema } = held;
  const value = valueAt(file.value, path);
  const inner = schemaAt(schema, path);
  const expected = expectedOf(inner);
  if (value === undefined || value === null) return missing(held, path, value === null);
  const at = file.at(path);
  const where = whereOf(path);
  if (typeof value === "string" && isWordNotCarriedOut(kind, inTarget(path), value))
    return notCarriedOut({ word: value, where }, { at });
  const allowed = wordsOf(inner);
  if (typeof value === "string" && allowed.length > 0) {
    return valueNotAllowed({ where, value: describe(value), allowed, suggestion: nearest(value, allowed) }, { at });
  }
  const isUnquoted = typeof value === "number" || typeof value === "boolean";
  const remedy =
    isUnquoted && isAnyText(inner)
      ? { en: `Put it in quotes: "${value}".`, "zh-CN": `请加上引号："${value}"。` }
      : undefined;
  const received = typeof value === "string" && holdsSecret(inner) ? A_TEXT_NOT_SHOWN : describe(value);
  return valueType({ where, expected, received, remedy }, { at });
}

function missing({ kind, file, schema }: HeldFile, path: YamlPath, isEmpty: boolean): GatekeeperError {
  if (path.length === 0)
    return valueType(
      { where: whereOf(path), expected: expectedOf(schema), received: EMPTY, remedy: undefined },
      { at: file.at(path) },
    );
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const options = { at: isEmpty ? file.atKey(path) : file.atKey(parent) };
  const own = inTarget(parent);
  if (kind === "project" && isColumns(own)) return columnNotMapped({ column: key, table: String(own[1]) }, options);
  return keyMissing({ key, where: whereOf(parent), expected: expectedOf(schemaAt(schema, path)) }, options);
}

/** What a target says is about the same keys as what stands outside it. */
function inTarget(path: YamlPath): YamlPath {
  return path[0] === "targets" && path.length > 1 ? path.slice(2) : path;
}

/** `inputs.<table>.<number>.columns`. */
function isColumns(path: YamlPath): boolean {
  return path.length === 4 && path[0] === "inputs" && path[3] === "columns";
}

/** A path as messages name it; the root is the file. */
export function whereOf(path: YamlPath): LocalizedText {
  return path.length === 0 ? { en: "the file", "zh-CN": "该文件" } : sameInEveryLanguage(keyOf(path));
}

/** A path as people write it: `inputs.transactions[0].columns`. */
export function keyOf(path: YamlPath): string {
  const text = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  return text.replace(/^\./, "");
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null ? (inner as Record<string | number, unknown>)[step] : undefined,
    value,
  );
}
