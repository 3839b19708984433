import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { parse } from "yaml";

import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Column, SqlRow } from "../../src/engine/engine.ts";
import { ROOT } from "./tidy/source-files.ts";

/** A cell as a case writes it: dates and timestamps are text, money may be text or a number. */
export type CaseValue = string | number | bigint | boolean | null;

export type CaseRow = Readonly<Record<string, CaseValue>>;

/** One case of a given/expect file: the rows of the tables that the SELECT reads, and the rows it must return. */
export interface SqlCase {
  readonly name: string;
  readonly given: Readonly<Record<string, readonly CaseRow[]>>;
  readonly expect: readonly CaseRow[];
}

/** The text of a SQL file, and the tables it reads. */
export interface SqlUnderTest {
  readonly select: string;
  readonly reads: readonly string[];
}

const KEYS = new Set(["name", "given", "expect"]);

/**
 * The cases of a given/expect file: a list of `{ name, given, expect }`, with anchors and merge keys. Throws when it has
 * another shape, when a title is no sentence or is there twice.
 */
export function readSqlCases(file: string): readonly SqlCase[] {
  const parsed: unknown = yamlOf(file);
  if (!Array.isArray(parsed) || parsed.length === 0) throw new Error(`${file} is no list of cases`);
  const cases = parsed.map((item, index) => toCase(item, `${file}, case ${index + 1}`));
  const titles = cases.map(({ name }) => name);
  const repeated = titles.find((title, index) => titles.indexOf(title) !== index);
  if (repeated !== undefined) throw new Error(`${file} has the case "${repeated}" twice`);
  return cases;
}

/** What `test/sql/gates/basis/basis_none.yaml` tests: the gate `sql/gates/basis/basis_none.sql`. */
export function sqlUnderTest(file: string, { models, gates, audits }: Catalog): SqlUnderTest {
  const [schema, name, kind] = [basename(dirname(file)), basename(file, ".yaml"), basename(dirname(dirname(file)))];
  const found = {
    models: models.find((model) => model.name === `${schema}.${name}`),
    gates: gates.find((gate) => gate.class === schema && gate.reasonCode === name.toUpperCase()),
    audits: audits.find((audit) => audit.name === `${schema}/${name}`),
  }[kind];
  if (found === undefined) throw new Error(`${file} tests no SQL file`);
  return { select: found.select, reads: "reads" in found ? found.reads : tablesNamed(found.select) };
}

/**
 * The rows as text on the columns that the expected rows name, in an order of their own, so that two lists of rows are the
 * same exactly when their texts are. A column that an expected row leaves out is null there.
 */
export function comparableRows(
  rows: readonly (CaseRow | SqlRow)[],
  names: readonly string[],
  columns: readonly Column[],
) {
  const types = names.map((name) => columns.find((column) => column.name === name)?.type);
  const unknown = names.filter((_, index) => types[index] === undefined);
  if (unknown.length > 0) throw new Error(`the SELECT has no column ${unknown.join(", ")}`);
  return rows
    .map((row) =>
      Object.fromEntries(names.map((name, index) => [name, comparableText(row[name] ?? null, types[index] ?? "")])),
    )
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** The columns that any of the expected rows names. */
export function namedColumns(rows: readonly CaseRow[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function yamlOf(file: string): unknown {
  try {
    // The cases are ours: many of them may build on the same rows.
    return parse(readFileSync(`${ROOT}${file}`, "utf8"), { merge: true, intAsBigInt: true, maxAliasCount: -1 });
  } catch (cause) {
    throw new Error(`${file} is no YAML`, { cause });
  }
}

function toCase(item: unknown, place: string): SqlCase {
  if (typeof item !== "object" || item === null) throw new Error(`${place} is no mapping`);
  const unknown = Object.keys(item).find((key) => !KEYS.has(key));
  if (unknown !== undefined) throw new Error(`${place} has an unknown key ${unknown}`);
  const { name, given = {}, expect } = item as Partial<SqlCase>;
  if (typeof name !== "string" || !name.includes(" ")) throw new Error(`${place} has no sentence for a title`);
  if (!Array.isArray(expect)) throw new Error(`${place} expects no list of rows`);
  const wrong = Object.entries(given).find(([, rows]) => !Array.isArray(rows));
  if (wrong !== undefined) throw new Error(`${place} gives no list of rows for ${wrong[0]}`);
  return { name, given, expect: expect as readonly CaseRow[] };
}

function tablesNamed(select: string): string[] {
  return [...select.matchAll(/\b(?:from|join)\s+([a-z_]+\.[a-z_0-9]+)/gu)].map((match) => match[1] ?? "");
}

/** One spelling for a value whatever its source: `12.3400` and 12.34, a day and the timestamp of its start. */
function comparableText(value: CaseValue, type: string): string | null {
  if (value === null) return null;
  const text = String(value);
  if (/^(?:decimal|double|float)/u.test(type)) return text.includes(".") ? text.replace(/\.?0+$/u, "") : text;
  if (!type.startsWith("timestamp")) return text;
  const [day, time = "00:00:00"] = text.split(" ");
  return `${day} ${(time.length === 5 ? `${time}:00` : time).replace(/\.0+$/u, "")}`;
}
