import { parseExpression } from "./parse.ts";

/** A column's name as an expression writes it: as it is where it reads as one name, else in double quotes. */
export function spelledName(name: string): string {
  const parsed = parseExpression(name);
  const isPlain = parsed.ok && parsed.expression.kind === "name" && parsed.expression.name === name;
  return isPlain && !name.startsWith('"') ? name : `"${name.replaceAll('"', '""')}"`;
}
