import type { TextEncoding } from "../domain/project.ts";
import { encodingUndeclared, type GatekeeperError, textMalformed } from "../errors.ts";
import { readsAsGb18030 } from "./encoding-marks.ts";
import { RecordCounter, type RecordCounts } from "./record-counter.ts";
import { Utf8Watch } from "./utf8-watch.ts";

export interface TextScanOptions {
  /** For messages only. */
  readonly file: string;
  /** What the text was written in; it arrives as UTF-8 without a byte-order mark. */
  readonly encoding: TextEncoding;
  readonly quote: string | null;
  readonly delimiter: string;
  readonly maxRecordBytes: number;
}

export interface TextFindings extends RecordCounts {
  /** Size of the text in UTF-8, without a byte-order mark. */
  readonly textBytes: number;
}

/**
 * What is learnt from a text as its chunks pass. Throws GK0304 or GK0342 for a record too long, GK0326 for zero bytes and
 * for text declared UTF-8 that reads as GB18030. Other broken UTF-8 is the reader's business, record by record.
 */
export class TextScan {
  readonly #options: TextScanOptions;
  readonly #counter: RecordCounter;
  #textBytes = 0;
  readonly #utf8 = new Utf8Watch();
  #isUtf8 = true;

  constructor(options: TextScanOptions) {
    this.#options = options;
    this.#counter = new RecordCounter(options);
  }

  /** Passes the chunks on, each once it was looked at. */
  async *watch(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.push(chunk);
      yield chunk;
    }
  }

  push(chunk: Buffer): void {
    this.#textBytes += chunk.length;
    const zeroAt = chunk.indexOf(0);
    this.#counter.push(zeroAt === -1 ? chunk : chunk.subarray(0, zeroAt));
    if (zeroAt !== -1) throw this.#notAsDeclared(null);
    if (this.#options.encoding === "utf-8" && this.#isUtf8) this.#lookForGb18030(chunk);
  }

  end(): TextFindings {
    return { textBytes: this.#textBytes, ...this.#counter.end() };
  }

  /** The refusal of bytes that do not decode, in the record that comes after all that passed. */
  malformed(): GatekeeperError {
    const { file, encoding } = this.#options;
    return textMalformed({ file, record: this.#counter.record, encoding }, { at: { file } });
  }

  /** Only where UTF-8 ends: one file is not searched for a second reason. */
  #lookForGb18030(chunk: Buffer): void {
    this.#isUtf8 = this.#utf8.push(chunk);
    if (!this.#isUtf8 && readsAsGb18030(chunk)) throw this.#notAsDeclared("gb18030");
  }

  #notAsDeclared(is: TextEncoding | null): GatekeeperError {
    const { file, encoding: declared } = this.#options;
    const record = this.#counter.record;
    return encodingUndeclared({ file, declared, is, record }, { at: { file } });
  }
}
