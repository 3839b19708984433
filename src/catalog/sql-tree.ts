/** A word, number, symbol or text literal of a SELECT, or what stands between two of its brackets. */
export type SqlNode = string | readonly SqlNode[];

const TOKEN = /--[^\n]*|'(?:[^']|'')*'|[a-z_][a-z0-9_]*|[0-9]+(?:\.[0-9]+)?|[^\s\w]/giu;

/** A SELECT as its words and symbols, nested at brackets. Comments are left out, and every text literal is `''`. */
export function sqlTree(select: string): readonly SqlNode[] {
  const root: SqlNode[] = [];
  const open: SqlNode[][] = [root];
  for (const [token] of select.matchAll(TOKEN)) {
    const current = open.at(-1) ?? root;
    if (token.startsWith("--")) continue;
    if (token === ")") open.pop();
    else if (token === "(") {
      const inner: SqlNode[] = [];
      current.push(inner);
      open.push(inner);
    } else current.push(token.startsWith("'") ? "''" : token.toLowerCase());
  }
  return root;
}
