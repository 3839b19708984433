import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

/** Something that must be refused, and what its user must read. */
export interface BrokenCase {
  readonly title: string;
  /** How the case was come by: `fuzzing`, or thought of. */
  readonly found?: "fuzzing";
  readonly code: string;
  /** Parts of what is said. */
  readonly message: string;
  readonly remedy: string;
  /** Where the user is sent, as `file`, `file:line` or `file:line:column`; null where there is no such place. */
  readonly place: string | null;
  /** Why there is none. */
  readonly nowhere?: string | undefined;
}

/** The YAML files of a folder beside this file, by name. */
export function yamlFilesIn(folder: string): readonly (readonly [name: string, written: unknown])[] {
  const url = new URL(`${folder}/`, import.meta.url);
  return readdirSync(url).map((name) => [name, parse(readFileSync(new URL(name, url), "utf8"))]);
}
