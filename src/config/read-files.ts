import {
  type Declared,
  filesMissing,
  idRepeated,
  type ErrorPosition,
  type GatekeeperError,
  placeOf,
} from "../errors.ts";
import { isPattern, matchingFiles } from "./matching-files.ts";
import { readYamlFile, type YamlFile } from "./yaml-file.ts";

/** Which files of a kind the project has, and where it says so. */
export interface FilePatterns {
  readonly patterns: readonly string[];
  readonly at: ErrorPosition;
}

/** What one file declares: its id as far as readable, and the item when nothing is wrong. */
export interface ReadItem<Item> {
  readonly id: string | undefined;
  readonly idAt: ErrorPosition;
  readonly item: Item | undefined;
  readonly problems: readonly GatekeeperError[];
}

/** All files of a kind together. */
export interface ReadItems<Item> {
  /** Sorted by id. */
  readonly items: readonly Item[];
  readonly ids: readonly string[];
  /** Every file said its id; if not, an id that is not known may only be unreadable. */
  readonly isComplete: boolean;
  readonly problems: readonly GatekeeperError[];
}

/** Reads every file that the patterns name, each once, and refuses an id that two of them share. */
export function readFiles<Item extends { readonly id: string }>(
  what: Declared,
  directory: string,
  { patterns, at }: FilePatterns,
  read: (file: YamlFile) => ReadItem<Item>,
): ReadItems<Item> {
  const problems: GatekeeperError[] = [];
  const absent = patterns.filter((pattern) => !isPattern(pattern) && matchingFiles(directory, pattern).length === 0);
  problems.push(...absent.map((path) => filesMissing({ path }, { at })));
  const items: Item[] = [];
  const firstAt = new Map<string, ErrorPosition>();
  let isComplete = absent.length === 0;
  for (const path of new Set(patterns.flatMap((pattern) => matchingFiles(directory, pattern)))) {
    const yaml = readYamlFile(directory, path);
    problems.push(...yaml.problems);
    const reading = yaml.file === undefined ? undefined : read(yaml.file);
    if (reading?.id === undefined) isComplete = false;
    if (reading === undefined) continue;
    problems.push(...reading.problems);
    const { id, idAt, item } = reading;
    const first = id === undefined ? undefined : firstAt.get(id);
    if (id !== undefined && first !== undefined)
      problems.push(idRepeated({ what, id, first: placeOf(first) }, { at: idAt }));
    if (id !== undefined && first === undefined) firstAt.set(id, idAt);
    if (item !== undefined) items.push(item);
  }
  return { items: items.toSorted((a, b) => (a.id < b.id ? -1 : 1)), ids: [...firstAt.keys()], isComplete, problems };
}
