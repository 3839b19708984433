import { readFileSync } from "node:fs";

/** A SQL file split into its header comment and its SELECT. */
export interface SqlFile {
  /** The header's free lines, joined: the sentence that says what a row means. */
  readonly description: string;
  /** The header's `key: value` lines. */
  readonly header: ReadonlyMap<string, string>;
  readonly select: string;
  readonly reads: readonly string[];
}

const HEADER_LINE = /^--\s?(?:([a-zA-Z][a-zA-Z -]{1,20}): )?(.*)$/u;

/** Reads one file of `sql/`; the header is the run of `--` lines at its top. */
export function readSqlFile(path: string): SqlFile {
  return parseSqlFile(readFileSync(path, "utf8"));
}

/** Splits header and SELECT, and finds the tables that the SELECT reads. */
export function parseSqlFile(text: string): SqlFile {
  const lines = text.split("\n");
  const bodyStart = lines.findIndex((line) => !line.startsWith("--"));
  const header = new Map<string, string>();
  const sentences: string[] = [];
  for (const line of lines.slice(0, bodyStart)) {
    const [, key, value = ""] = HEADER_LINE.exec(line) ?? [];
    if (key === undefined) sentences.push(value.trim());
    else header.set(key, value.trim());
  }
  const select = lines.slice(bodyStart).join("\n").trim().replace(/;$/u, "");
  return { description: sentences.join(" ").trim(), header, select, reads: tablesRead(select) };
}

/** The `schema.table` names after `from` and `join`, in order of name. Comments and text literals are not read. */
function tablesRead(select: string): string[] {
  const code = select.replaceAll(/--[^\n]*/gu, " ").replaceAll(/'(?:[^']|'')*'/gu, "''");
  const found = code.matchAll(/\b(?:from|join)\s+([a-z_]+\.[a-z_0-9]+)/giu);
  return [...new Set([...found].map((match) => match[1] ?? ""))].toSorted();
}
