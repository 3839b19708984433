/** What is thrown where bytes are no JSON; it has no place, because whoever reads a line knows which one. */
export const BROKEN_JSON = new Error("not JSON");

/** Levels of objects and lists that are read; deeper ones are refused like broken ones. */
const DEPTH_MAX = 100;

const [QUOTE = 0, BACKSLASH = 0, MINUS = 0, PLUS = 0, POINT = 0, ZERO = 0, NINE = 0] = Buffer.from('"\\-+.09');
const [SMALL_E = 0, CAPITAL_E = 0, SMALL_U = 0] = Buffer.from("eEu");
const [TAB = 0, LINE_FEED = 0, CARRIAGE_RETURN = 0, SPACE = 0] = Buffer.from("\t\n\r ");
const ESCAPES: ReadonlySet<number> = new Set(Buffer.from('"\\/bfnrtu'));

/** A place in bytes of JSON, and the ways past what stands there (RFC 8259, to the letter). Throws BROKEN_JSON. */
export class JsonCursor {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  #depth = 0;

  start(bytes: Buffer): void {
    this.bytes = bytes;
    this.at = 0;
    this.#depth = 0;
  }

  /** The byte here; undefined at the end. */
  get byte(): number | undefined {
    return this.bytes[this.at];
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  /** Past an opening bracket and the blanks after it. */
  enter(): void {
    this.at += 1;
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) throw BROKEN_JSON;
    this.blanks();
  }

  leave(bracket: number): void {
    this.expect(bracket);
    this.#depth -= 1;
  }

  blanks(): void {
    for (;;) {
      const { byte } = this;
      if (byte !== SPACE && byte !== TAB && byte !== CARRIAGE_RETURN && byte !== LINE_FEED) return;
      this.at += 1;
    }
  }

  takes(byte: number): boolean {
    if (this.byte !== byte) return false;
    this.at += 1;
    return true;
  }

  expect(byte: number): void {
    if (!this.takes(byte)) throw BROKEN_JSON;
  }

  /** Past a text, quotes included; whether it has escapes. */
  text(): boolean {
    const { bytes } = this;
    this.expect(QUOTE);
    let { at } = this;
    let hasEscapes = false;
    for (;;) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) break;
      if (byte < SPACE) throw BROKEN_JSON;
      at += 1;
      if (byte !== BACKSLASH) continue;
      hasEscapes = true;
      at = this.#escape(at);
    }
    this.at = at + 1;
    return hasEscapes;
  }

  number(): void {
    this.takes(MINUS);
    if (!this.takes(ZERO)) this.#digits();
    if (this.takes(POINT)) this.#digits();
    if (!this.takes(SMALL_E) && !this.takes(CAPITAL_E)) return;
    if (!this.takes(PLUS)) this.takes(MINUS);
    this.#digits();
  }

  word(word: Buffer): void {
    for (const byte of word) this.expect(byte);
  }

  /** Past what stands after a backslash. */
  #escape(at: number): number {
    const byte = this.bytes[at] ?? 0;
    if (!ESCAPES.has(byte)) throw BROKEN_JSON;
    if (byte !== SMALL_U) return at + 1;
    for (let digit = at + 1; digit <= at + 4; digit += 1) if (!isHex(this.bytes[digit] ?? 0)) throw BROKEN_JSON;
    return at + 5;
  }

  #digits(): void {
    const start = this.at;
    while (isDigit(this.byte ?? 0)) this.at += 1;
    if (this.at === start) throw BROKEN_JSON;
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isHex(byte: number): boolean {
  const letter = byte | 0x20;
  return isDigit(byte) || (letter >= 0x61 && letter <= 0x66);
}
