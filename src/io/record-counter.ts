import { assert } from "../assert.ts";
import { type GatekeeperError, lineEndsUnreadable, lineTooLong, recordTooLong } from "../errors.ts";

export interface RecordCounterOptions {
  /** For messages only. */
  readonly file: string;
  /** One ASCII character; null when the format knows no quotes (JSON Lines): every line is a record then. */
  readonly quote: string | null;
  /** One ASCII character. */
  readonly delimiter: string;
  readonly maxRecordBytes: number;
}

export interface RecordCounts {
  /** Records of at least one byte, the header included. */
  readonly records: number;
  /** Lines without a byte: no records in a table of several columns, empty cells in one of a single column. */
  readonly emptyLines: number;
  /** Line feeds inside quotes. A quote that is there by mistake joins records, and all that shows is this. */
  readonly quotedLineFeeds: number;
  readonly endsWithNewline: boolean;
  /** How records end; null when none is ended by a line feed. */
  readonly lineEnd: "lf" | "crlf" | "mixed" | null;
  readonly hasUnterminatedQuote: boolean;
  /**
   * A record whose last field is empty has more fields than the first one. A reader that overlooks empty fields at a record's
   * end takes it for whole, and its cells for other columns'.
   */
  readonly hasSurplusFields: boolean;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NO_BYTE = -1;
const NONE_YET = -1;

/** No delivery has so many, and a file made of nothing else would keep the counter busy for minutes. */
const EMPTY_LINES_MAX = 5_000_000;

/** Blocks are looked at one by one, so that a few quotes in a large file slow down only their own blocks. */
const BLOCK_BYTES = 1024;

/**
 * Counts the records of delimited text (RFC 4180) that arrives in chunks, without decoding it: in UTF-8 and GB18030 no
 * part of a longer character looks like a line feed or an ASCII quote.
 *
 * A quote opens a field only at its start; elsewhere in an unquoted field it is a character like any other. A line feed
 * inside quotes ends nothing. A byte-order mark must be taken off first. `push` throws GK0304 (recordTooLong) for a record
 * beyond the limit, GK0342 (lineTooLong) where lines are records,
 * and GK0332 (lineEndsUnreadable) for millions of empty lines.
 */
export class RecordCounter {
  readonly #file: string;
  readonly #quote: number;
  readonly #delimiter: number;
  readonly #maxRecordBytes: number;
  readonly #transitions: Uint16Array;
  #state = AT_RECORD_START;
  #records = 0;
  #emptyLines = 0;
  #quotedLineFeeds = 0;
  #crLfEnds = 0;
  /** Delimiters of the present record, as far as they were counted: only records that end in an empty field need it. */
  #delimiters = 0;
  #firstDelimiters = NONE_YET;
  #hasSurplusFields = false;
  /** Bytes before the present block. */
  #bytes = 0;
  #recordStart = 0;
  #lastByte = NO_BYTE;

  constructor({ file, quote, delimiter, maxRecordBytes }: RecordCounterOptions) {
    this.#file = file;
    this.#quote = quote === null ? NO_BYTE : asciiByte(quote);
    this.#delimiter = asciiByte(delimiter);
    this.#maxRecordBytes = maxRecordBytes;
    this.#transitions = transitions(this.#quote, this.#delimiter);
  }

  push(chunk: Uint8Array): void {
    for (let start = 0; start < chunk.length; start += BLOCK_BYTES) {
      this.#pushBlock(chunk.subarray(start, start + BLOCK_BYTES));
    }
  }

  /** The number of the record that is being counted, the header included. */
  get record(): number {
    return this.#records + 1;
  }

  end(): RecordCounts {
    const hasTail = this.#bytes > this.#recordStart;
    if (hasTail && this.#isEmptyEnd(this.#lastByte)) this.#noteWidth();
    const ends = this.#records + this.#emptyLines;
    return {
      records: this.#records + (hasTail ? 1 : 0),
      emptyLines: this.#emptyLines,
      quotedLineFeeds: this.#quotedLineFeeds,
      endsWithNewline: this.#lastByte === LINE_FEED,
      lineEnd: ends === 0 ? null : lineEnd(ends, this.#crLfEnds),
      hasUnterminatedQuote: this.#state === QUOTED,
      hasSurplusFields: this.#hasSurplusFields,
    };
  }

  #pushBlock(block: Uint8Array): void {
    if (this.#state === QUOTED || (this.#quote !== NO_BYTE && block.includes(this.#quote))) this.#followQuotes(block);
    else this.#findLines(block);
    this.#bytes += block.length;
    this.#lastByte = block[block.length - 1] as number;
    this.#checkLength(this.#bytes);
  }

  /** Outside quotes and without a quote in sight, every line feed ends a record, and the search for it is native code. */
  #findLines(block: Uint8Array): void {
    let start = 0;
    for (let at = block.indexOf(LINE_FEED); at !== -1; at = block.indexOf(LINE_FEED, start)) {
      this.#endRecord(block, at, start);
      start = at + 1;
    }
    this.#delimiters += bytesIn(block, this.#delimiter, start, block.length);
    this.#state = this.#transitions[UNQUOTED + (block[block.length - 1] as number)] as number;
  }

  /** One table look-up a byte and no branch but the loop's own: several times as fast as comparing with each special byte. */
  #followQuotes(block: Uint8Array): void {
    const table = this.#transitions;
    let state = this.#state;
    let at = 0;
    const endsBefore = this.#records + this.#emptyLines;
    while (at < block.length) {
      do {
        state = table[state + (block[at] as number)] as number;
        at += 1;
        if (state === AT_FIELD_START) this.#delimiters += 1;
      } while (state !== AT_RECORD_START && at < block.length);
      if (state === AT_RECORD_START) this.#endRecord(block, at - 1, at);
    }
    this.#state = state;
    this.#quotedLineFeeds += lineFeedsIn(block) - (this.#records + this.#emptyLines - endsBefore);
  }

  /** Ends a record or an empty line; delimiters from `uncountedFrom` to the line feed are not counted yet. */
  #endRecord(block: Uint8Array, lineFeedAt: number, uncountedFrom: number): void {
    const end = this.#bytes + lineFeedAt;
    this.#checkLength(end);
    const length = end - this.#recordStart;
    let last = lineFeedAt > 0 ? (block[lineFeedAt - 1] as number) : this.#lastByte;
    const isCrLf = length > 0 && last === CARRIAGE_RETURN;
    if (isCrLf) {
      this.#crLfEnds += 1;
      // Where a block ends before the CR the byte is gone: the record counts as one that may end in an empty field.
      last = lineFeedAt > 1 ? (block[lineFeedAt - 2] as number) : this.#delimiter;
    }
    if (length === (isCrLf ? 1 : 0)) this.#endEmptyLine();
    else {
      if (this.#isEmptyEnd(last) || this.#firstDelimiters === NONE_YET) {
        this.#delimiters += bytesIn(block, this.#delimiter, uncountedFrom, lineFeedAt);
        this.#noteWidth();
      }
      this.#records += 1;
    }
    this.#delimiters = 0;
    this.#recordStart = end + 1;
  }

  /** An empty field ends in the delimiter before it, or in quotes with nothing between. */
  #isEmptyEnd(lastByte: number): boolean {
    return lastByte === this.#delimiter || lastByte === this.#quote;
  }

  /** Of the first record, how wide it is; of another one, whether it is wider. */
  #noteWidth(): void {
    if (this.#firstDelimiters === NONE_YET) this.#firstDelimiters = this.#delimiters;
    else this.#hasSurplusFields ||= this.#delimiters > this.#firstDelimiters;
  }

  #endEmptyLine(): void {
    this.#emptyLines += 1;
    if (this.#emptyLines > EMPTY_LINES_MAX) throw this.#tooManyEmptyLines();
  }

  #tooManyEmptyLines(): GatekeeperError {
    const problem = {
      en: `more than ${EMPTY_LINES_MAX} of its lines are empty`,
      "zh-CN": `空行超过 ${EMPTY_LINES_MAX} 行`,
    };
    return lineEndsUnreadable({ file: this.#file, problem }, { at: { file: this.#file } });
  }

  #checkLength(end: number): void {
    if (end - this.#recordStart <= this.#maxRecordBytes) return;
    const [file, limitBytes] = [this.#file, this.#maxRecordBytes];
    const tooLong = this.#quote === NO_BYTE ? lineTooLong : recordTooLong;
    throw tooLong({ file, record: this.record, limitBytes }, { at: { file } });
  }
}

// What the last byte led to, as the offset of the state's row in the table of transitions.
const AT_FIELD_START = 0 << 8;
const UNQUOTED = 1 << 8;
const QUOTED = 2 << 8;
const QUOTE_IN_QUOTES = 3 << 8;
const AT_RECORD_START = 4 << 8;
const STATES = [AT_FIELD_START, UNQUOTED, QUOTED, QUOTE_IN_QUOTES, AT_RECORD_START];

/** For each state a row with the next state for each byte. */
function transitions(quote: number, delimiter: number): Uint16Array {
  const table = new Uint16Array(STATES.length << 8);
  for (const state of STATES) {
    for (let byte = 0; byte < 256; byte += 1) table[state + byte] = nextState(state, byte, quote, delimiter);
  }
  return table;
}

function nextState(state: number, byte: number, quote: number, delimiter: number): number {
  if (state === QUOTED) return byte === quote ? QUOTE_IN_QUOTES : QUOTED;
  if (byte === LINE_FEED) return AT_RECORD_START;
  if (byte === delimiter) return AT_FIELD_START;
  // A quote inside quotes closed the field, unless another follows: then the two stand for one and the field goes on.
  if (byte === quote && state !== UNQUOTED) return QUOTED;
  return UNQUOTED;
}

function lineFeedsIn(block: Uint8Array): number {
  let count = 0;
  for (let at = block.indexOf(LINE_FEED); at !== -1; at = block.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

/** How often a byte occurs between two offsets. */
function bytesIn(block: Uint8Array, byte: number, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (block[at] === byte) count += 1;
  return count;
}

function lineEnd(ends: number, crLfEnds: number): "lf" | "crlf" | "mixed" {
  if (crLfEnds === 0) return "lf";
  return crLfEnds === ends ? "crlf" : "mixed";
}

function asciiByte(character: string): number {
  const byte = character.charCodeAt(0);
  assert(
    character.length === 1 && byte < 0x80 && byte !== LINE_FEED && byte !== CARRIAGE_RETURN,
    "one ASCII character",
  );
  return byte;
}
