import type { SourceDeclaration } from "../domain/project.ts";
import {
  GatekeeperError,
  encodingUndeclared,
  headerUnusable,
  lineEndsUnreadable,
  inputEmpty,
  inputFileBroken,
  systemSays,
  textMalformed,
} from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { readHeader } from "../io/csv-reader.ts";
import { readsAsGb18030 } from "../io/encoding-marks.ts";
import { type InputText, readInputText } from "../io/input-text.ts";
import { MalformedText } from "../io/text-decoding.ts";

/** Delimiter and quote, one character each. */
export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
}

/** The declared dialect of a source, or the written default. */
export function dialectOf({ csv }: SourceDeclaration): Dialect {
  return { delimiter: csv?.delimiter ?? ",", quote: csv?.quote ?? '"' };
}

/** A header longer than this is none. */
const HEADER_BYTES = 1024 * 1024;

/**
 * The column names of a CSV file, from its first record; nothing far beyond it is read. Throws GK0325 for a file without a
 * header, GK0322 for names that are blank or occur twice: a column that cannot be named cannot be mapped; GK0326 and GK0341
 * for text that is not in its encoding; GK0303–GK0306 and GK0340 for a file that cannot be read.
 */
export async function readSourceHeader(input: InputText, dialect: Dialect): Promise<string[]> {
  const file = input.name;
  const start = await firstText(input, HEADER_BYTES + 1);
  const header = await readHeader(start, { ...dialect, name: file }).catch((error: unknown) => {
    throw start.includes(0) ? zeroBytes(input) : error;
  });
  const isBlank = header.length === 1 && header[0]?.trim() === "";
  if (header.length === 0 || isBlank)
    throw inputEmpty({ file, isBlank }, { at: isBlank ? { file, line: 1 } : { file } });
  if (header.some((name) => name.includes("\uFFFD"))) throw notUtf8(file, start);
  if (header.some((name) => name.includes("\r")))
    throw lineEndsUnreadable({ file, problem: CARRIAGE_RETURNS_ALONE }, { at: { file, line: 1 } });
  const isNote = /^sep=.{0,2}$/iu.test(header[0] ?? "");
  const problem = isNote ? EXCEL_NOTE : problemOf(header);
  if (problem !== null) throw headerUnusable({ file, problem, isNote }, { at: { file, line: 1 } });
  return header;
}

/**
 * The first bytes of a file's text as UTF-8, at least so many where the file has them. Bytes that do not decode end it, and
 * are an error (GK0341) only where nothing comes before them. Throws as `readInputText`, GK0303 for the system's error.
 */
export async function firstText(input: InputText, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of readInputText(input)) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= bytes) break;
    }
  } catch (error) {
    if (!(error instanceof MalformedText))
      throw error instanceof GatekeeperError ? error : unreadable(input.name, error);
    if (length === 0) throw malformedStart(input);
  }
  return Buffer.concat(chunks);
}

function malformedStart({ name: file, encoding }: Pick<InputText, "name" | "encoding">): GatekeeperError {
  return textMalformed({ file, record: 1, encoding }, { at: { file } });
}

/** What keeps a header with zero bytes from being read is that it is no text, whatever the reader says of it. */
function zeroBytes({ name: file, encoding: declared }: InputText): GatekeeperError {
  return encodingUndeclared({ file, declared, is: null, record: 1 }, { at: { file } });
}

/** A name with a character that could not be read: the header's bytes are no UTF-8. */
function notUtf8(file: string, start: Buffer): GatekeeperError {
  if (!readsAsGb18030(start)) return malformedStart({ name: file, encoding: "utf-8" });
  return encodingUndeclared({ file, declared: "utf-8", is: "gb18030", record: null }, { at: { file } });
}

const DAMAGED: LocalizedText = {
  en: "its compressed data is damaged or ends too early",
  "zh-CN": "压缩数据已损坏或不完整",
};

/** The coded error for what the system says of a file. */
export function unreadable(file: string, cause: unknown): GatekeeperError {
  const { code, syscall } = cause as NodeJS.ErrnoException;
  const reason = code !== undefined && syscall !== undefined ? systemSays(code) : DAMAGED;
  return inputFileBroken({ file, reason }, { at: { file }, cause });
}

/** `sep=;` tells Excel the delimiter; with another one declared the sign cuts it in two. */
const EXCEL_NOTE: LocalizedText = {
  en: "its first line is a note for Excel that begins with sep=",
  "zh-CN": "第一行是以 sep= 开头、写给 Excel 的说明",
};

const CARRIAGE_RETURNS_ALONE: LocalizedText = {
  en: "its lines end in carriage returns alone",
  "zh-CN": "行尾只有回车符",
};

function problemOf(header: readonly string[]): LocalizedText | null {
  const blank = header.findIndex((name) => name.trim() === "") + 1;
  if (blank > 0) return { en: `column ${blank} has no name`, "zh-CN": `第 ${blank} 列没有名称` };
  // The reader folds case, so two names that differ in case only are one to it.
  const seen = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    const before = seen.get(name.toLowerCase());
    // The name stays untold: in a file without a header it is somebody's value.
    if (before !== undefined)
      return {
        en: `columns ${before + 1} and ${index + 1} have the same name`,
        "zh-CN": `第 ${before + 1} 列与第 ${index + 1} 列同名`,
      };
    seen.set(name.toLowerCase(), index);
  }
  return null;
}
