import { headerUnusable, inputEmpty } from "../errors.ts";
import { readHeader } from "../io/csv-reader.ts";

/**
 * The column names of a CSV file, from its first record. Throws GK0325 for a file without one, GK0322 for names that are
 * blank or occur twice: a column that cannot be named cannot be mapped.
 */
export async function readSourceHeader(
  textPath: string,
  file: string,
  dialect: { readonly delimiter: string; readonly quote: string },
): Promise<string[]> {
  const header = await readHeader(textPath, dialect);
  if (header.length === 0 || (header.length === 1 && header[0] === "")) throw inputEmpty({ file }, { at: { file } });
  const problem = problemOf(header);
  if (problem !== null) throw headerUnusable({ file, problem }, { at: { file, line: 1 } });
  return header;
}

function problemOf(header: readonly string[]): string | null {
  const blank = header.findIndex((name) => name.trim() === "");
  if (blank !== -1) return `column ${blank + 1} has no name`;
  // The reader folds case, so two names that differ in case only are one to it.
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name.toLowerCase())) return `two columns are named "${name}"`;
    seen.add(name.toLowerCase());
  }
  return null;
}
