import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { CsvError, type Options, parse } from "csv-parse";
import { csvBroken, inputFileBroken, recordTooLong, systemSays } from "../errors.ts";
import { type LocalizedText, sameInEveryLanguage } from "../language.ts";

/** The declared dialect of a file; delimiter and quote are one character each. */
export interface CsvDialect {
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
}

export interface CsvReadOptions extends CsvDialect {
  /** How errors name the file; its path by default. */
  readonly name?: string | undefined;
  /** Leaves broken records out, for a look at a file that is judged elsewhere. */
  readonly skipsBroken?: boolean | undefined;
  /** Longest record in characters, 1 MiB by default. */
  readonly maxRecordLength?: number | undefined;
}

const MAX_RECORD_LENGTH = 1024 * 1024;

/**
 * The records of a UTF-8 CSV file, the header first, read as a stream and relaxed in nothing: a stray quote, an
 * unclosed quote or a record of another width is GK0306, a record beyond the limit GK0304, an unreadable file GK0303.
 *
 * A byte-order mark is skipped; lines end in CRLF or LF; an empty line is a record with one empty field.
 * For written lists and small files: bulk goes through the engine.
 */
export async function* readCsvRecords(path: string, options: CsvReadOptions = {}): AsyncGenerator<string[]> {
  yield* parseRecords(createReadStream(path), { ...options, name: options.name ?? path }, {});
}

/**
 * The first record of UTF-8 CSV text: the names of its columns, in order and exactly as given.
 *
 * Nothing beyond it is parsed, and it may be at most 1 MiB long. Returns [] for an empty text; duplicate and empty names
 * are the caller's to judge. Throws as `readCsvRecords`.
 */
export async function readHeader(start: Buffer, options: CsvReadOptions): Promise<string[]> {
  for await (const record of parseRecords(Readable.from([start]), options, { to: 1 })) return record;
  return [];
}

async function* parseRecords(
  text: Readable,
  {
    name = "the text",
    delimiter = ",",
    quote = '"',
    skipsBroken = false,
    maxRecordLength = MAX_RECORD_LENGTH,
  }: CsvReadOptions,
  limits: Options,
): AsyncGenerator<string[]> {
  const parser = parse({
    ...limits,
    bom: true,
    delimiter,
    quote,
    escape: quote,
    record_delimiter: ["\r\n", "\n"],
    max_record_size: maxRecordLength,
    skip_records_with_error: skipsBroken,
  });
  // The callback form reports every failure by destroying the parser, whose iteration below then throws it.
  pipeline(text, parser, () => {});
  const records: AsyncIterable<string[]> = parser;
  try {
    yield* records;
  } catch (error) {
    throw coded(error, name, parser.info.records + 1, maxRecordLength);
  }
}

const OTHER_WIDTH: LocalizedText = {
  en: "it has another number of fields than the header",
  "zh-CN": "字段数与表头不同",
};

/** What the parser's codes mean. */
const REASONS: Readonly<Record<string, LocalizedText>> = {
  INVALID_OPENING_QUOTE: {
    en: "a quote stands inside a field that does not begin with one",
    "zh-CN": "引号出现在不以引号开头的字段中",
  },
  CSV_INVALID_CLOSING_QUOTE: {
    en: "something other than a delimiter follows a closing quote",
    "zh-CN": "右引号之后不是分隔符",
  },
  CSV_QUOTE_NOT_CLOSED: { en: "a quote opens in it and never closes", "zh-CN": "其中的引号没有闭合" },
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: OTHER_WIDTH,
};

/** The parser's messages quote the cell they stumbled over, which may be personal: only what its code means goes on. */
function coded(error: unknown, file: string, record: number, limitBytes: number): unknown {
  if (error instanceof CsvError) {
    return error.code === "CSV_MAX_RECORD_SIZE"
      ? recordTooLong({ file, record, limitBytes }, { at: { file } })
      : csvBroken({ file, record, reason: REASONS[error.code] ?? sameInEveryLanguage(error.code) }, { at: { file } });
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return inputFileBroken({ file, reason: systemSays(code) }, { at: { file }, cause: error });
}
