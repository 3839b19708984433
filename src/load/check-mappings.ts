import { INPUT_TABLES } from "../domain/input-tables.ts";
import type { SourceDeclaration } from "../domain/project.ts";
import type { Loader } from "../engine/loader.ts";
import { GatekeeperError } from "../errors.ts";
import { duckdbDialect } from "../expression/dialect.ts";
import type { InputText } from "../io/input-text.ts";
import { jsonNames } from "./json-names.ts";
import { type MappingContext, namesOfSource, readMapping } from "./mapping.ts";
import { parquetRelation } from "./read-parquet.ts";
import { declarationsOf } from "./source-declarations.ts";
import { dialectOf, readSourceHeader } from "./source-header.ts";

/** What can be told of a file's columns without loading it. */
export interface FileHeader {
  readonly columns: readonly string[];
  readonly typedColumns?: ReadonlySet<string>;
  readonly nestedColumns?: ReadonlyMap<string, string>;
}

/**
 * The columns of an input file, whatever its format; little beyond them is looked at. Of JSON Lines it is the names in the
 * first lines, and where there are more lines every mapped name: another line may have it. Throws GK0303–GK0306, GK0322,
 * GK0325, GK0326, GK0340 and GK0341.
 */
export async function readFileHeader(
  path: string,
  file: string,
  source: SourceDeclaration,
  loader: Loader,
): Promise<FileHeader> {
  const { encoding, maxDecompressedBytes: maxTextBytes } = source;
  const text: InputText = { path, name: file, encoding, maxTextBytes };
  switch (source.format) {
    case "csv":
      return { columns: await readSourceHeader(text, dialectOf(source)) };
    case "jsonl": {
      const { names, isWhole } = await jsonNames(text);
      return { columns: isWhole ? names : [...new Set([...names, ...namesOfSource(source)])] };
    }
    case "parquet":
      return parquetRelation(path, file, loader);
    case "table":
      throw new TypeError("a table of the warehouse is no file");
  }
}

/** Every problem of a source's mapping with a file's columns: missing ones, wrong types; the same for whoever spells it. */
export function checkMappings(
  source: SourceDeclaration,
  header: FileHeader,
  file: string,
  timeZone: string,
): GatekeeperError[] {
  const declarations = declarationsOf(source, timeZone, header.typedColumns);
  const { nestedColumns } = header;
  const context: MappingContext = {
    header: header.columns,
    fileName: file,
    declarations,
    dialect: duckdbDialect,
    nestedColumns,
  };
  const mapped = source.columns.map((mapping) => {
    const column = INPUT_TABLES[source.table].find(({ name }) => name === mapping.column);
    return () => readMapping(mapping, column ?? "text", context);
  });
  const { where } = source;
  const asked =
    where === undefined ? [] : [() => readMapping({ column: "where", expression: where }, "boolean", context)];
  const optOuts = source.optOuts.map(
    ({ expression }) =>
      () =>
        readMapping({ column: "opt_out", expression }, "text", context),
  );
  const all = [...mapped, ...asked, ...optOuts];
  return all.flatMap((read) => {
    try {
      read();
      return [];
    } catch (error) {
      if (error instanceof GatekeeperError) return [error];
      throw error;
    }
  });
}
