import type { Dialect } from "./source-header.ts";

/**
 * SQL for whether a record looks like several: a quote that is there by mistake opens in one record and the next one
 * closes in a later one, and what lies between becomes one field. The file is then well-formed and rows are gone.
 *
 * Such a field has as many delimiters before its first line feed as the record has columns after it, and after its last
 * line feed as many as the record has columns before it. A text of several lines hardly ever has both by chance.
 */
export function looksJoined(header: readonly string[], { delimiter }: Dialect): string {
  const lineFeed = "chr(10)";
  const fields = header.map((name, before) => {
    const column = `"${name.replaceAll('"', '""')}"`;
    const after = header.length - 1 - before;
    const first = `split_part(${column}, ${lineFeed}, 1)`;
    const last = `split_part(reverse(${column}), ${lineFeed}, 1)`;
    return `(strpos(${column}, ${lineFeed}) > 0 and ${count(first, delimiter)} = ${after} and ${count(last, delimiter)} = ${before})`;
  });
  return `coalesce(${fields.join("\n    or ")}, false)`;
}

function count(text: string, delimiter: string): string {
  return `length(${text}) - length(replace(${text}, '${delimiter}', ''))`;
}
