import type { Loader } from "../engine/loader.ts";
import type { TextRelation } from "../engine/text-relation.ts";
import { inputFileBroken } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { scanBinaryFile } from "../io/scan-file.ts";
import type { LoadContext } from "./load-file.ts";
import { rawSelect } from "./raw-select.ts";
import type { InputFile, InputReading } from "./read-input.ts";
import { writeRaw } from "./write-raw.ts";

/** Reads a Parquet file; every record it has becomes a row. */
export async function readParquet(input: InputFile, written: string, context: LoadContext): Promise<InputReading> {
  const { path, file, source } = input;
  const { loader } = context;
  const scan = await scanBinaryFile(path, file, "parquet");
  const { relation, columns, typedColumns, nestedColumns } = await parquetRelation(path, file, loader);
  const header = { header: columns, typedColumns, nestedColumns, fileName: file, mayBeJoined: false };
  const select = rawSelect(relation, source, { ...context, dialect: loader.dialect, ...header });
  const records = await writeRaw(select, source.table, written, loader).catch(async (error: unknown) => {
    await loader.writeParquet(`select * from ${relation}`, written).catch(brokenParquet(file));
    throw error;
  });
  return { sha256: scan.sha256, bytes: scan.bytes, records, malformed: [] };
}

/** The columns of a Parquet file and the SQL that reads it. Throws GK0303 for a file that is none. */
export async function parquetRelation(path: string, file: string, loader: Loader): Promise<TextRelation> {
  return loader.parquetRelation(path).catch(brokenParquet(file));
}

const NO_PARQUET: LocalizedText = {
  en: "it is not a Parquet file, or is damaged",
  "zh-CN": "它不是 Parquet 文件，或已损坏",
};

function brokenParquet(file: string): (cause: unknown) => never {
  return (cause) => {
    throw inputFileBroken({ file, reason: NO_PARQUET }, { at: { file }, cause });
  };
}
