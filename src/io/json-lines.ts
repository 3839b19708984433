import { isUtf8 } from "node:buffer";

import { fileOfAnotherKind, tooManyBrokenRecords } from "../errors.ts";
import { CsvCells } from "./csv-cells.ts";
import { type JsonCell, JsonLineReader, type LineProblem } from "./json-line-reader.ts";

export interface JsonLinesOptions {
  /** How errors name the file. */
  readonly file: string;
  /** What is read of each line; see JsonLineReader. */
  readonly names: readonly string[];
  /** The decimal sign that numbers get: that of the numbers which the source writes as texts. */
  readonly decimal: string;
  /** The most lines that may be broken. */
  readonly brokenMax: number;
}

export interface BrokenLine {
  /** Counted from 1, empty lines apart. */
  readonly record: number;
  readonly problem: LineProblem;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const OPEN_LIST = 0x5b;

/**
 * JSON Lines on their way to CSV: a record for each line with the values of the names, in quotes where they are texts, as
 * written where they are not. Null and what a line lacks are empty; a broken line gives no record and is kept apart.
 */
export class JsonLines {
  readonly brokenLines: BrokenLine[] = [];
  readonly #options: JsonLinesOptions;
  readonly #reader: JsonLineReader;
  readonly #cells = new CsvCells();
  #record = 0;

  constructor(options: JsonLinesOptions) {
    this.#options = options;
    this.#reader = new JsonLineReader(options.names);
  }

  /** The columns of the CSV, in order: the names, or one of empty cells where there is none. */
  get columns(): readonly string[] {
    return this.#options.names.length === 0 ? ["record"] : this.#options.names;
  }

  /** The names that no line read so far had. */
  get missingNames(): string[] {
    return this.#options.names.filter((_, place) => !this.#reader.hasSeen(place));
  }

  /**
   * The text as CSV with `columns` for a header, in chunks. Text is UTF-8, without a byte-order mark; its lines were found
   * short enough. Throws GK0340 for a list, GK0349 for more broken lines than can be kept.
   */
  async *toCsv(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for (const name of this.columns) this.#cells.text(name);
    this.#cells.endRecord();
    let pieces: Buffer[] = [];
    for await (const chunk of text) {
      const end = chunk.lastIndexOf(LINE_FEED) + 1;
      pieces.push(end === 0 ? chunk : chunk.subarray(0, end));
      if (end === 0) continue;
      this.#lines(pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces));
      pieces = [chunk.subarray(end)];
      if (this.#cells.isFull) yield this.#cells.take();
    }
    this.#lines(Buffer.concat(pieces));
    yield this.#cells.take();
  }

  /** Whole lines; the last one of a text may lack its line feed. */
  #lines(bytes: Buffer): void {
    const isText = isUtf8(bytes);
    for (let start = 0; start < bytes.length;) {
      const lineFeedAt = bytes.indexOf(LINE_FEED, start);
      const end = lineFeedAt === -1 ? bytes.length : lineFeedAt;
      const isEmpty = end === start || (lineFeedAt !== -1 && end === start + 1 && bytes[start] === CARRIAGE_RETURN);
      if (!isEmpty) this.#line(bytes.subarray(start, end), isText);
      start = end + 1;
    }
  }

  #line(line: Buffer, isText: boolean): void {
    this.#record += 1;
    if (this.#record === 1) this.#checkStart(line);
    const problem = isText || isUtf8(line) ? this.#reader.read(line) : "no_text";
    if (problem === null) this.#write(line);
    else this.#keepBroken(problem);
  }

  #checkStart(line: Buffer): void {
    const { file } = this.#options;
    if (line[0] === OPEN_LIST) throw fileOfAnotherKind({ file, kind: "json" }, { at: { file } });
  }

  #write(line: Buffer): void {
    for (const cell of this.#reader.cells) this.#cell(line, cell);
    if (this.#reader.cells.length === 0) this.#cells.blank();
    this.#cells.endRecord();
  }

  #cell(line: Buffer, cell: JsonCell): void {
    switch (cell.kind) {
      case "blank":
        return this.#cells.blank();
      case "text":
        return this.#cells.quoted(line, cell.start, cell.end);
      case "decoded":
        return this.#cells.text(cell.text);
      case "word":
        return this.#cells.plain(line, cell.start, cell.end);
      case "number":
        return this.#number(line, cell.start, cell.end);
    }
  }

  #number(line: Buffer, start: number, end: number): void {
    const { decimal } = this.#options;
    if (decimal === ".") this.#cells.plain(line, start, end);
    else this.#cells.text(line.toString("latin1", start, end).replace(".", decimal));
  }

  #keepBroken(problem: LineProblem): void {
    const { file, brokenMax } = this.#options;
    if (this.brokenLines.length === brokenMax) {
      throw tooManyBrokenRecords({ file, records: brokenMax }, { at: { file } });
    }
    this.brokenLines.push({ record: this.#record, problem });
  }
}
