import type { SourceFormat } from "./project.ts";

/** The format that the name of a file speaks of: `.csv`, `.csv.gz` or `.parquet`; undefined for any other. */
export function formatByName(path: string): SourceFormat | undefined {
  if (/\.csv(\.gz)?$/iu.test(path)) return "csv";
  return /\.parquet$/iu.test(path) ? "parquet" : undefined;
}
