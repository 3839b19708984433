import type { Span } from "./expression.ts";
import { SyntaxProblem } from "./syntax-problem.ts";
import {
  BROKEN_CHARACTER,
  EMPTY_NAME,
  FOREIGN_SIGNS,
  notANumber,
  numberTooLong,
  unclosed,
  unexpectedCharacter,
} from "./token-wording.ts";

export interface Token {
  readonly kind: "word" | "quoted" | "text" | "number" | "symbol" | "end";
  /** What it stands for: the text without its quotes, the name, the digits, the symbol. */
  readonly value: string;
  readonly span: Span;
}

/** The most digits a number may have before and after the point; `number(text)` reads no more either. */
const WHOLE_DIGITS_MAX = 14;
const DECIMAL_DIGITS_MAX = 8;

const BLANKS = /[\s\uFEFF]*/uy;
const WORD = /[\p{L}_][\p{L}\p{M}\p{Nd}_]*/uy;
const NUMBER = /[0-9]+(?:\.[0-9]+)?/uy;
const SYMBOL = /<>|!=|<=|>=|\|\||[=<>+\-*/(),]/uy;
const TEXT = /'(?:[^']|'')*'/uy;
const QUOTED = /"(?:[^"]|"")*"/uy;

/** Splits an expression into tokens, the last of kind `end`. Throws SyntaxProblem at the first unreadable character. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = skipBlanks(text, 0);
  while (offset < text.length) {
    const token = tokenAt(text, offset);
    tokens.push(token);
    offset = skipBlanks(text, token.span.end);
  }
  tokens.push({ kind: "end", value: "", span: { start: offset, end: offset } });
  return tokens;
}

function skipBlanks(text: string, offset: number): number {
  return offset + (matchAt(BLANKS, text, offset)?.length ?? 0);
}

function tokenAt(text: string, offset: number): Token {
  const start = text.charAt(offset);
  if (start === "'") return enclosed(text, offset, "text", TEXT);
  if (start === '"') return enclosed(text, offset, "quoted", QUOTED);
  if (/[0-9]/u.test(start)) return numberAt(text, offset);
  const word = matchAt(WORD, text, offset);
  if (word !== undefined) return tokenOf("word", word, offset, word.length);
  const symbol = matchAt(SYMBOL, text, offset);
  if (symbol !== undefined && !isForeign(text, offset)) {
    return tokenOf("symbol", symbol === "!=" ? "<>" : symbol, offset, symbol.length);
  }
  throw foreignCharacter(text, offset);
}

function enclosed(text: string, offset: number, kind: "text" | "quoted", pattern: RegExp): Token {
  const quote = text.charAt(offset);
  const raw = matchAt(pattern, text, offset);
  if (raw === undefined) throw new SyntaxProblem(offset, unclosed(kind, quote));
  const value = raw.slice(1, -1).replaceAll(quote + quote, quote);
  if (value.includes("\0") || /\p{Surrogate}/u.test(value)) throw new SyntaxProblem(offset, BROKEN_CHARACTER);
  if (kind === "quoted" && value === "") throw new SyntaxProblem(offset, EMPTY_NAME);
  return tokenOf(kind, value, offset, raw.length);
}

function numberAt(text: string, offset: number): Token {
  const raw = matchAt(NUMBER, text, offset) ?? "";
  const end = offset + raw.length;
  if (/^[\p{L}_.]/u.test(text.slice(end))) throw new SyntaxProblem(offset, notANumber(raw + text.slice(end, end + 1)));
  const [whole = "", decimals = ""] = raw.split(".");
  const shortWhole = whole.replace(/^0+(?=[0-9])/u, "");
  const shortDecimals = decimals.replace(/0+$/u, "");
  if (shortWhole.length > WHOLE_DIGITS_MAX || shortDecimals.length > DECIMAL_DIGITS_MAX)
    throw new SyntaxProblem(offset, numberTooLong(WHOLE_DIGITS_MAX, DECIMAL_DIGITS_MAX));
  return tokenOf("number", shortDecimals === "" ? shortWhole : `${shortWhole}.${shortDecimals}`, offset, raw.length);
}

/** Signs of other languages that begin like one of this: comparisons, and what starts a comment. */
const FOREIGN = ["==", "<=>", "--", "/*", "//"];

function isForeign(text: string, offset: number): boolean {
  return FOREIGN.some((sign) => text.startsWith(sign, offset));
}

function foreignCharacter(text: string, offset: number): SyntaxProblem {
  const found = [...FOREIGN_SIGNS.keys()].find((key) => text.startsWith(key, offset));
  const character = found ?? String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return new SyntaxProblem(offset, unexpectedCharacter(character, FOREIGN_SIGNS.get(character)));
}

function matchAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

function tokenOf(kind: Token["kind"], value: string, offset: number, length: number): Token {
  return { kind, value, span: { start: offset, end: offset + length } };
}
