import { GOOD, replaced } from "../config/project-folder.ts";
import { type BrokenCase, yamlFilesIn } from "./broken-case.ts";

/** A mistake made in one file of the good project. */
export interface ConfigurationCase extends BrokenCase {
  /** The file with the mistake, and where it must be found. */
  readonly text: string | Uint8Array;
  readonly at: { readonly file: string; readonly line?: number; readonly column?: number };
}

/** The cases of one file of `configuration/`. */
export interface ConfigurationCases {
  readonly name: string;
  readonly file: string;
  /** The file in which nothing is wrong. */
  readonly good: string;
  readonly cases: readonly ConfigurationCase[];
}

interface WrittenCase extends Omit<ConfigurationCase, "text" | "at" | "place"> {
  /** Overrides the file of all cases. */
  readonly file?: string;
  readonly replace?: string;
  readonly by?: string;
  /** Bytes in hexadecimal that stand where the mark does. */
  readonly bytes?: string;
  readonly append?: string;
  /** The whole text. */
  readonly text?: string;
}

interface WrittenCases {
  /** The file that the cases change, unless they name another. */
  readonly file: string;
  /** When it is not the good project's. */
  readonly good?: string;
  readonly cases: readonly WrittenCase[];
}

/** Stands in the changed text where the mistake must be found; without it, that is the start of the file. */
const MARK = "▶";

/** Every file of `configuration/`, with the changed texts made. */
export function configurationCases(): readonly ConfigurationCases[] {
  return yamlFilesIn("configuration").map(([name, written]) => {
    const { file, good = String(GOOD[file]), cases } = written as WrittenCases;
    const goodOf = (other: string | undefined) => (other === undefined ? good : String(GOOD[other]));
    return { name, file, good, cases: cases.map((own) => made(own.file ?? file, goodOf(own.file), own)) };
  });
}

function made(file: string, good: string, written: WrittenCase): ConfigurationCase {
  const { replace, by = "", append, text, bytes, ...rest } = written;
  const marked = text ?? (replace === undefined ? `${good}${append}\n` : replaced(good, replace, by));
  if (bytes !== undefined) return { ...rest, text: withBytes(marked, bytes), at: { file }, place: file };
  const before = marked.includes(MARK) ? marked.slice(0, marked.indexOf(MARK)).split("\n") : [""];
  const at = { file, line: before.length, column: (before.at(-1) ?? "").length + 1 };
  return { ...rest, text: marked.replace(MARK, ""), at, place: `${at.file}:${at.line}:${at.column}` };
}

function withBytes(marked: string, bytes: string): Buffer {
  const [before = "", after = ""] = marked.split(MARK);
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes, "hex"), Buffer.from(after)]);
}
