import { createHash } from "node:crypto";
import { assert } from "../assert.ts";
import { writeChunksAtomic } from "./atomic-write.ts";

export type CsvRow = readonly (string | null)[];

/** What was written: rows without the header, and the SHA-256 of the file's bytes in hexadecimal. */
export interface WrittenCsv {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * A table as CSV text in UTF-8: a header, then the rows, every line ended by CRLF, as RFC 4180 has it.
 *
 * Only cells that need quotes get them, so the same table always has the same bytes. Null and empty text are both an
 * empty cell. Every cell, the header's included, passes through `neutralise`. Each row has as many cells as there are columns.
 */
export function csvText(columns: readonly string[], rows: readonly CsvRow[]): string {
  assert(columns.length > 0, "a table has a column");
  return csvLine(columns, columns.length) + csvLines(rows, columns.length);
}

/**
 * The same for tables too large for memory: rows arrive in batches, the file appears whole or not at all.
 * Throws GK0503 when it cannot be written; an error of `batches` passes through and nothing is written.
 */
export async function writeCsv(
  path: string,
  columns: readonly string[],
  batches: AsyncIterable<readonly CsvRow[]>,
): Promise<WrittenCsv> {
  assert(columns.length > 0, "a table has a column");
  const hash = createHash("sha256");
  let rows = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    const header = Buffer.from(csvLine(columns, columns.length), "utf8");
    hash.update(header);
    yield header;
    for await (const batch of batches) {
      const chunk = Buffer.from(csvLines(batch, columns.length), "utf8");
      rows += batch.length;
      hash.update(chunk);
      yield chunk;
    }
  }
  const bytes = await writeChunksAtomic(path, chunks());
  return { rows, bytes, sha256: hash.digest("hex") };
}

/**
 * A cell that no spreadsheet takes for a formula: one that begins like a formula gets a leading apostrophe.
 *
 * White space and invisible characters before the sign do not hide it, nor do its full-width and small forms; spreadsheets
 * fold both. A telephone number in E.164 and a plain number are left alone: they begin with a sign and are harmless.
 * Applying it twice changes nothing more. Source: OWASP, CSV Injection.
 */
export function neutralise(cell: string): string {
  return FORMULA_START.test(cell) && !HARMLESS.test(cell) ? `'${cell}` : cell;
}

const FORMULA_START = /^[\s\p{C}]*[=+\-@＝＋－＠﹦﹢﹣﹫]|^[\t\r\n]/u;
const HARMLESS = /^(?:\+[0-9]{7,15}|-?[0-9]+(?:\.[0-9]+)?)$/;
const NEEDS_QUOTES = /[",\r\n]/;

function csvLines(rows: readonly CsvRow[], width: number): string {
  let text = "";
  for (const row of rows) text += csvLine(row, width);
  return text;
}

function csvLine(row: CsvRow, width: number): string {
  assert(row.length === width, "a row has a cell for each column");
  const line = row.map((cell) => (cell === null ? "" : csvCell(neutralise(cell)))).join(",");
  // A line without any character is no record to most readers, so a lone empty cell shows itself by its quotes.
  return line === "" && width === 1 ? '""\r\n' : `${line}\r\n`;
}

function csvCell(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
