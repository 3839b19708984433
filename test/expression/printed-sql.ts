import { childrenOf, type Expression } from "../../src/expression/expression.ts";

/** The pieces of a SQL text: what a tokenizer that knows nothing of the printer finds. */
export interface SqlPieces {
  readonly words: readonly string[];
  readonly symbols: readonly string[];
  readonly numbers: readonly string[];
  /** What text literals and quoted names stand for. */
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

const PIECE =
  /\s+|'(?<literal>(?:[^']|'')*)'|"(?<name>(?:[^"]|"")*)"|(?<number>\d+(?:\.\d+)?)|(?<word>[a-z_]\w*)|(?<symbol>\/\/|\|\||<>|<=|>=|->|[=<>+\-*/(),[\]:%])/guy;

/** Takes a SQL text to pieces; undefined when a character belongs to no piece. */
export function piecesOf(sql: string): SqlPieces | undefined {
  const found: Record<"literal" | "name" | "number" | "word" | "symbol", string[]> = {
    literal: [],
    name: [],
    number: [],
    word: [],
    symbol: [],
  };
  let read = 0;
  for (const match of sql.matchAll(PIECE)) {
    read += match[0].length;
    for (const [kind, text] of Object.entries<string | undefined>(match.groups ?? {})) {
      if (text !== undefined) found[kind as keyof typeof found].push(text);
    }
  }
  if (read !== sql.length) return undefined;
  return {
    words: found.word,
    symbols: found.symbol,
    numbers: found.number,
    literals: found.literal.map((text) => text.replaceAll("''", "'")),
    names: found.name.map((text) => text.replaceAll('""', '"')),
  };
}

/** What an expression itself says: the only texts, names and numbers that its SQL may hold beside the printer's own. */
export function contentOf(expression: Expression): { literals: Set<string>; names: Set<string>; numbers: Set<string> } {
  const content = { literals: new Set<string>(), names: new Set<string>(), numbers: new Set<string>() };
  const visit = (node: Expression) => {
    if (node.kind === "text" || node.kind === "date") content.literals.add(node.value);
    if (node.kind === "like") content.literals.add(node.pattern);
    if (node.kind === "number") content.numbers.add(node.value);
    if (node.kind === "name") content.names.add(node.name);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expression);
  return content;
}
