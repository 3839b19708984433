import type { SourceFormat } from "../domain/project.ts";

/** The format that a file's name speaks for; undefined when it speaks for none. */
export function formatOfName(path: string): SourceFormat | undefined {
  if (/\.csv(\.gz)?$/iu.test(path)) return "csv";
  if (/\.(jsonl|ndjson)(\.gz)?$/iu.test(path)) return "jsonl";
  return /\.parquet$/iu.test(path) ? "parquet" : undefined;
}
