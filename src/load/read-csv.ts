import { rm } from "node:fs/promises";

import { csvBroken, GatekeeperError, inputEmpty, lineEndsUnreadable } from "../errors.ts";
import { writeChunksAtomic } from "../io/atomic-write.ts";
import { isGzipName, readInputText } from "../io/input-text.ts";
import { scanFile, type TextCopy, type TextFileScan } from "../io/scan-file.ts";
import type { LocalizedText } from "../language.ts";
import { WellFormedRecords } from "../io/well-formed-records.ts";
import type { LoadedFile } from "./input-cache.ts";
import type { LoadContext } from "./load-file.ts";
import { rawSelect } from "./raw-select.ts";
import type { InputFile, InputReading } from "./read-input.ts";
import { recordNumber } from "./record-number.ts";
import { REJECTS_MAX } from "./rejects.ts";
import { dialectOf, readSourceHeader } from "./source-header.ts";
import { writeRaw } from "./write-raw.ts";

/**
 * Reads a CSV file. Plain UTF-8 is hashed and its records are counted while the engine reads it; what is compressed or in
 * another encoding becomes a copy first, whole, in the pass that hashes and counts.
 */
export async function readCsv(input: InputFile, written: string, context: LoadContext): Promise<InputReading> {
  const { path, source } = input;
  if (!isGzipName(path) && source.encoding === "utf-8") return readText(input, { path, scan: null }, written, context);
  const copy = `${written}.text`;
  try {
    const scan = await scanCsv(input, { to: copy });
    return await readText(input, { path: copy, scan }, written, context);
  } finally {
    await rm(copy, { force: true });
  }
}

/** The text of an input file in UTF-8, scanned already when it is a copy. */
interface CsvText {
  readonly path: string;
  readonly scan: TextFileScan | null;
}

async function scanCsv({ path, file, source }: InputFile, copy?: TextCopy): Promise<TextFileScan> {
  const { encoding, maxDecompressedBytes: maxTextBytes } = source;
  return scanFile(path, { ...dialectOf(source), name: file, encoding, maxTextBytes, copy });
}

async function readText(input: InputFile, text: CsvText, written: string, context: LoadContext): Promise<InputReading> {
  const { file, source } = input;
  const header = await readSourceHeader({ path: text.path, name: file, encoding: "utf-8" }, dialectOf(source));
  const write = async (mayBeJoined: boolean) =>
    writeRows({ path: text.path, header, mayBeJoined, onMalformed: "fail" }, input, written, context);
  const [scanned, wrote] = await Promise.allSettled([
    text.scan ?? scanCsv(input),
    write((text.scan?.quotedLineFeeds ?? 0) > 0),
  ]);
  // What the scan says comes first: it knows why the engine could not go on.
  if (scanned.status === "rejected") throw scanned.reason;
  const scan = scanned.value;
  checkText(file, scan);
  const { sha256, bytes } = scan;
  // In a table of one column an empty line is an empty cell; in any other it is nothing.
  const records = scan.records - 1 + (header.length === 1 ? scan.emptyLines : 0);
  if (wrote.status === "rejected" && !isRefusal(wrote.reason)) throw wrote.reason;
  if (wrote.status === "rejected" || scan.hasSurplusFields) {
    const mayBeJoined = scan.quotedLineFeeds > 0;
    const malformed = await readWellFormed({ path: text.path, header, mayBeJoined }, input, written, context);
    return { sha256, bytes, records, malformed };
  }
  if (text.scan === null && scan.quotedLineFeeds > 0) await write(true);
  return { sha256, bytes, records, malformed: [] };
}

/** A text for the engine to read. */
interface EngineText {
  readonly path: string;
  readonly header: readonly string[];
  /** It has line feeds inside quotes. */
  readonly mayBeJoined: boolean;
  readonly onMalformed: "fail" | "keep";
}

/** Reads the text into `written`; returns the relation it was read by. */
async function writeRows(
  { path, header, mayBeJoined, onMalformed }: EngineText,
  { file, source }: InputFile,
  written: string,
  context: LoadContext,
): Promise<string> {
  const relation = context.loader.csvRelation({ path, columns: header, ...dialectOf(source), onMalformed });
  const select = rawSelect(relation, source, {
    ...context,
    dialect: context.loader.dialect,
    header,
    fileName: file,
    mayBeJoined,
  });
  await writeRaw(select, source.table, written, context.loader);
  return relation;
}

/**
 * Reads a text that has records the engine cannot take apart, or takes apart wrongly: those that can be are copied and read, the others told. What
 * the engine still leaves out is told as well. An error that is left is about line ends.
 */
async function readWellFormed(
  text: Omit<EngineText, "onMalformed">,
  input: InputFile,
  written: string,
  context: LoadContext,
): Promise<LoadedFile["malformed"]> {
  const { file, source } = input;
  const records = new WellFormedRecords({
    ...dialectOf(source),
    file,
    columns: text.header.length,
    brokenMax: REJECTS_MAX,
  });
  const path = `${written}.well-formed`;
  try {
    const all = readInputText({ path: text.path, name: file, encoding: "utf-8" });
    await writeChunksAtomic(path, records.filter(all), { sync: false });
    const relation = await writeRows({ ...text, path, onMalformed: "keep" }, input, written, context).catch(
      (error: unknown) => {
        throw isRefusal(error) ? lineEndsProblem(file, error) : error;
      },
    );
    const broken = records.broken.map((record) => ({ record, code: "GK0315" }));
    const unread = await context.loader.malformedRecords(relation);
    const others = unread.map(({ record }) => ({ record: recordNumber(record - 1, broken), code: "GK0315" }));
    return [...broken, ...others].toSorted((a, b) => a.record - b.record);
  } finally {
    await rm(path, { force: true });
  }
}

/** The engine said no to the statement, which is as it should be: something in the file is the cause. */
function isRefusal(error: unknown): boolean {
  return error instanceof GatekeeperError && error.category === "bug";
}

const UNCLOSED_QUOTE: LocalizedText = { en: "a quote opens in it and never closes", "zh-CN": "其中的引号没有闭合" };
const MIXED_LINE_ENDS: LocalizedText = {
  en: "some of its lines end in CRLF, others in LF alone",
  "zh-CN": "有些行以 CRLF 结尾，有些行只以 LF 结尾",
};
const CARRIAGE_RETURN: LocalizedText = { en: "a carriage return stands inside a line", "zh-CN": "行内含有回车符" };

function checkText(file: string, scan: TextFileScan): void {
  const at = { file };
  if (scan.records === 0) throw inputEmpty({ file, isBlank: false }, { at });
  if (scan.hasUnterminatedQuote) throw quotesProblem(file, scan.records - 1, UNCLOSED_QUOTE);
  if (scan.lineEnd === "mixed") {
    throw lineEndsUnreadable({ file, problem: MIXED_LINE_ENDS }, { at });
  }
}

/** How many records lie in such a one nobody can tell, so it is no reject to be counted. Its number is after the header. */
function quotesProblem(file: string, record: number, reason: LocalizedText): GatekeeperError {
  return csvBroken({ file, record: record + 1, reason }, { at: { file } });
}

/** The engine stops at a carriage return that ends no line. */
function lineEndsProblem(file: string, cause: unknown): GatekeeperError {
  return lineEndsUnreadable({ file, problem: CARRIAGE_RETURN }, { at: { file }, cause });
}
