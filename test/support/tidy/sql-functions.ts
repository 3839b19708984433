import { basename } from "node:path";

import { ALLOWED_SQL_FUNCTIONS } from "./allowed-sql-functions.ts";

/** The functions of a SQL text that are not allowed in models, with line numbers counted from 1. */
export function functionOffences(file: string, sql: string, engineFunctionFiles: readonly string[]): string[] {
  const engineFunctions = engineFunctionFiles.map((path) => basename(path, ".sql"));
  return calledFunctions(sql)
    .filter(({ name }) => !ALLOWED_SQL_FUNCTIONS.has(name) && !engineFunctions.includes(name))
    .map(({ name, line }) => `${file}:${line} calls ${name}, which is not in allowed-sql-functions.ts`);
}

/** Functions per engine exist for every engine: one sentence for each that one folder has and another lacks. */
export function unevenEngineFunctions(engineFunctionFiles: readonly string[]): string[] {
  const engines = [...new Set(engineFunctionFiles.map((path) => path.split("/")[2] ?? ""))];
  const names = new Set(engineFunctionFiles.map((path) => basename(path)));
  // An aggregate has no function of ours beside it: one engine is given the other's own name for it.
  const shared = [...names].filter((name) => !ALLOWED_SQL_FUNCTIONS.has(basename(name, ".sql")));
  return shared.flatMap((name) =>
    engines
      .filter((engine) => !engineFunctionFiles.includes(`sql/functions/${engine}/${name}`))
      .map((engine) => `sql/functions/${engine}/ lacks ${name}, which another engine has`),
  );
}

/** Names followed by a bracket that are SQL's own words, types or the column list of an alias; not functions. */
const OTHER_WORDS = new Set(
  Object.values({
    clauses: [
      "by",
      "filter",
      "from",
      "group",
      "having",
      "join",
      "lateral",
      "on",
      "order",
      "over",
      "partition",
      "select",
    ],
    moreClauses: [
      "using",
      "values",
      "where",
      "with",
      "within",
      "cube",
      "rollup",
      "sets",
      "except",
      "intersect",
      "union",
    ],
    operators: ["all", "and", "any", "as", "between", "distinct", "exists", "in", "is", "like", "not", "or", "some"],
    cases: ["case", "when", "then", "else"],
    types: ["char", "decimal", "interval", "timestamp", "varchar"],
  }).flat(),
);

/** Functions that SQL lets one write without brackets; all of them read the clock or the session. */
const BRACKETLESS = /\b(?:current_\w+|localtime(?:stamp)?|session_user)\b/giu;

function calledFunctions(sql: string): { name: string; line: number }[] {
  const code = sql
    .replaceAll(/--[^\n]*/gu, "")
    .replaceAll(/'(?:[^']|'')*'/gu, "''")
    .replaceAll(/"[^"\n]*"/gu, "quoted")
    .replaceAll(/\bas\s+[a-z_]\w*\s*\(/giu, "as (");
  const calls = [...code.matchAll(/\b([a-z_]\w*)\s*\(/giu)].filter(
    ([, name = ""]) => !OTHER_WORDS.has(name.toLowerCase()),
  );
  return [...calls, ...code.matchAll(BRACKETLESS)].map((match) => ({
    name: (match[1] ?? match[0]).toLowerCase(),
    line: code.slice(0, match.index).split("\n").length,
  }));
}
