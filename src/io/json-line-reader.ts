import { assert } from "../assert.ts";
import { BROKEN_JSON, JsonCursor } from "./json-cursor.ts";

/** Why a line gives no record. */
export type LineProblem = "not_an_object" | "name_twice" | "nested" | "no_text";

/** What a line has for a name. A number is as written; a text is the bytes between its quotes, or decoded where it has escapes. */
export type JsonCell =
  | { readonly kind: "blank" }
  | { readonly kind: "number" | "word" | "text"; readonly start: number; readonly end: number }
  | { readonly kind: "decoded"; readonly text: string };

const BLANK: JsonCell = { kind: "blank" };

/** One key on the way to the names, with what lies beneath it. */
interface Step {
  readonly key: Buffer;
  readonly steps: Step[];
  /** The place of the name that ends here; -1 for none. */
  place: number;
  /** The number of the line that had it last. */
  line: number;
}

const [QUOTE = 0, OPEN_OBJECT = 0, CLOSE_OBJECT = 0, OPEN_LIST = 0, CLOSE_LIST = 0] = Buffer.from('"{}[]');
const [COMMA = 0, COLON = 0] = Buffer.from(",:");
const [TRUE, FALSE, NULL] = ["true", "false", "null"].map((word) => Buffer.from(word)) as [Buffer, Buffer, Buffer];

/**
 * Reads the values of some names from lines that are JSON objects, by one walk over the bytes: a program that makes doubles
 * of numbers loses digits of them, and one that makes objects hides a name that is there twice.
 *
 * A name is a key of the object, or a path of keys joined by points into objects within it. What no name leads to is
 * checked for its grammar and not kept.
 */
export class JsonLineReader {
  readonly #cells: JsonCell[];
  /** For each place the number of the last line that had its name; 0 for none. */
  readonly #lines: number[];
  readonly #root: Step = stepOf(Buffer.alloc(0));
  readonly #cursor = new JsonCursor();
  #line = 0;
  #problem: LineProblem | null = null;

  constructor(names: readonly string[]) {
    this.#cells = names.map(() => BLANK);
    this.#lines = names.map(() => 0);
    for (const [place, name] of names.entries()) {
      addSteps(this.#root, [name], place);
      if (name.includes(".")) addSteps(this.#root, name.split("."), place);
    }
  }

  /** What the line read last has for each name, in their order. */
  get cells(): readonly JsonCell[] {
    return this.#cells;
  }

  /** Whether any line so far had the name at this place, with whatever value. */
  hasSeen(place: number): boolean {
    return this.#lines[place] !== 0;
  }

  /** Reads one line, blanks around its object allowed; its problem, or null when `cells` are those of the line. */
  read(line: Buffer): LineProblem | null {
    this.#cursor.start(line);
    this.#line += 1;
    this.#problem = null;
    for (let place = 0; place < this.#cells.length; place += 1) this.#cells[place] = BLANK;
    try {
      this.#cursor.blanks();
      if (this.#cursor.byte !== OPEN_OBJECT) return "not_an_object";
      this.#object(this.#root);
      this.#cursor.blanks();
      return this.#cursor.isAtEnd ? this.#problem : "not_an_object";
    } catch (error) {
      if (error !== BROKEN_JSON) throw error;
      return "not_an_object";
    }
  }

  #object(step: Step | null): void {
    const cursor = this.#cursor;
    cursor.enter();
    if (cursor.byte !== CLOSE_OBJECT) {
      do {
        cursor.blanks();
        const below = this.#key(step);
        cursor.blanks();
        cursor.expect(COLON);
        cursor.blanks();
        this.#value(below);
        cursor.blanks();
      } while (cursor.takes(COMMA));
    }
    cursor.leave(CLOSE_OBJECT);
  }

  #list(): void {
    const cursor = this.#cursor;
    cursor.enter();
    if (cursor.byte !== CLOSE_LIST) {
      do {
        cursor.blanks();
        this.#value(null);
        cursor.blanks();
      } while (cursor.takes(COMMA));
    }
    cursor.leave(CLOSE_LIST);
  }

  /** The step that a key leads to, null for none that matters. */
  #key(step: Step | null): Step | null {
    const start = this.#cursor.at + 1;
    const hasEscapes = this.#cursor.text();
    if (step === null) return null;
    const end = this.#cursor.at - 1;
    if (!hasEscapes) return this.#stepped(step, this.#cursor.bytes, start, end);
    const key = Buffer.from(this.#decoded(start, end));
    return this.#stepped(step, key, 0, key.length);
  }

  #stepped({ steps }: Step, bytes: Buffer, start: number, end: number): Step | null {
    for (const below of steps) {
      if (!isKey(below.key, bytes, start, end)) continue;
      if (below.line === this.#line) this.#problem ??= "name_twice";
      below.line = this.#line;
      return below;
    }
    return null;
  }

  #value(step: Step | null): void {
    const cursor = this.#cursor;
    const { at: start, byte } = cursor;
    switch (byte) {
      case QUOTE: {
        const hasEscapes = cursor.text();
        if (step !== null) this.#keepText(step, start + 1, cursor.at - 1, hasEscapes);
        return;
      }
      case OPEN_OBJECT:
        if (step !== null && step.place !== -1) this.#nested(step);
        this.#object(step);
        return;
      case OPEN_LIST:
        if (step !== null) this.#nested(step);
        this.#list();
        return;
      case NULL[0]:
        cursor.word(NULL);
        if (step !== null) this.#keep(step, BLANK);
        return;
      case TRUE[0]:
      case FALSE[0]:
        cursor.word(byte === TRUE[0] ? TRUE : FALSE);
        if (step !== null) this.#keep(step, { kind: "word", start, end: cursor.at });
        return;
      default:
        cursor.number();
        if (step !== null) this.#keep(step, { kind: "number", start, end: cursor.at });
    }
  }

  #keepText(step: Step, start: number, end: number, hasEscapes: boolean): void {
    if (!hasEscapes) {
      this.#keep(step, { kind: "text", start, end });
      return;
    }
    const text = this.#decoded(start, end);
    if (/[\0\p{Surrogate}]/u.test(text)) this.#problem ??= "no_text";
    this.#keep(step, { kind: "decoded", text });
  }

  #keep(step: Step, cell: JsonCell): void {
    if (step.steps.length > 0 && cell !== BLANK) this.#problem ??= "nested";
    if (step.place !== -1) this.#fill(step.place, cell);
  }

  #nested({ place }: Step): void {
    this.#problem ??= "nested";
    if (place !== -1) this.#fill(place, BLANK);
  }

  #fill(place: number, cell: JsonCell): void {
    if (this.#lines[place] === this.#line) this.#problem ??= "name_twice";
    this.#lines[place] = this.#line;
    this.#cells[place] = cell;
  }

  /** The text that stands between two quotes, its escapes read. */
  #decoded(start: number, end: number): string {
    return JSON.parse(this.#cursor.bytes.toString("utf8", start - 1, end + 1)) as string;
  }
}

function stepOf(key: Buffer): Step {
  return { key, steps: [], place: -1, line: 0 };
}

function addSteps(root: Step, keys: readonly string[], place: number): void {
  let step = root;
  for (const key of keys.map((one) => Buffer.from(one))) {
    let below = step.steps.find((one) => one.key.equals(key));
    if (below === undefined) {
      below = stepOf(key);
      step.steps.push(below);
    }
    step = below;
  }
  assert(step.place === -1, "each name is given once");
  step.place = place;
}

function isKey(key: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let index = 0; index < key.length; index += 1) if (key[index] !== bytes[start + index]) return false;
  return true;
}
