import type { FileFormat } from "./project.ts";

/** The format that the name of a file speaks for: `.csv`, `.jsonl` or `.ndjson`, each also with `.gz`, or `.parquet`; else undefined. */
export function formatOfName(path: string): FileFormat | undefined {
  if (/\.csv(\.gz)?$/iu.test(path)) return "csv";
  if (/\.(jsonl|ndjson)(\.gz)?$/iu.test(path)) return "jsonl";
  return /\.parquet$/iu.test(path) ? "parquet" : undefined;
}
