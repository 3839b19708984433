import { type Language, LANGUAGES } from "../language.ts";

/** What kind of failure it is; the kind decides the exit code. */
export type ErrorCategory = "usage" | "configuration" | "data" | "policy" | "unavailable" | "integrity" | "bug";

/** Where the user should look: file, and when known line (or record) and column, all counted from 1. */
export interface ErrorPosition {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** What an error says: one line with the value received, and what to do about it. */
export interface ErrorText {
  readonly message: string;
  readonly remedy: string;
}

export interface ErrorOptions {
  readonly at?: ErrorPosition | undefined;
  readonly cause?: unknown;
}

/** The process exit code for each category. Source: operations.md §2. */
export const EXIT_CODES: Readonly<Record<ErrorCategory, number>> = {
  usage: 2,
  configuration: 2,
  data: 3,
  policy: 4,
  unavailable: 5,
  integrity: 6,
  bug: 70,
};

/** A mistake of the user's, or a refusal; assertions are for our own mistakes. */
export class GatekeeperError extends Error {
  override readonly name = "GatekeeperError";
  readonly code: string;
  readonly category: ErrorCategory;
  readonly remedy: string;
  readonly at: ErrorPosition | undefined;
  readonly #texts: Readonly<Record<Language, ErrorText>>;

  constructor(
    code: string,
    category: ErrorCategory,
    texts: Readonly<Record<Language, ErrorText>>,
    options: ErrorOptions = {},
  ) {
    super(texts.en.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.category = category;
    this.remedy = texts.en.remedy;
    this.at = options.at;
    this.#texts = texts;
  }

  /** What it says to a reader of that language; `message` and `remedy` are the English ones. */
  textIn(language: Language): ErrorText {
    return this.#texts[language];
  }

  get exitCode(): number {
    return EXIT_CODES[this.category];
  }
}

/** Several problems found together; the worst one (the first of the most severe category) decides the exit code. */
export class GatekeeperErrors extends Error {
  override readonly name = "GatekeeperErrors";
  readonly problems: readonly GatekeeperError[];

  constructor(problems: readonly GatekeeperError[]) {
    super(problems.map((problem) => problem.message).join("\n"));
    this.problems = problems;
  }

  get exitCode(): number {
    return Math.max(...this.problems.map((problem) => problem.exitCode));
  }
}

/** Throws nothing for no problem, the problem itself for one, all of them together otherwise. */
export function throwProblems(problems: readonly GatekeeperError[]): void {
  const [first] = problems;
  if (first === undefined) return;
  if (problems.length === 1) throw first;
  throw new GatekeeperErrors(problems);
}

export interface ErrorDefinition<Details> {
  (details: Details, options?: ErrorOptions): GatekeeperError;
  readonly code: string;
  readonly category: ErrorCategory;
}

const definedCodes = new Set<string>();

type Wording<Details> = (details: Details) => ErrorText;

/**
 * Defines one coded error, worded in every language. A detail that is a sentence itself is a LocalizedText; other details
 * are code words and values, which read the same everywhere.
 *
 * @example
 * export const inputMissing = defineError("GK0301", "data", {
 *   en: (e: { path: string }) => ({
 *     message: `no file matches "${e.path}"`, remedy: "Correct files: or deliver the file.",
 *   }),
 *   "zh-CN": (e) => ({ message: `没有与“${e.path}”匹配的文件`, remedy: "请更正 files:，或提供该文件。" }),
 * });
 * throw inputMissing({ path }, { at: { file, line: 3 } });
 */
export function defineError<Details>(
  code: string,
  category: ErrorCategory,
  wordings: Readonly<Record<Language, Wording<Details>>>,
): ErrorDefinition<Details> {
  if (definedCodes.has(code)) throw new Error(`error code ${code} is defined twice`);
  const define = (details: Details, options?: ErrorOptions) => {
    const texts = Object.fromEntries(LANGUAGES.map((language) => [language, shown(wordings[language](details))]));
    return new GatekeeperError(code, category, texts as Record<Language, ErrorText>, options);
  };
  definedCodes.add(code);
  return Object.assign(define, { code, category });
}

/**
 * What is received goes into messages as it is, from files too: characters that nobody sees, that end a line or that a terminal
 * obeys are written as escapes, and an age private key is never shown, wherever it was pasted.
 */
function shown({ message, remedy }: ErrorText): ErrorText {
  return { message: shownText(message), remedy: shownText(remedy) };
}

function shownText(text: string): string {
  return text.replaceAll(AGE_PRIVATE_KEY, "AGE-SECRET-KEY-…").replaceAll(UNSEEN, escaped);
}

const AGE_PRIVATE_KEY = /AGE-SECRET-KEY-1\w*/giu;

/** Control and formatting characters, halves of surrogate pairs, and every blank but the common one. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Every error code defined so far, in order; a test compares them with docs/errors.md. */
export function definedErrorCodes(): string[] {
  return [...definedCodes].toSorted();
}
