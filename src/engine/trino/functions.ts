import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

import { sqlFolder } from "../../catalog/sql-folder.ts";

/**
 * The project's portable function names on Trino, from `sql/functions/trino/`. They travel with each statement that calls them: the
 * cluster keeps none of them, and the account needs no right to make one.
 */
export class TrinoFunctions {
  readonly #texts: ReadonlyMap<string, string>;

  constructor() {
    const folder = join(sqlFolder(), "functions", "trino");
    const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
    this.#texts = new Map(
      files.map((name) => [basename(name, ".sql"), withoutComments(readFileSync(join(folder, name), "utf8"))]),
    );
  }

  /** What to put before a query, with a blank behind; empty where it calls none of them. */
  before(query: string): string {
    const called = [...this.#texts].filter(([name]) => new RegExp(`\\b${name}\\s*\\(`, "u").test(query));
    return called.length === 0 ? "" : `with ${called.map(([, text]) => text).join(",\n")} `;
  }
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*--.*\n/gmu, "").trim();
}
