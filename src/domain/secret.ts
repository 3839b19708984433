const MASK = "[secret]";
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** A secret value that never prints itself: as text, as JSON and under inspection it is `[secret]`. */
export class Secret {
  /** Names the key without giving it away; safe to record. */
  readonly keyId: string;
  /** The file that keeps it, absolute; undefined when it came from elsewhere. */
  readonly file: string | undefined;
  readonly #value: string;

  constructor(value: string, keyId: string, file?: string) {
    this.#value = value;
    this.keyId = keyId;
    this.file = file;
  }

  /** The value itself; call it where the secret is used, never to pass it on. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [INSPECT](): string {
    return MASK;
  }
}
