import { isUtf8 } from "node:buffer";

import { cutEndOf } from "./encoding-marks.ts";

/** Tells whether bytes that pass in chunks are UTF-8, whatever the chunks cut in two. */
export class Utf8Watch {
  #isValid = true;
  #cut: Buffer = Buffer.alloc(0);

  /** Whether all that passed so far is UTF-8; a character cut by the chunk's end counts as one. */
  push(chunk: Buffer): boolean {
    if (!this.#isValid) return false;
    const bytes = this.#cut.length === 0 ? chunk : Buffer.concat([this.#cut, chunk]);
    const whole = bytes.subarray(0, bytes.length - cutEndOf(bytes));
    this.#isValid = isUtf8(whole);
    this.#cut = Buffer.from(bytes.subarray(whole.length));
    return this.#isValid;
  }
}
