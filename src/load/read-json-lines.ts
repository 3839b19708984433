import { rm } from "node:fs/promises";

import { columnMissing, linesMissing } from "../errors.ts";
import { nearest } from "../expression/suggest.ts";
import type { LineProblem } from "../io/json-line-reader.ts";
import { JsonLines } from "../io/json-lines.ts";
import { scanFile } from "../io/scan-file.ts";
import { jsonNames } from "./json-names.ts";
import type { LoadContext } from "./load-file.ts";
import { namesOfSource, placeOfName } from "./mapping.ts";
import { rawSelect } from "./raw-select.ts";
import { REJECTS_MAX } from "./rejects.ts";
import type { InputFile, InputReading } from "./read-input.ts";
import { writeRaw } from "./write-raw.ts";

/** The record code of each reason why a line gives no record. */
const LINE_CODES: Readonly<Record<LineProblem, string>> = {
  not_an_object: "GK0343",
  name_twice: "GK0344",
  nested: "GK0345",
  no_text: "GK0346",
};

/**
 * Reads a file of JSON Lines: the values of the mapped names become a CSV copy, line by line, in the pass that hashes and
 * counts; the engine reads that. The engine's own JSON functions make doubles of numbers, so they never see one.
 */
export async function readJsonLines(input: InputFile, written: string, context: LoadContext): Promise<InputReading> {
  const { path, file, source } = input;
  const { encoding, maxDecompressedBytes: maxTextBytes, formats } = source;
  const lines = new JsonLines({
    file,
    names: namesOfSource(source),
    decimal: formats?.decimal ?? ".",
    brokenMax: REJECTS_MAX,
  });
  const copy = { to: `${written}.text`, convert: (text: AsyncIterable<Buffer>) => lines.toCsv(text) };
  try {
    const scan = await scanFile(path, { name: file, encoding, quote: null, maxTextBytes, copy });
    if (scan.textBytes === 0) throw linesMissing({ file }, { at: { file } });
    if (scan.records > lines.brokenLines.length) await checkNames(input, lines);
    await writeRows(copy.to, lines, input, written, context);
    const malformed = lines.brokenLines.map(({ record, problem }) => ({ record, code: LINE_CODES[problem] }));
    return { sha256: scan.sha256, bytes: scan.bytes, records: scan.records, malformed };
  } finally {
    await rm(copy.to, { force: true });
  }
}

async function writeRows(
  copy: string,
  { columns }: JsonLines,
  { file, source }: InputFile,
  written: string,
  context: LoadContext,
): Promise<void> {
  const { loader } = context;
  const relation = loader.csvRelation({ path: copy, columns, delimiter: ",", quote: '"', onMalformed: "fail" });
  const select = rawSelect(relation, source, {
    ...context,
    dialect: loader.dialect,
    header: columns,
    fileName: file,
  });
  await writeRaw(select, source.table, written, loader);
}

/** A mapped name that no line has is a column that is missing (GK0321). */
async function checkNames({ path, file, source }: InputFile, { missingNames }: JsonLines): Promise<void> {
  const [column] = missingNames;
  if (column === undefined) return;
  const { names } = await jsonNames({ path, name: file, encoding: source.encoding });
  throw columnMissing({ file, column, nearest: nearest(column, names) }, { at: placeOfName(source, column) });
}
