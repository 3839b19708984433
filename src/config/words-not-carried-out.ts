import type { YamlPath } from "./yaml-file.ts";

export type DocumentKind = "project" | "campaign" | "report" | "vendor" | "notice" | "map" | "rules";

/** Words of the design that this version refuses by name: at a path (`*` is any key or index), as key or as value. */
const WORDS: Readonly<Record<DocumentKind, Readonly<Record<string, readonly string[]>>>> = {
  project: {
    "": ["maps"],
    disclosure: ["protection"],
  },
  campaign: {},
  report: {
    "formats.*": ["xlsx", "html"],
  },
  vendor: {},
  notice: {},
  map: {},
  rules: {},
};

/** Whether a key in the mapping at a path, or the value at it, is a word of the design not carried out yet. */
export function isWordNotCarriedOut(kind: DocumentKind, path: YamlPath, word: unknown): boolean {
  return Object.entries(WORDS[kind]).some(
    ([pattern, words]) =>
      matches(pattern === "" ? [] : pattern.split("."), path) && words.some((known) => known === word),
  );
}

function matches(pattern: readonly string[], path: YamlPath): boolean {
  return pattern.length === path.length && pattern.every((step, index) => step === "*" || step === String(path[index]));
}
