import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { GOOD, replaced } from "./project-folder.ts";

/** A mistake made in one file of the good project, and what the user must read. */
export interface Mistake {
  readonly title: string;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** The file with the mistake, and where it must be found. */
  readonly text: string;
  readonly at: { readonly file: string; readonly line: number; readonly column: number };
}

/** The mistakes of one file of `mistakes/`. */
export interface MistakesFile {
  readonly name: string;
  readonly file: string;
  /** The file in which nothing is wrong. */
  readonly good: string;
  readonly mistakes: readonly Mistake[];
}

interface WrittenMistake extends Omit<Mistake, "text" | "at"> {
  readonly replace?: string;
  readonly by?: string;
  readonly append?: string;
}

/** Stands in the changed text where the mistake must be found; without it, that is the start of the file. */
const MARK = "▶";

const FOLDER = new URL("mistakes/", import.meta.url);

/** Every file of `mistakes/`, with the changed texts made. */
export function readMistakes(): readonly MistakesFile[] {
  return readdirSync(FOLDER).map((name) => {
    const written = parse(readFileSync(new URL(name, FOLDER), "utf8")) as {
      file: string;
      /** When it is not the good project's. */
      good?: string;
      mistakes: readonly WrittenMistake[];
    };
    const { file, good = String(GOOD[file]), mistakes } = written;
    return { name, file, good, mistakes: mistakes.map((mistake) => madeIn(file, good, mistake)) };
  });
}

function madeIn(file: string, good: string, { replace, by = "", append, ...mistake }: WrittenMistake): Mistake {
  const marked = replace === undefined ? `${good}${append}\n` : replaced(good, replace, by);
  const before = marked.includes(MARK) ? marked.slice(0, marked.indexOf(MARK)).split("\n") : [""];
  const at = { file, line: before.length, column: (before.at(-1) ?? "").length + 1 };
  return { ...mistake, text: marked.replace(MARK, ""), at };
}
