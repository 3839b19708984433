import { isUtf8 } from "node:buffer";

import { csvBroken, tooManyBrokenRecords } from "../errors.ts";
import type { LocalizedText } from "../language.ts";

export interface WellFormedOptions {
  /** How errors name the file. */
  readonly file: string;
  /** One ASCII character each. */
  readonly delimiter: string;
  readonly quote: string;
  /** How many fields a record has. */
  readonly columns: number;
  /** The most records that may be left out. */
  readonly brokenMax: number;
}

const SEVERAL_LINES: LocalizedText = { en: "its quotes run over several lines", "zh-CN": "引号跨越多行" };

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

// Where the last byte of a record led to.
const AT_FIELD_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
const QUOTE_IN_QUOTES = 3;
const SPACE_AFTER_QUOTES = 4;

/**
 * Parts records of CSV into those that the engine takes apart and those it does not, by the engine's own rules. The engine
 * could say which, but keeps two kilobytes of memory for each: a small file of nothing else would take all there is.
 *
 * A record is left out when it has another number of fields than the header, when something follows a closing quote, or
 * when its bytes are no UTF-8. The engine would pardon empty fields too many: a stray delimiter before them may have shifted
 * every cell after it to another column. Both pardon blanks between a closing quote and the delimiter; a test holds the two
 * together. Records begin and end as RecordCounter has it.
 */
export class WellFormedRecords {
  /** The records left out, counted from 1 after the header. */
  readonly broken: number[] = [];
  readonly #options: WellFormedOptions;
  readonly #delimiter: number;
  readonly #quote: number;
  #state = AT_FIELD_START;
  /** The number of the record at hand; the header is 0. */
  #record = 0;
  #fields = 1;
  #isFlawed = false;
  #hasLineFeed = false;
  /** Pieces of a record that began in an earlier chunk. */
  #pieces: Buffer[] = [];

  constructor(options: WellFormedOptions) {
    this.#options = options;
    this.#delimiter = options.delimiter.charCodeAt(0);
    this.#quote = options.quote.charCodeAt(0);
  }

  /**
   * The header and the records that are well-formed, byte for byte; empty lines go where they mean nothing. Throws GK0306
   * for a broken record of several lines, because how many records it is nobody can tell, and GK0349 for too many.
   */
  async *filter(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of text) yield* this.#chunk(chunk);
    const last = Buffer.concat(this.#pieces);
    if (last.length > 0 && this.#isKept(last)) yield last;
  }

  *#chunk(chunk: Buffer): Generator<Buffer> {
    let keptFrom = 0;
    let recordFrom = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      if (!this.#endsRecord(chunk[at] as number)) continue;
      const end = at + 1;
      const isWhole = this.#pieces.length === 0;
      const record = isWhole ? chunk.subarray(recordFrom, end) : this.#joined(chunk.subarray(recordFrom, end));
      const isKept = this.#isKept(record);
      if (!isWhole && isKept) yield record;
      if (!isWhole) keptFrom = end;
      else if (!isKept) {
        if (recordFrom > keptFrom) yield chunk.subarray(keptFrom, recordFrom);
        keptFrom = end;
      }
      recordFrom = end;
      this.#begin();
    }
    if (recordFrom > keptFrom) yield chunk.subarray(keptFrom, recordFrom);
    if (recordFrom < chunk.length) this.#pieces.push(chunk.subarray(recordFrom));
  }

  #joined(rest: Buffer): Buffer {
    const record = Buffer.concat([...this.#pieces, rest]);
    this.#pieces = [];
    return record;
  }

  #begin(): void {
    this.#state = AT_FIELD_START;
    this.#fields = 1;
    this.#isFlawed = false;
    this.#hasLineFeed = false;
  }

  /** Takes one byte; whether it ends the record. */
  #endsRecord(byte: number): boolean {
    if (this.#state === QUOTED) {
      this.#inQuotes(byte);
      return false;
    }
    if (byte === LINE_FEED) return true;
    if (byte === this.#delimiter) {
      this.#fields += 1;
      this.#state = AT_FIELD_START;
    } else if (byte === this.#quote && (this.#state === AT_FIELD_START || this.#state === QUOTE_IN_QUOTES))
      this.#state = QUOTED;
    else if (byte !== CARRIAGE_RETURN) this.#character(byte);
    return false;
  }

  #inQuotes(byte: number): void {
    if (byte === this.#quote) this.#state = QUOTE_IN_QUOTES;
    this.#hasLineFeed ||= byte === LINE_FEED;
  }

  /** A character outside quotes that is no sign of the dialect. */
  #character(byte: number): void {
    const isAfterQuotes = this.#state === QUOTE_IN_QUOTES || this.#state === SPACE_AFTER_QUOTES;
    if (isAfterQuotes && byte === SPACE) {
      this.#state = SPACE_AFTER_QUOTES;
      return;
    }
    this.#isFlawed ||= isAfterQuotes;
    this.#state = UNQUOTED;
  }

  #isKept(record: Buffer): boolean {
    const { columns, file, brokenMax } = this.#options;
    const isEmpty = record.every((byte) => byte === LINE_FEED || byte === CARRIAGE_RETURN);
    if (isEmpty && columns > 1) return false;
    const isHeader = this.#record === 0;
    this.#record += 1;
    if (isHeader || (this.#fields === columns && !this.#isFlawed && isUtf8(record))) return true;
    if (this.#hasLineFeed) {
      throw csvBroken({ file, record: this.#record, reason: SEVERAL_LINES }, { at: { file } });
    }
    if (this.broken.length === brokenMax) throw tooManyBrokenRecords({ file, records: brokenMax }, { at: { file } });
    this.broken.push(this.#record - 1);
    return false;
  }
}
