import { type BrokenCase, yamlFilesIn } from "./broken-case.ts";
import type { Change } from "./change-files.ts";

/** Input files as nobody should deliver them. */
export interface InputCase extends BrokenCase {
  /** What is done to the good project, in order. */
  readonly changes: readonly Change[];
  readonly exit: number;
}

interface WrittenCase extends Omit<InputCase, "place" | "exit"> {
  /** Where the user is sent; the file that is changed first by default. */
  readonly at?: string;
  /** 3, data, by default. */
  readonly exit?: number;
}

/** Every case of `input/`, by file. */
export function inputCases(): readonly { readonly name: string; readonly cases: readonly InputCase[] }[] {
  return yamlFilesIn("input").map(([name, written]) => {
    const { cases } = written as { readonly cases: readonly WrittenCase[] };
    return {
      name,
      cases: cases.map(({ at, exit = 3, ...own }) => ({ ...own, exit, place: at ?? own.changes[0]?.file ?? null })),
    };
  });
}
