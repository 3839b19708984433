const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;

const CHUNK_BYTES = 1024 * 1024;
const SHORT = 128;

/** Records of CSV, written cell by cell into chunks of about a megabyte. */
export class CsvCells {
  #buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  #at = 0;
  #isFirst = true;

  get isFull(): boolean {
    return this.#at >= CHUNK_BYTES / 2;
  }

  /** What was written since the last time; the bytes are the caller's from now on. */
  take(): Buffer {
    const written = this.#buffer.subarray(0, this.#at);
    this.#buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    this.#at = 0;
    return written;
  }

  /** An empty cell, in quotes: a table of one column has no empty lines then. */
  blank(): void {
    this.#begin(2);
    this.#byte(QUOTE);
    this.#byte(QUOTE);
  }

  /** Bytes that need no quotes. */
  plain(bytes: Buffer, start: number, end: number): void {
    this.#begin(end - start);
    this.#copy(bytes, start, end);
  }

  /** Bytes of UTF-8 that hold no quote. */
  quoted(bytes: Buffer, start: number, end: number): void {
    this.#begin(end - start + 2);
    this.#byte(QUOTE);
    this.#copy(bytes, start, end);
    this.#byte(QUOTE);
  }

  /** Any text. */
  text(text: string): void {
    const bytes = Buffer.from(text.replaceAll('"', '""'), "utf8");
    this.quoted(bytes, 0, bytes.length);
  }

  endRecord(): void {
    this.#room(1);
    this.#byte(LINE_FEED);
    this.#isFirst = true;
  }

  #begin(length: number): void {
    this.#room(length + 1);
    if (!this.#isFirst) this.#byte(COMMA);
    this.#isFirst = false;
  }

  #byte(byte: number): void {
    this.#buffer[this.#at] = byte;
    this.#at += 1;
  }

  /** Few bytes are copied sooner by hand than by a call out of the language. */
  #copy(bytes: Buffer, start: number, end: number): void {
    if (end - start > SHORT) {
      this.#at += bytes.copy(this.#buffer, this.#at, start, end);
      return;
    }
    const target = this.#buffer;
    let at = this.#at;
    for (let index = start; index < end; index += 1, at += 1) target[at] = bytes[index] as number;
    this.#at = at;
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + bytes));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }
}
