import type { SourceDeclaration } from "../domain/project.ts";
import type { LoadedFile } from "./input-cache.ts";
import type { LoadContext } from "./load-file.ts";
import { readCsv } from "./read-csv.ts";
import { readJsonLines } from "./read-json-lines.ts";
import { readParquet } from "./read-parquet.ts";

/** One file of one source. */
export interface InputFile {
  /** Where it lies. */
  readonly path: string;
  /** As messages and the manifest name it. */
  readonly file: string;
  readonly source: SourceDeclaration;
  /** Everything that decides how it is read; part of its id in the cache. */
  readonly declaration: string;
}

/** What reading a file gave beside its rows. */
export interface InputReading {
  readonly sha256: string;
  readonly bytes: number;
  /** Records by counting them in the text, the header apart. */
  readonly records: number;
  readonly malformed: LoadedFile["malformed"];
}

/**
 * Reads a file and writes a row for each record to `written` as Parquet, in the file's order.
 *
 * Throws GK0245, GK0303–GK0306, GK0321, GK0322, GK0325, GK0326, GK0332, GK0340–GK0342, GK0347 and GK0348.
 */
export async function readInput(input: InputFile, written: string, context: LoadContext): Promise<InputReading> {
  switch (input.source.format) {
    case "csv":
      return readCsv(input, written, context);
    case "jsonl":
      return readJsonLines(input, written, context);
    case "parquet":
      return readParquet(input, written, context);
    case "table":
      throw new TypeError("a table of the warehouse is no file");
  }
}
