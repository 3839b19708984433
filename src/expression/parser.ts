import { isDay } from "./days.ts";
import type {
  ArithmeticOperator,
  CaseBranch,
  ComparisonOperator,
  Expression,
  ProblemText,
  Span,
} from "./expression.ts";
import { FUNCTION_NAMES } from "./functions.ts";
import { KEYWORDS, meantFunction, misspeltKeyword } from "./meant-words.ts";
import type { LocalizedText } from "../language.ts";
import { SyntaxProblem } from "./syntax-problem.ts";
import {
  CHAINED_COMPARISON,
  doesNotBelong,
  keywordAsValue,
  nestedTooDeep,
  notADay,
  orMisspelt,
  PLACES,
  unexpected,
  unknownFunction,
  WANTED,
  wantedAt,
} from "./syntax-wording.ts";
import type { Token } from "./tokens.ts";

const COMPARISONS: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);

/** Recursive descent over the grammar of docs/expressions.md, one method per rule, loosest binding first. */
export class ExpressionParser {
  readonly #tokens: readonly Token[];
  readonly #depthMax: number;
  #position = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], depthMax: number) {
    this.#tokens = tokens;
    this.#depthMax = depthMax;
  }

  /** The whole text as one expression. Throws SyntaxProblem at the first mistake. */
  parse(): Expression {
    const expression = this.#expression();
    const rest = this.#peek();
    if (rest.kind === "end") return expression;
    throw this.#mistake(doesNotBelong(rest));
  }

  #expression(): Expression {
    return this.#nested(() => this.#chain("or", () => this.#chain("and", () => this.#negation())));
  }

  #chain(operator: "and" | "or", operand: () => Expression): Expression {
    const first = operand();
    const operands = [first];
    while (this.#takeWord(operator)) operands.push(operand());
    if (operands.length === 1) return first;
    return { kind: "logic", operator, operands, span: this.#spanFrom(first.span) };
  }

  #negation(): Expression {
    const start = this.#peek().span;
    if (!this.#takeWord("not")) return this.#predicate();
    const operand = this.#nested(() => this.#negation());
    return { kind: "not", operand, span: this.#spanFrom(start) };
  }

  #predicate(): Expression {
    const left = this.#sum();
    const token = this.#peek();
    if (token.kind === "symbol" && COMPARISONS.has(token.value)) return this.#comparison(left);
    if (this.#takeWord("is")) {
      const isNegated = this.#takeWord("not");
      this.#expectWord("null", PLACES.afterIs);
      return { kind: "is_null", operand: left, isNegated, span: this.#spanFrom(left.span) };
    }
    const isNegated = this.#takeWord("not");
    if (this.#takeWord("in")) return this.#membership(left, isNegated);
    if (this.#takeWord("between")) {
      const from = this.#sum();
      this.#expectWord("and", PLACES.betweenBounds);
      const to = this.#sum();
      return { kind: "between", operand: left, from, to, isNegated, span: this.#spanFrom(left.span) };
    }
    if (this.#takeWord("like")) return this.#likeness(left, isNegated);
    if (!isNegated) return left;
    throw this.#unexpected(WANTED.negatedPredicate);
  }

  #comparison(left: Expression): Expression {
    const operator = this.#take().value as ComparisonOperator;
    const right = this.#sum();
    const next = this.#peek();
    if (next.kind === "symbol" && COMPARISONS.has(next.value)) {
      throw new SyntaxProblem(next.span.start, CHAINED_COMPARISON);
    }
    return { kind: "comparison", operator, left, right, span: this.#spanFrom(left.span) };
  }

  #membership(operand: Expression, isNegated: boolean): Expression {
    this.#expectSymbol("(", PLACES.afterIn);
    const options = this.#list();
    return { kind: "in", operand, options, isNegated, span: this.#spanFrom(operand.span) };
  }

  #likeness(operand: Expression, isNegated: boolean): Expression {
    const pattern = this.#peek();
    if (pattern.kind !== "text") throw this.#unexpected(WANTED.pattern);
    this.#take();
    return { kind: "like", operand, pattern: pattern.value, isNegated, span: this.#spanFrom(operand.span) };
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const operator = this.#takeSymbol("+") ?? this.#takeSymbol("-") ?? this.#takeSymbol("||");
      if (operator === undefined) return left;
      const right = this.#product();
      const span = this.#spanFrom(left.span);
      left =
        operator === "||"
          ? { kind: "concat", parts: [left, right], span }
          : { kind: "arithmetic", operator: operator as ArithmeticOperator, left, right, span };
    }
  }

  #product(): Expression {
    let left = this.#factor();
    for (;;) {
      const operator = this.#takeSymbol("*") ?? this.#takeSymbol("/");
      if (operator === undefined) return left;
      const right = this.#factor();
      left = {
        kind: "arithmetic",
        operator: operator as ArithmeticOperator,
        left,
        right,
        span: this.#spanFrom(left.span),
      };
    }
  }

  #factor(): Expression {
    const start = this.#peek().span;
    if (this.#takeSymbol("-") === undefined) return this.#primary();
    const operand = this.#nested(() => this.#factor());
    return { kind: "negate", operand, span: this.#spanFrom(start) };
  }

  #primary(): Expression {
    const token = this.#peek();
    const { span } = token;
    if (token.kind === "text" || token.kind === "number") {
      this.#take();
      return { kind: token.kind, value: token.value, span };
    }
    if (token.kind === "quoted") {
      this.#take();
      return { kind: "name", name: token.value, isQuoted: true, span };
    }
    if (this.#takeSymbol("(") !== undefined) {
      const inner = this.#expression();
      this.#expectSymbol(")", PLACES.closingBracket);
      return inner;
    }
    if (token.kind === "word") return this.#word(token);
    throw this.#unexpected(WANTED.value);
  }

  #word(token: Token): Expression {
    const { span } = token;
    const word = token.value.toLowerCase();
    if (this.#takeWord("true") || this.#takeWord("false")) return { kind: "boolean", value: word === "true", span };
    if (this.#takeWord("null")) return { kind: "null", span };
    if (this.#takeWord("case")) return this.#case(span);
    if (KEYWORDS.has(word)) throw new SyntaxProblem(span.start, keywordAsValue(token));
    this.#take();
    const next = this.#peek();
    if (word === "date" && next.kind === "text") return this.#day(span);
    if (this.#takeSymbol("(") === undefined) return { kind: "name", name: token.value, isQuoted: false, span };
    if (!FUNCTION_NAMES.has(word))
      throw new SyntaxProblem(span.start, unknownFunction(token.value, meantFunction(token.value), FUNCTION_NAMES));
    return { kind: "call", name: word, operands: this.#list(), span: this.#spanFrom(span) };
  }

  #day(start: Span): Expression {
    const token = this.#take();
    if (isDay(token.value)) return { kind: "date", value: token.value, span: this.#spanFrom(start) };
    throw new SyntaxProblem(token.span.start, notADay(token.value));
  }

  #case(start: Span): Expression {
    const subject = this.#isWord("when") ? undefined : this.#expression();
    const branches: CaseBranch[] = [];
    do {
      this.#expectWord("when", PLACES.inCase);
      const when = this.#expression();
      this.#expectWord("then", PLACES.afterCondition);
      branches.push({ when, result: this.#expression() });
    } while (this.#isWord("when"));
    const otherwise = this.#takeWord("else") ? this.#expression() : undefined;
    this.#expectWord("end", PLACES.closingCase, ["else", "when"]);
    return { kind: "case", subject, branches, otherwise, span: this.#spanFrom(start) };
  }

  /** What stands between an opened bracket and its end: at least one expression. */
  #list(): Expression[] {
    const items = [this.#expression()];
    while (this.#takeSymbol(",") !== undefined) items.push(this.#expression());
    if (this.#peek().kind === "end") this.#expectSymbol(")", PLACES.closingList);
    if (this.#takeSymbol(")") === undefined) throw this.#unexpected(WANTED.listEnd);
    return items;
  }

  #nested(rule: () => Expression): Expression {
    this.#depth += 1;
    if (this.#depth > this.#depthMax) throw new SyntaxProblem(this.#peek().span.start, nestedTooDeep(this.#depthMax));
    const expression = rule();
    this.#depth -= 1;
    return expression;
  }

  #peek(): Token {
    return this.#tokens[Math.min(this.#position, this.#tokens.length - 1)] as Token;
  }

  #take(): Token {
    const token = this.#peek();
    this.#position += 1;
    return token;
  }

  #isWord(word: string): boolean {
    const token = this.#peek();
    return token.kind === "word" && token.value.toLowerCase() === word;
  }

  #takeWord(word: string): boolean {
    const isThere = this.#isWord(word);
    if (isThere) this.#position += 1;
    return isThere;
  }

  #takeSymbol(symbol: string): string | undefined {
    const token = this.#peek();
    if (token.kind !== "symbol" || token.value !== symbol) return undefined;
    this.#position += 1;
    return symbol;
  }

  /** `others` may stand there as well, and so may have been meant. */
  #expectWord(word: string, place: LocalizedText, others: readonly string[] = []): void {
    if (!this.#takeWord(word)) throw this.#unexpected(wantedAt(word, place), [word, ...others]);
  }

  #expectSymbol(symbol: string, place: LocalizedText): void {
    if (this.#takeSymbol(symbol) === undefined) throw this.#unexpected(wantedAt(symbol, place));
  }

  #unexpected(wanted: LocalizedText, keywords: readonly string[] = []): SyntaxProblem {
    return this.#mistake(unexpected(this.#peek(), wanted), keywords);
  }

  /** Told at the token at hand; a misspelt keyword there or just before it explains most mistakes. */
  #mistake(text: ProblemText, keywords: readonly string[] = []): SyntaxProblem {
    const token = this.#peek();
    const misspelt = misspeltKeyword(this.#tokens[this.#position - 1], token, keywords);
    return new SyntaxProblem(token.span.start, misspelt === undefined ? text : orMisspelt(text, misspelt));
  }

  /** From the start of one token to the end of the last one taken. */
  #spanFrom(start: Span): Span {
    return { start: start.start, end: this.#tokens[this.#position - 1]?.span.end ?? start.end };
  }
}
